"""The papers of a year are frozen in editions, which are read, compared and handed out."""

from flask import Blueprint, render_template, url_for
from werkzeug.wrappers import Response

from webapp.editions import words
from webapp.goals.views import asked_year, years
from webapp.reports.forms import FreezeForm
from webapp.request import access, current, security_log
from webapp.request.files import handed_out
from webapp.request.posting import Answer, posted
from webapp.words.catalogue import gettext as _
from workflow import editions
from workflow.values import AgendaKind, NotFound, Refusal

blueprint = Blueprint("editions", __name__, url_prefix="/editions")


@blueprint.get("/")
@access.roles(*editions.READERS)
def index() -> str:
    """The papers of a year with their editions; for the secretariat, the forms that freeze."""
    return _page(asked_year())


@blueprint.post("/<year:year>/<kind>/freeze")
@access.roles(*editions.FREEZERS)
def freeze(year: int, kind: str) -> Answer:
    """Freeze a paper of a year as it stands."""
    if kind not in set(editions.KINDS) or year not in years():
        raise NotFound(what="paper", name=kind)
    form = FreezeForm()
    return posted(
        lambda work: editions.freeze(work, AgendaKind(kind), year, form.note.value, form.edition),
        said=_("The paper is frozen."),
        back=lambda edition_id: url_for("editions.show", edition_id=edition_id),
        form=form,
        page=lambda: _page(year, kind, form),
        shown=Refusal,
    )


@blueprint.get("/<id:edition_id>")
@access.roles(*editions.READERS)
@security_log.reads_paper
def show(edition_id: int) -> str:
    """A frozen edition: its files, what it changed, its proofs."""
    return render_template(
        "editions/show.html",
        edition=editions.one(current.work(), edition_id),
        words=words,
    )


@blueprint.get("/<id:edition_id>/file.<any(pdf, xlsx, csv, json):form>")
@access.roles(*editions.READERS)
def file(edition_id: int, form: str) -> Response:
    """A file of an edition, byte for byte as it was frozen."""
    work = current.work()
    return handed_out(editions.year_file(work, editions.one(work, edition_id), form))


def _page(year: int, kind: str = "", form: FreezeForm | None = None) -> str:
    work = current.work()
    found = editions.of_year(work, year)
    return render_template(
        "editions/index.html",
        year=year,
        years=years(),
        papers={
            one: [edition for edition in found if edition.kind is one] for one in editions.KINDS
        },
        words=words,
        refused=kind,
        form=form or FreezeForm(),
        may_freeze=editions.may_freeze(work.actor) is None,
    )
