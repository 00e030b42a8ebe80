"""A first calendar, set up by seeds: cycles, evaluation sessions and meetings."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from workflow.calendar import record
from workflow.models import Cycle, EvaluationSession, Meeting
from workflow.process.tracks import Track, plain
from workflow.values.actor import Title
from workflow.values.errors import InputRefused, NotFound, Problem
from workflow.values.fiscal import CycleId
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
