"""The steps of a year's undertakings as a file: taken, brought, shown, carried out whole."""

from flask import render_template
from werkzeug.wrappers import Response

from webapp.exchange import bringing
from webapp.exchange.forms import CommitForm, FileForm
from webapp.request import current, files
from webapp.undertakings import words
from webapp.undertakings.views import asked_year, blueprint, writers
from workflow import documents, undertakings
from workflow.staging import StagedView
from workflow.undertakings import StepLine


@blueprint.get("/steps.<any(xlsx, csv):form>")
@writers
def steps_file(form: str) -> Response:
    """The steps of a year, to be changed and brought back."""
    return files.handed_out(documents.steps_document(current.work(), asked_year(), form))


def _file(form: FileForm, year: int) -> str:
    return render_template(
        "undertakings/file.html", form=form, year=year, headings=undertakings.HEADINGS
    )


def _staged(view: StagedView[StepLine], form: CommitForm) -> str:
    return render_template("undertakings/staged.html", view=view, words=words, form=form)


bringing.pages(
    blueprint, writers, undertakings.FILES, page=_file, shown=_staged, about=lambda: (asked_year(),)
)
