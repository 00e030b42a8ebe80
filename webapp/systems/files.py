"""Systems from a file: shown first, then carried out, all of it or nothing."""

from typing import Final

from flask import render_template, url_for

from webapp.exchange import bringing
from webapp.exchange.forms import CommitForm, FileForm
from webapp.request import access, current, files
from webapp.request.posting import Answer
from webapp.systems import words
from webapp.systems.views import blueprint
from webapp.words.filters import title
from workflow import items, systems
from workflow.values import fiscal_year

STAGED: Final = "/file/<id:staged_id>"


@blueprint.get("/file")
@access.roles(*systems.WRITERS)
def file() -> str:
    """Where a file of systems is brought."""
    return _file(FileForm())


def _file(form: FileForm) -> str:
    known = systems.headings(fiscal_year(current.today()))
    return render_template("systems/file.html", form=form, headings=known)


@blueprint.post("/file")
@files.takes(files.LARGEST_WORKBOOK)
@access.roles(*systems.WRITERS)
def bring() -> Answer:
    """Take a file in; nothing is changed yet."""
    form = FileForm()
    return bringing.kept(
        form,
        lambda: _file(form),
        bring=systems.bring,
        stage=systems.stage,
        show=lambda staged_id: url_for("systems.staged", staged_id=staged_id),
    )


@blueprint.get(STAGED)
@access.roles(*systems.WRITERS)
def staged(staged_id: int) -> str:
    """What a file would do, and what is wrong with it."""
    work = current.work()
    view = systems.staged(work, staged_id)
    form = CommitForm(shown=view.plan.seen)
    there = items.departments(work, fiscal_year(current.today()))
    names = {one.code: title(one.name) for one in there}
    return render_template(
        "systems/staged.html", view=view, words=words, form=form, departments=names
    )


@blueprint.post(STAGED)
@access.roles(*systems.WRITERS)
def commit(staged_id: int) -> Answer:
    """Carry a file out, whole."""
    form = CommitForm()
    return bringing.carried_out(
        lambda work: systems.commit(work, staged_id, form.shown.data or ""),
        said=bringing.added_and_changed,
        back=url_for("systems.staged", staged_id=staged_id),
    )
