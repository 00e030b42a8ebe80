"""A first calendar, set up by seeds; and what a year's cycles cannot go on without."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, selectinload

from workflow import organisation
from workflow.calendar import record
from workflow.calendar.policy import require_maintainer
from workflow.items import tracks
from workflow.items.reference import CycleView, cycles
from workflow.models import Criterion, Cycle, EvaluationSession, Meeting
from workflow.process.shape import Process
from workflow.process.tracks import Track, plain
from workflow.values.actor import Title
from workflow.values.errors import InputRefused, NotFound, Problem
from workflow.values.fiscal import CycleId
from workflow.values.vocabulary import Action
from workflow.work import Work


def put_cycle(
    work: Work,
    *,
    cycle_id: str,
    title: Title,
    fiscal_year: int,
    budget_year: int,
    process_name: str,
    opens_on: date,
    submission_deadline: date,
    review_deadline: date,
    tracks: Sequence[Track] = (),
) -> None:
    """Add a cycle named like 2021-09, running the latest version of a process.

    Raises CycleUnreadable, NotFound (process), InputRefused (dates out of order).
    """
    known = CycleId.parse(cycle_id)
    work.latest_process(process_name)
    if not opens_on <= submission_deadline <= review_deadline:
        raise InputRefused([Problem("review_deadline", "dates_out_of_order")])
    row = Cycle(
        id=str(known),
        fiscal_year=fiscal_year,
        budget_year=budget_year,
        kind=known.kind,
        title_ja=title.ja,
        title_en=title.en,
        process_name=process_name,
        opens_on=opens_on,
        submission_deadline=submission_deadline,
        review_deadline=review_deadline,
        tracks=plain(tracks),
    )
    work.session.add(row)
    record.record_new(work, row)
    record.record_tracks(work, row)


def put_session(
    work: Work, *, fiscal_year: int, title: Title, begins_on: date | None, cycles: Iterable[str]
) -> None:
    """Add an evaluation session of one or more cycles. Raises NotFound."""
    row = EvaluationSession(
        fiscal_year=fiscal_year,
        title_ja=title.ja,
        title_en=title.en,
        begins_on=begins_on,
        cycles=_cycles(work.session, cycles),
    )
    work.session.add(row)
    record.record_new(work, row)


def put_meeting(
    work: Work, *, fiscal_year: int, number: int, held_on: date, cycles: Iterable[str]
) -> int:
    """Add a headquarters meeting that takes the reports of `cycles`; gives its id."""
    meeting = Meeting(
        fiscal_year=fiscal_year,
        number=number,
        held_on=held_on,
        cycles=_cycles(work.session, cycles),
    )
    work.session.add(meeting)
    record.record_new(work, meeting)
    return meeting.id


def _cycles(session: Session, ids: Iterable[str]) -> list[Cycle]:
    wanted = list(ids)
    query = select(Cycle).where(Cycle.id.in_(wanted)).options(selectinload(Cycle.meetings))
    found = list(session.scalars(query))
    if len(found) != len(wanted):
        raise NotFound(what="cycle", name=", ".join(wanted))
    return found


# ------------------------------------------------------------- what cycles lack


class Lack(StrEnum):
    """Something without which a cycle's items come to a stand."""

    DEPARTMENTS = "departments"
    """Nobody can begin an item."""
    PROCESS = "process"
    """None is published under the name that the cycle has."""
    CRITERIA = "criteria"
    """Nothing is there by which to evaluate."""
    MEETING = "meeting"
    """No headquarters meeting takes the cycle's report."""


def lacks(work: Work, fiscal_year: int) -> dict[Lack, tuple[CycleView, ...]]:
    """What the open cycles of a year lack, each with the cycles that do. Raises WrongRole."""
    require_maintainer(work.actor)
    mine = [one for one in cycles(work) if one.fiscal_year == fiscal_year and one.is_open]
    criteria = bool(work.session.scalar(select(exists().where(Criterion.active))))
    there = bool(organisation.of(work, fiscal_year).departments)
    lacking = {
        one: set().union(
            *(_of(one, work.newest.get(name), there, criteria) for name in tracks.names_of(one))
        )
        for one in mine
    }
    found = {lack: tuple(one for one in mine if lack in lacking[one]) for lack in Lack}
    return {lack: those for lack, those in found.items() if those}


def _of(cycle: CycleView, process: Process | None, there: bool, criteria: bool) -> set[Lack]:
    found = set() if there else {Lack.DEPARTMENTS}
    if process is None:
        return found | {Lack.PROCESS}
    if Action.EVALUATE in process.actions and not criteria:
        found.add(Lack.CRITERIA)
    if Action.REPORT in process.actions and not cycle.meetings:
        found.add(Lack.MEETING)
    return found
