"""What is frozen for the next meeting, or for the meetings of a list."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, select

from workflow.editions.keeping import may_read
from workflow.items.reference import MeetingView, cycles, meetings
from workflow.models import ReportEdition, ReportLift
from workflow.reports import queries
from workflow.reports.queries import EditionName, EditionView
from workflow.values.vocabulary import Stage
from workflow.work import Work, built


@dataclass(frozen=True)
class NextMeeting:
    """The first meeting from today on with the edition its members read: the results, if any."""

    meeting: MeetingView
    edition: EditionView


def next_meeting(work: Work) -> NextMeeting | None:
    """The next meeting with its newest sound edition; None where nothing is frozen for it.

    None too for whoever reads no frozen editions, and where no meeting is to come.
    """
    to_come = [one for one in meetings(work) if one.held_on >= work.today]
    if not to_come or may_read(work):
        return None
    # The results stand before the planned list: they are what a meeting decides on.
    found = queries.editions(work, to_come[0].id)
    results_first = sorted(found, key=lambda one: one.stage.value)
    newest = next((one for one in results_first if one.is_sound), None)
    return NextMeeting(to_come[0], newest) if newest else None


@dataclass(frozen=True)
class EditionInForce(EditionName):
    """A frozen edition that was not lifted, and when it was frozen."""

    at: datetime


def in_force(work: Work, meeting_ids: Collection[int], stage: Stage) -> EditionInForce | None:
    """What was frozen last of a stage for these meetings; None where that freeze was lifted.

    None too for whoever reads no frozen editions.
    """
    if not meeting_ids or may_read(work):
        return None
    row = work.objects(built(_last_of, tuple(meeting_ids)), stage=stage.value).one_or_none()
    if row is None or row.edition_id is not None:
        return None
    last = row.ReportEdition
    return EditionInForce(last.meeting_id, stage, last.number, last.frozen_at)


class FrozenToCome(NamedTuple):
    """Frozen results that were not lifted, and the meeting to come for which they are."""

    meeting: MeetingView
    edition: EditionInForce


def frozen_to_come(work: Work) -> FrozenToCome | None:
    """The results frozen last for a meeting that is not over; None for who reads no editions."""
    taking = (one for cycle in cycles(work) for one in cycle.meetings)
    to_come = {one.id: one for one in taking if one.held_on >= work.today}
    found = in_force(work, tuple(to_come), Stage.EVALUATED)
    return FrozenToCome(to_come[found.meeting_id], found) if found else None


def _last_of(meeting_ids: tuple[int, ...]) -> Select[*tuple[Any, ...]]:
    meant = ReportEdition.meeting_id.in_(meeting_ids), ReportEdition.stage == bindparam("stage")
    return (
        select(ReportEdition, ReportLift.edition_id)
        .outerjoin(ReportLift, ReportLift.edition_id == ReportEdition.id)
        .where(*meant)
        .order_by(ReportEdition.frozen_at.desc(), ReportEdition.number.desc())
        .limit(1)
    )
