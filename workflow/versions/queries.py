"""The processes of an office and their versions, with the items that stand on each."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func, select

from workflow.items import tracks
from workflow.items.visibility import visible_items
from workflow.models import Cycle, Item, ProcessVersion, ProcessWithdrawal
from workflow.process.definition import bundled
from workflow.process.shape import Process
from workflow.values.actor import Title, require_administrator
from workflow.values.errors import NotFound
from workflow.work import Work

_NUMBER: Final = re.compile(r"^(version[ \t]*=[ \t]*)(\d+)", re.MULTILINE)


@dataclass(frozen=True)
class ProcessCard:
    """A process as the list of all shows it: its newest version, and the cycles that use it."""

    process: Process
    title: Title
    cycles: tuple[Title, ...]
    """The latest first."""


@dataclass(frozen=True)
class VersionCard:
    """One version; `items` counts those on it that the person asking may see, by state."""

    process: Process
    published_at: datetime
    withdrawn_at: datetime | None
    items: Mapping[str, int]

    @property
    def live(self) -> int:
        """How many of them are under way."""
        ends = {state.name for state in self.process.states.values() if state.final}
        return sum(count for state, count in self.items.items() if state not in ends)

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.items.values())


def shipped_source(work: Work, name: str) -> str:
    """The text that comes with the program where it is a later version than the office's; or "".

    Raises WrongRole: for administrators.
    """
    require_administrator(work.actor)
    text = bundled().get(name, "")
    number = _NUMBER.search(text)
    query = select(func.max(ProcessVersion.version)).where(ProcessVersion.name == name)
    newest = work.session.scalar(query)
    return text if number and newest and int(number[2]) > newest else ""


def next_source(work: Work, name: str, version: int | None = None) -> str:
    """The text of a version, by default the newest, under the next number, to be written on.

    Raises NotFound, WrongRole: for administrators.
    """
    require_administrator(work.actor)
    query = select(ProcessVersion).where(ProcessVersion.name == name)
    rows = work.session.scalars(query.order_by(ProcessVersion.version.desc())).all()
    row = next((one for one in rows if version in (None, one.version)), None)
    if row is None:
        raise NotFound(what="process", name=name)
    return _NUMBER.sub(rf"\g<1>{rows[0].version + 1}", row.source, count=1)


def counted(process: Process, cards: Iterable[VersionCard]) -> dict[str, int]:
    """How many items of `cards` are in each state of `process`."""
    found = tuple(cards)
    return {name: sum(one.items.get(name, 0) for one in found) for name in process.states}


def processes(work: Work) -> tuple[ProcessCard, ...]:
    """Every process that is published, by name."""
    used: dict[str, list[Title]] = {}
    for cycle in work.session.scalars(select(Cycle).order_by(Cycle.opens_on.desc(), Cycle.id)):
        for name in tracks.names_of(cycle):
            used.setdefault(name, []).append(Title(cycle.title_ja, cycle.title_en))
    return tuple(
        ProcessCard(process, Title.of(process.title), tuple(used.get(name, ())))
        for name, process in work.newest.items()
    )


def versions(work: Work, name: str) -> tuple[VersionCard, ...]:
    """Every version of a process, the newest first. Raises NotFound."""
    rows = work.session.scalars(
        select(ProcessVersion)
        .where(ProcessVersion.name == name)
        .order_by(ProcessVersion.version.desc())
    ).all()
    if not rows:
        raise NotFound(what="process", name=name)
    withdrawals = select(ProcessWithdrawal).where(ProcessWithdrawal.name == name)
    withdrawn = {row.version: row.withdrawn_at for row in work.session.scalars(withdrawals)}
    counts = _counts(work, name)
    return tuple(
        VersionCard(
            work.process(name, row.version),
            row.published_at,
            withdrawn.get(row.version),
            counts.get(row.version, {}),
        )
        for row in rows
    )


def _counts(work: Work, name: str) -> dict[int, dict[str, int]]:
    """How many visible items stand in each state of each version of a process."""
    query = (
        select(Item.process_version, Item.state, func.count(Item.id))
        .where(Item.process_name == name, visible_items(work.actor))
        .group_by(Item.process_version, Item.state)
    )
    counts: dict[int, dict[str, int]] = {}
    for version, state, count in work.session.execute(query):
        counts.setdefault(version, {})[state] = count
    return counts
