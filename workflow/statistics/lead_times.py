"""Where items are on their way and where their time went, from the ledger's entries; by process.

A stay lasts from the entry that brought an item into a state to the entry that took it out
again; a carry-over keeps the state and ends no stay. Its length is the business days after
the day of arrival up to the day of leaving: within one day it is 0, from Friday to Monday 1.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from itertools import groupby
from statistics import median
from typing import Any, Final, NamedTuple

from sqlalchemy import Row, func, select

from workflow.items import rewriting, tracks
from workflow.items.list_views import ItemFilter, Total
from workflow.items.rows import joined
from workflow.models import Cycle, Item, LedgerEntry
from workflow.process.shape import Process
from workflow.statistics.sums import live
from workflow.values.actor import Title
from workflow.values.business_days import business_days_between
from workflow.values.clock import JAPAN
from workflow.values.vocabulary import Action, AnyRole, role_place
from workflow.work import Work


@dataclass(frozen=True)
class StageTime:
    """How long items stayed in one state, in business days, of the stays that have ended.

    `median` is the middle one, or the mean of the middle two; `ninetieth` the shortest time
    within which nine of ten had ended (nearest rank). Both None where `ended` is 0. `waiting`
    items are there now; `longest_wait` is the one that has waited longest.
    """

    state: str
    title: Title
    turn: tuple[AnyRole, ...]
    ended: int
    median: float | None
    ninetieth: int | None
    waiting: int
    longest_wait: int | None


@dataclass(frozen=True)
class TurnDays:
    """The business days that items spent in the hands of those whose turn it was."""

    turn: tuple[AnyRole, ...]
    days: int


@dataclass(frozen=True)
class Flow:
    """Where the live items are, and where their time went."""

    stages: tuple[StageTime, ...]
    """Every state in which something is to be done, in the order of the process."""
    turns: tuple[TurnDays, ...]
    """Ended and running stays together, in the order in which a turn first comes."""
    finished: int
    whole_median: float | None
    """From the first submission to the end, in business days, of finished items."""
    whole_ninetieth: int | None


NINE_OF_TEN: Final = 0.9

Entry = Row[Any]


class _Stay(NamedTuple):
    state: str
    turn: tuple[AnyRole, ...]
    days: int
    ended: bool


class _Way(NamedTuple):
    stays: list[_Stay]
    whole: int | None
    """From the first submission to the end; None for an item that has not come to it."""


def flow(work: Work, wanted: ItemFilter) -> Flow:
    """The stays of the live items that `wanted` names and the person asking may see: three queries.

    An item's whole way counts where the item is now, also what it did in an earlier cycle.
    """
    ways: list[_Way] = []
    processes: dict[tuple[str, int], Process] = {}
    for _, of_one in groupby(_entries(work, wanted), key=lambda entry: entry.id):
        history = list(of_one)
        version = (history[0].process_name, history[0].process_version)
        processes[version] = work.process(*version)
        ways.append(_way(work, history, processes[version]))
    stays = [stay for way in ways for stay in way.stays]
    whole = [way.whole for way in ways if way.whole is not None]
    return Flow(
        stages=_stages(list(processes.values()) or _of_the_cycle(work, wanted), stays),
        turns=_turns(stays),
        finished=len(whole),
        whole_median=_median(whole),
        whole_ninetieth=_ninetieth(whole),
    )


def _entries(work: Work, wanted: ItemFilter) -> Sequence[Entry]:
    """The histories of the items, one after the other, each from its beginning."""
    query = joined(
        select(
            Item.id,
            Item.process_name,
            Item.process_version,
            LedgerEntry.at,
            LedgerEntry.action,
            LedgerEntry.to_state,
        ),
        work.actor,
    ).join(LedgerEntry, LedgerEntry.item_id == Item.id)
    conditions = live(work.actor, wanted)
    return work.session.execute(
        query.where(*conditions).order_by(Item.id, LedgerEntry.sequence)
    ).all()


def _way(work: Work, history: Sequence[Entry], process: Process) -> _Way:
    arrivals = [history[0]]
    for entry in history[1:]:
        if entry.to_state != arrivals[-1].to_state:
            arrivals.append(entry)
    ends: list[Entry | None] = [*arrivals[1:], None]
    stays = []
    for arrival, end in zip(arrivals, ends, strict=True):
        turn = work.state_of(process, arrival.to_state).turn
        if turn:
            until = _day(end.at) if end else work.today
            days = max(0, _days(_day(arrival.at), until))
            stays.append(_Stay(arrival.to_state, turn, days, end is not None))
    submitted = next((e for e in history if e.action == Action.SUBMIT), None)
    last = arrivals[-1]
    if submitted is None or not process.states[last.to_state].final:
        return _Way(stays, None)
    return _Way(stays, _days(_day(submitted.at), _day(last.at)))


def _of_the_cycle(work: Work, wanted: ItemFilter) -> list[Process]:
    """The processes of the cycle that `wanted` names, so that an empty one shows its stages too."""
    cycle = work.session.get(Cycle, wanted.cycle_id) if wanted.cycle_id else None
    return list(tracks.processes_of(work, cycle)) if cycle else []


def _stages(processes: Iterable[Process], stays: Sequence[_Stay]) -> tuple[StageTime, ...]:
    titles = {
        name: (Title.of(state.title), state.turn)
        for process in sorted(processes, key=lambda one: len(one.states), reverse=True)
        for name, state in process.states.items()
        if state.turn
    }
    return tuple(
        _stage(name, title, turn, [stay for stay in stays if stay.state == name])
        for name, (title, turn) in titles.items()
    )


def _stage(state: str, title: Title, turn: tuple[AnyRole, ...], stays: list[_Stay]) -> StageTime:
    ended = [stay.days for stay in stays if stay.ended]
    waiting = [stay.days for stay in stays if not stay.ended]
    return StageTime(
        state=state,
        title=title,
        turn=turn,
        ended=len(ended),
        median=_median(ended),
        ninetieth=_ninetieth(ended),
        waiting=len(waiting),
        longest_wait=max(waiting, default=None),
    )


def _turns(stays: Sequence[_Stay]) -> tuple[TurnDays, ...]:
    """By role, in the order of the process: an officer begins, the secretariat ends."""
    sums: dict[tuple[AnyRole, ...], int] = {}
    for stay in stays:
        sums[stay.turn] = sums.get(stay.turn, 0) + stay.days
    turns = sorted(sums, key=lambda turn: [role_place(role) for role in turn])
    return tuple(TurnDays(turn, sums[turn]) for turn in turns)


def _median(days: Sequence[int]) -> float | None:
    return float(median(days)) if days else None


def _ninetieth(days: Sequence[int]) -> int | None:
    return sorted(days)[math.ceil(NINE_OF_TEN * len(days)) - 1] if days else None


def _day(moment: datetime) -> date:
    return moment.astimezone(JAPAN).date()


@lru_cache(maxsize=4096)
def _days(start: date, end: date) -> int:
    """Items move together: the same few spans come again and again."""
    return business_days_between(start, end)


# ------------------------------------------------------------------- by process


@dataclass(frozen=True)
class ProcessSum:
    """The live items that go by one process, whatever its version, and where their time went."""

    name: str
    title: Title
    total: Total
    flow: Flow


def by_process(work: Work, wanted: ItemFilter) -> tuple[ProcessSum, ...]:
    """The items that `wanted` names and the person may see, by process; none where it is one."""
    kyen = rewriting.shown(work.actor).amount_kyen
    query = joined(select(Item.process_name, func.count(), func.sum(kyen)), work.actor)
    rows = work.session.execute(
        query.where(*live(work.actor, wanted))
        .group_by(Item.process_name)
        .order_by(func.count().desc(), Item.process_name)
    ).all()
    if len(rows) < 2:
        return ()
    return tuple(
        ProcessSum(
            name,
            _title(work, name),
            Total(count, int(sum_ or 0)),
            flow(work, replace(wanted, process=name)),
        )
        for name, count, sum_ in rows
    )


def _title(work: Work, name: str) -> Title:
    return Title.of(work.latest_process(name).title)
