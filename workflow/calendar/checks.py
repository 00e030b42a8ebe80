"""What is wrong with a year's calendar: what its open cycles lack, and days that are in doubt."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import exists, select

from workflow import organisation
from workflow.calendar.policy import require_maintainer
from workflow.calendar.queries import (
    CalendarBoard,
    CycleCard,
    cycle_cards,
    meeting_cards,
    session_cards,
)
from workflow.items import tracks
from workflow.items.reference import CycleView, cycles
from workflow.models import Criterion
from workflow.process.shape import Process
from workflow.values.vocabulary import Action
from workflow.work import Work


class Lack(StrEnum):
    """Something without which a cycle's items come to a stop."""

    DEPARTMENTS = "departments"
    """Nobody can begin an item."""
    PROCESS = "process"
    """No process is published under the name that the cycle gives."""
    CRITERIA = "criteria"
    """There are no criteria by which to evaluate."""
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


class Doubt(StrEnum):
    """What is the matter with a day."""

    OVER = "over"
    """A submission deadline is over, and the cycle has no item."""
    SESSION_EARLY = "session_early"
    """An evaluation session is before the submission deadline of a cycle of it."""
    MEETING_EARLY = "meeting_early"
    """A headquarters meeting is before the submission deadline of a cycle of it."""


@dataclass(frozen=True)
class DoubtfulDay:
    """A day in doubt, with the cycle that it is about; `id` is of what has the day."""

    doubt: Doubt
    cycle: CycleCard
    id: int | str
    day: date


def doubtful_days(work: Work, fiscal_year: int) -> tuple[DoubtfulDay, ...]:
    """The days in doubt of the open cycles of a year. Raises WrongRole."""
    require_maintainer(work.actor)
    there = CalendarBoard(
        fiscal_year,
        cycle_cards(work, fiscal_year),
        meeting_cards(work, fiscal_year),
        session_cards(work, fiscal_year),
        (),
    )
    return doubts_of(there, work.today)


def doubts_of(board: CalendarBoard, today: date) -> tuple[DoubtfulDay, ...]:
    """The same of what is on a year's board."""
    return tuple(
        doubt for card in board.cycles if card.view.is_open for doubt in _doubts(board, card, today)
    )


def _doubts(board: CalendarBoard, card: CycleCard, today: date) -> Iterator[DoubtfulDay]:
    deadline = card.view.submission_deadline
    if deadline < today and not card.items:
        yield DoubtfulDay(Doubt.OVER, card, card.view.id, deadline)
    for one in board.sessions:
        if card.view.id in one.cycle_ids and one.begins_on and one.begins_on < deadline:
            yield DoubtfulDay(Doubt.SESSION_EARLY, card, one.id, one.begins_on)
    for other in board.meetings:
        of_it = card.view.id in other.view.cycle_ids
        if of_it and not other.frozen and other.view.held_on < deadline:
            yield DoubtfulDay(Doubt.MEETING_EARLY, card, other.view.id, other.view.held_on)
