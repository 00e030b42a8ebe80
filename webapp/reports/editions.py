"""Frozen editions of meetings' reports: to read, to take as files, side by side."""

from functools import partial
from typing import Any, Final

from flask import abort, make_response, render_template, request, url_for
from werkzeug.wrappers import Response

from webapp.papers import words
from webapp.reports import filters
from webapp.reports.sums import shown_of
from webapp.reports.views import MEETING, STAGE, blueprint
from webapp.request import access, current, paging, security_log, turns
from webapp.request.files import handed_out
from workflow import items, reports
from workflow.reports import Drift, EditionView
from workflow.values import Stage
from workflow.work import Work

SECONDS_TO_NEXT_LOOK: Final = "4"
EDITION = f"{STAGE}/<id:number>"


@blueprint.get(EDITION)
@access.roles(*reports.READERS)
@turns.one_after_the_other
@security_log.reads_paper
def edition(meeting_id: int, stage: str, number: int) -> Response:
    """A frozen edition: its files, what it changed, its rows, its proofs.

    On the newest one stands where the list of today says otherwise; while its files are being
    written, how far they are.
    """
    work = current.work()
    found = reports.edition(work, meeting_id, Stage(stage), number)
    is_writing = found.is_sound and bool(found.unwritten)
    address = partial(url_for, "reports.edition", meeting_id=meeting_id, stage=stage, number=number)
    response = make_response(
        render_template(
            "reports/edition.html",
            edition=found,
            meeting=items.meeting(work, meeting_id),
            edits=reports.may_edit(work.actor) is None,
            drift=None if is_writing else _drift(work, found),
            writing=_writing(work, found) if is_writing else None,
            shown=shown_of(found, lambda page: address(page=page)),
        )
    )
    if is_writing:
        response.headers["Refresh"] = SECONDS_TO_NEXT_LOOK
    return response


def _drift(work: Work, found: EditionView) -> Drift | None:
    """Where the list of today differs, on the newest edition that can be read."""
    is_newest = found.number == reports.edition(work, found.meeting_id, found.stage).number
    return reports.drift(work, found) if is_newest and found.is_sound else None


def _writing(work: Work, found: EditionView) -> dict[str, Any]:
    return {"progress": reports.progress_of(work, found.id), "said": words.step}


@blueprint.get(f"{EDITION}/file.<any(pdf, xlsx, csv, json):form>")
@access.roles(*reports.READERS)
def file(meeting_id: int, stage: str, number: int, form: str) -> Response:
    """A file of an edition, byte for byte as it was frozen.

    With `headings=codes` a csv made of what was frozen, for machines.
    """
    work = current.work()
    found = reports.edition(work, meeting_id, Stage(stage), number)
    if form == "csv" and filters.codes(request.args):
        return handed_out(reports.csv_with_codes(work, found))
    return handed_out(reports.edition_file(work, found, form))


@blueprint.get(f"{STAGE}/compare")
@access.roles(*reports.READERS)
@turns.one_after_the_other
@security_log.reads_paper
def compare(meeting_id: int, stage: str) -> str:
    """What two editions say differently; the newest two where none are named."""
    work = current.work()
    editions = [one for one in reports.editions(work, meeting_id) if one.stage == stage]
    if not editions:
        abort(404)
    after = request.args.get("after", editions[0].number, type=int)
    before = request.args.get("before", editions[min(1, len(editions) - 1)].number, type=int)
    return render_template(
        "reports/compare.html",
        meeting=items.meeting(work, meeting_id),
        editions=editions,
        found=reports.compare(work, meeting_id, Stage(stage), before, after),
    )


@blueprint.get(f"{MEETING}/difference")
@access.roles(*reports.READERS)
@turns.one_after_the_other
@security_log.reads_paper
def difference(meeting_id: int) -> str:
    """The planned list beside the results."""
    found = reports.difference(current.work(), meeting_id)
    address = partial(url_for, "reports.difference", meeting_id=meeting_id)
    blocks = [(block, block.rows) for block in found.blocks]
    shown = paging.pieces_of(blocks, lambda page: address(page=page))
    return render_template("reports/difference.html", found=found, shown=shown)


@blueprint.get(f"{MEETING}/difference.csv")
@access.roles(*reports.READERS)
@turns.one_after_the_other
def difference_file(meeting_id: int) -> Response:
    """The same as csv."""
    codes = filters.codes(request.args)
    return handed_out(reports.difference_file(current.work(), meeting_id, codes=codes))
