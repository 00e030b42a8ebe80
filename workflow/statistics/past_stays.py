"""What a forecast rests on: every stay of a cycle's items and of those of the years before it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final

from sqlalchemy import func, select

from workflow.items.reference import CycleView, cycles
from workflow.models import EvaluationSession, Item, LedgerEntry, session_cycles
from workflow.process.moves import State
from workflow.process.shape import Process
from workflow.statistics.past_days import Stay, Step
from workflow.values.business_days import add_business_days, business_days_between
from workflow.values.clock import JAPAN
from workflow.values.vocabulary import WITHDRAWN, Role
from workflow.work import Work

YEARS_BACK: Final = 3
"""Fiscal years before the cycle's own from which the past is taken."""

_FIRST: Final = date(2015, 4, 1)
"""Business days are counted from this day, those before it backwards: the calendar of each year
between has to be worked out once."""


@dataclass(frozen=True)
class History:
    """What happened to every item: hashable, so that what was worked out of it is remembered."""

    stays: tuple[Stay, ...]
    steps: tuple[tuple[str, Step], ...]


def history_of(work: Work, wanted: CycleView) -> History:
    """Every stay of the items of this cycle and of the years before it, of all departments."""
    since = wanted.fiscal_year - YEARS_BACK
    ids = [one.id for one in cycles(work) if since <= one.fiscal_year <= wanted.fiscal_year]
    sessions = _sessions(work)
    entries = work.session.execute(
        select(
            Item.id,
            Item.cycle_id,
            Item.process_name,
            Item.process_version,
            LedgerEntry.at,
            LedgerEntry.to_state,
        )
        .join(LedgerEntry, LedgerEntry.item_id == Item.id)
        .where(Item.cycle_id.in_(ids), Item.state != WITHDRAWN)
        .order_by(Item.id, LedgerEntry.sequence)
    ).all()
    steps: dict[str, Step] = {}
    for name, version in sorted({(one.process_name, one.process_version) for one in entries}):
        steps |= _steps(work.process(name, version))
    return History(tuple(_stays(entries, sessions)), tuple(steps.items()))


def _stays(entries: Sequence[Any], sessions: Mapping[str, int]) -> Iterable[Stay]:
    """From the arrivals in states: each stay with where it led."""
    arrivals = [
        one
        for before, one in pairwise([None, *entries])
        if before is None or (before.id, before.to_state) != (one.id, one.to_state)
    ]
    for one, following in pairwise([*arrivals, None]):
        left = following if following is not None and following.id == one.id else None
        yield Stay(
            one.id,
            one.to_state,
            number_of(one.at.astimezone(JAPAN).date()),
            number_of(left.at.astimezone(JAPAN).date()) if left else None,
            left.to_state if left else "",
            sessions.get(one.cycle_id),
        )


def _steps(process: Process) -> dict[str, Step]:
    """The states from the submission to the evaluation, in the order of the process."""
    return {
        state.name: _step(state)
        for state in process.live_states
        if state.name != process.initial and set(state.turn) - {Role.SECRETARIAT}
    }


def _step(state: State) -> Step:
    if Role.OFFICER in state.turn:
        return Step.DEPARTMENTS
    return Step.SESSION if Role.EVALUATOR in state.turn else Step.TEAM


def _sessions(work: Work) -> dict[str, int]:
    """The first day of each cycle's first evaluation session, where it is known."""
    query = (
        select(session_cycles.c.cycle_id, func.min(EvaluationSession.begins_on))
        .join(EvaluationSession, EvaluationSession.id == session_cycles.c.session_id)
        .where(EvaluationSession.begins_on.is_not(None))
        .group_by(session_cycles.c.cycle_id)
    )
    return {cycle_id: number_of(day) for cycle_id, day in work.session.execute(query)}


@lru_cache(maxsize=4096)
def number_of(day: date) -> int:
    """Which business day it is, counted as the past's days are."""
    return business_days_between(_FIRST, day)


@lru_cache(maxsize=4096)
def day_of(number: int) -> date:
    """The business day that has this number."""
    return add_business_days(_FIRST, number)
