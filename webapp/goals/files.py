"""Goals from a file: shown first, then carried out, all of it or nothing."""

from typing import Final

from flask import render_template, url_for

from webapp.exchange import bringing
from webapp.exchange.forms import CommitForm, FileForm
from webapp.goals import words
from webapp.goals.views import asked_year, blueprint
from webapp.request import access, current, files
from webapp.request.posting import Answer
from webapp.words import labels
from webapp.words.filters import title
from workflow import goals, items
from workflow.values import DxStep

STAGED: Final = "/file/<id:staged_id>"


@blueprint.get("/file")
@access.roles(*goals.BRINGERS)
def file() -> str:
    """Where a file of goals is brought."""
    return _file(FileForm(), asked_year())


def _file(form: FileForm, year: int) -> str:
    return render_template("goals/file.html", form=form, year=year, headings=goals.HEADINGS)


@blueprint.post("/file")
@files.takes(files.LARGEST_WORKBOOK)
@access.roles(*goals.BRINGERS)
def bring() -> Answer:
    """Take a file in; nothing is changed yet."""
    form, year = FileForm(), asked_year()
    return bringing.kept(
        form,
        lambda: _file(form, year),
        bring=goals.bring,
        stage=lambda work, brought: goals.stage(work, year, brought),
        show=lambda staged_id: url_for("goals.staged", staged_id=staged_id),
    )


@blueprint.get(STAGED)
@access.roles(*goals.BRINGERS)
def staged(staged_id: int) -> str:
    """What a file would do, and what is wrong with it."""
    view = goals.staged(current.work(), staged_id)
    form = CommitForm(shown=view.plan.seen)
    titles = _titles(view.fiscal_year)
    return render_template("goals/staged.html", view=view, words=words, form=form, titles=titles)


@blueprint.post(STAGED)
@access.roles(*goals.BRINGERS)
def commit(staged_id: int) -> Answer:
    """Carry a file out, whole."""
    form = CommitForm()
    return bringing.carried_out(
        lambda work: goals.commit(work, staged_id, form.shown.data or ""),
        said=bringing.added_and_changed,
        back=url_for("goals.staged", staged_id=staged_id),
    )


def _titles(year: int) -> dict[str, dict[str, str]]:
    """By column what its codes are called."""
    work = current.work()
    return {
        "departments": {one.code: title(one.name) for one in items.departments(work, year)},
        "field": {one.code: title(one.title) for one in items.fields(work)},
        "dx_step": {one.value: labels.enum(one) for one in DxStep},
    }
