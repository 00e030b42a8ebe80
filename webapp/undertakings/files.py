"""The steps of a year's undertakings as a file: taken, brought, shown, carried out whole."""

from typing import Final

from flask import render_template, url_for
from werkzeug.wrappers import Response

from webapp.exchange import bringing
from webapp.exchange.forms import CommitForm, FileForm
from webapp.request import current, files
from webapp.request.posting import Answer
from webapp.undertakings import words
from webapp.undertakings.views import asked_year, blueprint, writers
from workflow import documents, undertakings

STAGED: Final = "/file/<id:staged_id>"


@blueprint.get("/steps.<any(xlsx, csv):form>")
@writers
def steps_file(form: str) -> Response:
    """The steps of a year, to be changed and brought back."""
    return files.handed_out(documents.steps_document(current.work(), asked_year(), form))


@blueprint.get("/file")
@writers
def file() -> str:
    """Where a file of steps is taken and brought."""
    return _file(FileForm(), asked_year())


def _file(form: FileForm, year: int) -> str:
    return render_template(
        "undertakings/file.html", form=form, year=year, headings=undertakings.HEADINGS
    )


@blueprint.post("/file")
@files.takes(files.LARGEST_WORKBOOK)
@writers
def bring() -> Answer:
    """Take a file in; nothing is changed yet."""
    form, year = FileForm(), asked_year()
    return bringing.kept(
        form,
        lambda: _file(form, year),
        bring=undertakings.bring,
        stage=lambda work, brought: undertakings.stage(work, year, brought),
        show=lambda staged_id: url_for("undertakings.staged", staged_id=staged_id),
    )


@blueprint.get(STAGED)
@writers
def staged(staged_id: int) -> str:
    """What a file would do, and what is wrong with it."""
    view = undertakings.staged(current.work(), staged_id)
    form = CommitForm(shown=view.plan.seen)
    return render_template("undertakings/staged.html", view=view, words=words, form=form)


@blueprint.post(STAGED)
@writers
def commit(staged_id: int) -> Answer:
    """Carry a file out, whole."""
    form = CommitForm()
    return bringing.carried_out(
        lambda work: undertakings.commit(work, staged_id, form.shown.data or ""),
        said=bringing.added_and_changed,
        back=url_for("undertakings.staged", staged_id=staged_id),
    )
