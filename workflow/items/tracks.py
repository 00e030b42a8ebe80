"""The process that an item goes by, where its cycle has several: one choice for every way in.

What was never submitted follows its cycle's rules; the first submission fixes the choice.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Final, Protocol

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from workflow.database.transactions import connection_of
from workflow.items.context import ItemContext
from workflow.items.locking import LockedItem
from workflow.items.views import TrackView
from workflow.ledger import TRACK
from workflow.models import Item
from workflow.models.base import table_of
from workflow.process import tracks
from workflow.process.branches import Facts
from workflow.process.shape import Process
from workflow.process.tracks import Choice, Track
from workflow.values.actor import Title
from workflow.values.sheet import Sheet
from workflow.work import Work


class HasProcess(Protocol):
    """What is read and written of an item, mapped or locked, when its process is chosen."""

    round: Any
    process_name: Any
    process_version: Any


class HasTracks(Protocol):
    """What a cycle says of its processes: a mapped one, a view, or the facts of a move."""

    @property
    def process_name(self) -> str:
        """The process of every sheet that no rule takes."""

    @property
    def tracks(self) -> Any:
        """The rules, in their order, as they are stored or read."""


def rules_of(cycle: HasTracks) -> tuple[Track, ...]:
    """The rules of a cycle, in their order."""
    stored: Sequence[Any] = cycle.tracks
    return tracks.read(stored) if isinstance(stored, list) else tuple(stored)


def choice(cycle: HasTracks, sheet: Sheet) -> Choice:
    """The process that a new item of a cycle with this sheet goes by, and why."""
    return tracks.choose(rules_of(cycle), cycle.process_name, facts_of(sheet))


def processes_for(work: Work, cycle: HasTracks, sheets: Iterable[Sheet]) -> list[Process]:
    """The newest version of the process of each sheet. Raises NotFound."""
    rules = rules_of(cycle)
    names = [tracks.choose(rules, cycle.process_name, facts_of(one)).process_name for one in sheets]
    known = {name: work.latest_process(name) for name in dict.fromkeys(names)}
    return [known[name] for name in names]


def names_of(cycle: HasTracks) -> tuple[str, ...]:
    """The names of all processes that items of a cycle may begin on, its own first."""
    others = (one.process_name for one in rules_of(cycle))
    return tuple(dict.fromkeys([cycle.process_name, *others]))


def processes_of(work: Work, cycle: HasTracks) -> tuple[Process, ...]:
    """The newest versions of all these processes. Raises NotFound."""
    return tuple(work.latest_process(name) for name in names_of(cycle))


def follow(work: Work, item: HasProcess, cycle: HasTracks, sheet: Sheet) -> Process | None:
    """Put an item that was never submitted on the process of its sheet.

    Gives that process where it is another one than before. Raises NotFound.
    """
    name = item.process_name if item.round else choice(cycle, sheet).process_name
    if name == item.process_name:
        return None
    process = work.latest_process(name)
    item.process_name, item.process_version = process.name, process.version
    return process


def as_submitted(work: Work, item: LockedItem, context: ItemContext) -> ItemContext:
    """The context in which what its department wrote is submitted. Raises NotFound."""
    by_own = context.round or not context.cycle.tracks
    if by_own and not context.process.asked and context.process.name == context.cycle.process_name:
        return context
    content = item.rewriting.content if item.rewriting else item.content
    return as_chosen(work, context, Sheet.from_json(content))


def as_chosen(work: Work, context: ItemContext, sheet: Sheet) -> ItemContext:
    """The same of a sheet: it goes where its process leads with it, at first the one chosen now.

    Raises NotFound.
    """
    process = context.process
    name = process.name if context.round else choice(context.cycle, sheet).process_name
    if name != process.name:
        process = work.latest_process(name)
    return replace(context, process=process, facts=facts_of(sheet) if process.asked else None)


def particulars_of(context: ItemContext, sheet: Sheet) -> dict[str, Any]:
    """What the ledger says of a first submission where there was a choice.

    Process and version, and which rule took the sheet; 0 for the rest.
    """
    if context.round or not context.cycle.tracks:
        return {}
    number = choice(context.cycle, sheet).number or 0
    process = context.process
    return {TRACK: {"process": process.name, "version": process.version, "rule": number}}


def view(work: Work, cycle: HasTracks, sheet: Sheet, fixed: str = "") -> TrackView | None:
    """What is said of a sheet; None where its cycle has one process only.

    `fixed` is the process that a first submission fixed.
    """
    if not rules_of(cycle):
        return None
    found = choice(cycle, sheet)
    title = Title.of(work.latest_process(found.process_name).title)
    stays = bool(fixed) and fixed != found.process_name
    return TrackView(found.process_name, title, found.when, stays)


# -------------------------------------------------------- what branches look at


_ITEMS: Final = table_of(Item)
_CONTENTS: Final = select(_ITEMS.c.id, _ITEMS.c.content).where(
    _ITEMS.c.id.in_(bindparam("wanted", expanding=True))
)


def facts_of(sheet: Sheet) -> Facts:
    """What branches see of a sheet; without an amount it is 0 千円."""
    return Facts(
        amount_kyen=sheet.amount_kyen or 0,
        field=sheet.field,
        category=sheet.category,
        classification=sheet.classification or "",
        funding=frozenset(str(line.source) for line in sheet.funding_lines),
    )


def facts_for(session: Session, wanted: Iterable[int]) -> dict[int, Facts]:
    """What branches see of the sheets that everybody reads, by item: one query, or none."""
    ids = list(wanted)
    rows = connection_of(session).execute(_CONTENTS, {"wanted": ids}) if ids else ()
    return {row.id: facts_of(Sheet.from_json(row.content)) for row in rows}
