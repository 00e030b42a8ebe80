"""Papers of a meeting: laid out under their numbers, taken off, handed out."""

from typing import BinaryIO, Final, cast

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from webapp.bodies.forms import StepForm
from webapp.bodies.meetings import MEETING, page_saying_why
from webapp.bodies.views import blueprint, editors
from webapp.request import access, current, files, turns
from webapp.request.errors import status_of
from webapp.request.files import handed_out
from webapp.request.posting import Answer, posted
from webapp.words.catalogue import gettext as _
from webapp.words.refusals import refused_file
from workflow import bodies
from workflow.bodies import AttachmentRefused

PAPER: Final = f"{MEETING}/papers/<id:group>-<id:number>"


@blueprint.post(f"{PAPER}/file")
@files.takes(files.LARGEST_UPLOAD)
@editors
def lay_out(meeting_id: int, group: int, number: int) -> Answer:
    """Lay a file out under a paper's number, in place of what lay there."""
    form, back = StepForm(), _back(meeting_id)
    file = request.files.get("file")
    if file is None or not file.filename:
        flash(_("Choose a file."), "danger")
        return redirect(back)
    try:
        source = cast(BinaryIO, file.stream)
        with bodies.stored(current.work(), meeting_id, file.filename, source) as new:
            return posted(
                lambda work: bodies.lay_out(work, meeting_id, group, number, new, form.seen.value),
                said=_("The paper is laid out."),
                back=back,
                refused=page_saying_why(meeting_id),
            )
    except AttachmentRefused as error:
        status_of(error)
        flash(refused_file(error), "danger")
        return redirect(back)


@blueprint.post(f"{PAPER}/own")
@editors
def lay_out_own(meeting_id: int, group: int, number: int) -> Answer:
    """Lay one of Jizen's own papers out, in its newest frozen edition or frozen as it stands."""
    form, freeze = StepForm(), "freeze" in request.form
    return posted(
        lambda work: bodies.lay_out_own(
            work, meeting_id, group, number, form.seen.value, freeze=freeze
        ),
        said=_("The paper is laid out."),
        back=_back(meeting_id),
        refused=page_saying_why(meeting_id),
    )


@blueprint.post(f"{PAPER}/take-off")
@editors
def take_off(meeting_id: int, group: int, number: int) -> Answer:
    """Take the paper off its number."""
    form = StepForm()
    return posted(
        lambda work: bodies.take_off(work, meeting_id, group, number, form.seen.value),
        said=_("The paper is taken off; it is kept."),
        back=_back(meeting_id),
        refused=page_saying_why(meeting_id),
    )


@blueprint.get("/papers/<id:paper_id>")
@access.signed_in
def download(paper_id: int) -> Response:
    """A file of a meeting, to be saved; never opened within the site."""
    paper, source = bodies.open_file(current.work(), paper_id)
    return files.kept_file(source, paper.name, paper.media_type, paper.size, paper.id)


@blueprint.get(f"{MEETING}/papers.pdf")
@access.signed_in
@turns.one_after_the_other
def bound(meeting_id: int) -> Response:
    """All papers of a meeting as one PDF with page numbers and bookmarks."""
    return handed_out(bodies.bound_papers(current.work(), meeting_id))


@blueprint.get(f"{MEETING}/minutes.pdf")
@access.signed_in
def minutes_file(meeting_id: int) -> Response:
    """The minutes of a meeting as a PDF."""
    return handed_out(bodies.minutes_paper(current.work(), meeting_id))


def _back(meeting_id: int) -> str:
    return url_for("bodies.meeting", meeting_id=meeting_id, _anchor="papers")
