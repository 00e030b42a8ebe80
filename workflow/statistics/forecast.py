"""The forecast of a cycle: when what waits will be reviewed and evaluated, from this office's past.

What counts is the way from the submission to the evaluation (or to the end, where a process has
none). Drafts are left out: nobody can say when a department will submit. Withdrawn items are no
part of the past.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from workflow.items.list_views import ItemFilter, ItemRow
from workflow.items.lists import all_items
from workflow.items.reference import CycleView, cycle, cycles
from workflow.statistics.past_days import Past, Stay
from workflow.statistics.past_stays import History, day_of, history_of, number_of
from workflow.statistics.plays import (
    FEWEST_FINISHED,
    UNTESTED,
    Backtest,
    Band,
    Outcomes,
    backtest,
    band,
    chance_by,
    finished,
    play,
)
from workflow.values.errors import WrongRole
from workflow.values.vocabulary import CENTER_ROLES, Role
from workflow.work import Work

CHECKED_CYCLES: Final = 4
"""So many past cycles are forecast again, each on two days, to see how good the forecast was."""

MOST_PLAYS: Final = 200
FEWEST_PLAYS: Final = 50
MOST_MOVES: Final = 12_000
"""Items times plays: with more items there are fewer plays, so that nobody waits long."""

_CHECKED_AFTER: Final = (3, 10)
"""Business days after the submission deadline."""


@dataclass(frozen=True)
class Days:
    """A day with the days between which it lies in eight of ten cases."""

    early: date
    middle: date
    late: date


@dataclass(frozen=True)
class ItemForecast:
    """When an item will be evaluated; `when` None where no item ever left its state before."""

    row: ItemRow
    when: Days | None
    chance: float | None
    """Of being evaluated before the meeting, 0 to 1; None without a meeting."""


@dataclass(frozen=True)
class Forecast:
    """What waits in a cycle and when it will be done."""

    cycle: CycleView
    meeting_on: date | None
    """The next meeting that takes the cycle."""
    finished: int
    """Items of the past on which the forecast rests."""
    items: tuple[ItemForecast, ...]
    """In the order in which they are likely to be done."""
    last: Days | None
    """When the last of them is done."""
    by_meeting: tuple[int, int] | None
    """How many of `items` are done before the meeting, in eight of ten cases."""
    drafts: int
    tested: Backtest

    @property
    def is_enough(self) -> bool:
        """Whether there is enough history to say anything."""
        return self.finished >= FEWEST_FINISHED


def forecast(work: Work, cycle_id: str) -> Forecast:
    """The forecast of a cycle. Raises NotFound, WrongRole (those who do not see every item)."""
    if work.actor is None or not work.actor.sees_everything:
        raise WrongRole(roles=tuple(sorted(CENTER_ROLES)))
    wanted, today = cycle(work, cycle_id), number_of(work.today)
    history = history_of(work, wanted)
    steps = dict(history.steps)
    rows = {row.id: row for row in all_items(work, ItemFilter(cycle_id=cycle_id))}
    waiting = tuple(
        stay
        for stay in history.stays
        if stay.left is None and stay.state in steps and stay.item in rows
    )
    done = len(finished(history.stays, steps, today))
    played, tested = Outcomes({}), UNTESTED
    if done >= FEWEST_FINISHED and waiting:
        played = _played(history, waiting, today)
        tested = _tested(history, _checked_days(work, wanted))
    meeting = next((m.held_on for m in wanted.meetings if m.held_on >= work.today), None)
    return Forecast(
        cycle=wanted,
        meeting_on=meeting,
        finished=done,
        items=tuple(_items(rows, waiting, played, tested, meeting)),
        last=_days_of(band(played.last)) if played.items else None,
        by_meeting=_count_by(played, meeting),
        drafts=sum(Role.OFFICER in row.turn and row.state not in steps for row in rows.values()),
        tested=tested,
    )


def _items(
    rows: Mapping[int, ItemRow],
    waiting: Sequence[Stay],
    played: Outcomes,
    tested: Backtest,
    meeting: date | None,
) -> list[ItemForecast]:
    found = []
    for stay in waiting:
        days = played.items.get(stay.item)
        when = _days_of(band(days, tested.shares)) if days else None
        chance = chance_by(days, number_of(meeting) - 1) if days and meeting else None
        found.append(ItemForecast(rows[stay.item], when, chance))
    return sorted(
        found, key=lambda one: (one.when is None, one.when and one.when.middle, one.row.id)
    )


def _count_by(played: Outcomes, meeting: date | None) -> tuple[int, int] | None:
    """How many items are done on the day before the meeting, between the tenths of the plays."""
    if meeting is None or not played.items:
        return None
    counts = sorted(played.done_by(number_of(meeting) - 1))
    within = band(counts)
    return within.early, within.late


@lru_cache(maxsize=32)
def _tested(history: History, days: tuple[int, ...]) -> Backtest:
    return backtest(history.stays, dict(history.steps), days)


@lru_cache(maxsize=32)
def _played(history: History, waiting: tuple[Stay, ...], today: int) -> Outcomes:
    plays = max(FEWEST_PLAYS, min(MOST_PLAYS, MOST_MOVES // len(waiting)))
    return play(Past(history.stays, dict(history.steps), today), waiting, today, plays)


def _checked_days(work: Work, wanted: CycleView) -> tuple[int, ...]:
    """Two days of each of the last cycles that were over before this one's deadline."""
    past = [one for one in cycles(work) if one.submission_deadline < wanted.submission_deadline]
    past.sort(key=lambda one: one.submission_deadline)
    deadlines = [number_of(one.submission_deadline) for one in past[-CHECKED_CYCLES:]]
    return tuple(sorted({day + after for day in deadlines for after in _CHECKED_AFTER}))


def _days_of(found: Band) -> Days:
    return Days(*(day_of(number) for number in (found.early, found.middle, found.late)))
