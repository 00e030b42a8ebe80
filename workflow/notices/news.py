"""What a mail tells of each item: all that happened, by whom, until when, and where to act."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from sqlalchemy import select, tuple_

from workflow.items import due_days
from workflow.items.context import Foreseen
from workflow.items.history import closed, to_move
from workflow.items.opinions import is_closed
from workflow.items.views import Move
from workflow.models import Item, LedgerEntry, Notice, Person
from workflow.notices import kinds
from workflow.process.effect import Effect
from workflow.values.actor import Title
from workflow.work import Work

RETURNED: Final = "returned"
"""The heading of items that were sent back: a turn that comes before all others."""

HEADINGS: Final = (
    RETURNED,
    kinds.NOT_MET,
    kinds.UNATTENDED,
    kinds.TURN,
    kinds.HANDED_ON,
    kinds.OPENED,
    kinds.BROUGHT_IN,
    kinds.REMINDER,
    kinds.CONDITION_DUE,
    kinds.CONDITIONS,
    kinds.ASKED,
    kinds.MENTIONED,
    kinds.POSTED,
    kinds.ANSWERED,
    kinds.ADVISED,
    kinds.VOID,
    kinds.REVIEWED,
    kinds.RECEIVED,
    kinds.MET,
    kinds.DONE,
    kinds.NOTED,
    kinds.SUMMARY,
)
"""What mails tell of, the most urgent first; an item stands under the first that it has."""

PAGES: Final[Mapping[str, str]] = {
    kinds.ASKED: "advice/{of}",
    kinds.CONDITION_DUE: "conditions/{of}",
    kinds.ANSWERED: "conditions/{of}",
    kinds.NOT_MET: "conditions/{of}",
    kinds.MET: "conditions/{of}",
    kinds.POSTED: "items/{item}/threads",
    kinds.MENTIONED: "items/{item}/threads",
}
"""Where a notice of a kind is acted on; `of` is what its mark begins with. Else the item's page."""

_OF_MOVES: Final = frozenset(
    {kinds.TURN, kinds.DONE, kinds.CONDITIONS, kinds.VOID, kinds.RECEIVED, kinds.REVIEWED}
)
"""Kinds whose mark is the number of the move that they tell of."""


class News(NamedTuple):
    """A notice that is to be mailed, with its item (None: of all items together)."""

    notice: Notice
    item: Item | None


@dataclass(frozen=True)
class Event:
    """One thing that happened; `page` is the path at which one acts on it."""

    heading: str
    kind: str
    move: Move | None
    who: Title | None
    until: date | None
    page: str


@dataclass(frozen=True)
class ItemNews:
    """An item with what happened to it, the most urgent first."""

    item: Item
    events: tuple[Event, ...]
    foreseen: tuple[Foreseen, ...] = ()
    """What happens to it by itself, where somebody is told that it waits for them."""

    @property
    def heading(self) -> str:
        """What it stands under."""
        return self.events[0].heading

    @property
    def until(self) -> date | None:
        """By when the most urgent thing with a day is due."""
        return next((one.until for one in self.events if one.until), None)


def number_of(item: Item) -> str:
    """What people call an item by on the telephone; before its first submission its bare number."""
    return item.number or f"No.{item.id}"


def by_item(work: Work, news: Sequence[News]) -> list[ItemNews]:
    """The news of single items, the most urgent item first: two queries."""
    moves, names = _moves(work, news), _names(work, news)
    events: dict[int, list[Event]] = {}
    items: dict[int, Item] = {}
    for notice, item in news:
        if item is not None:
            move = moves.get((item.id, notice.mark)) if notice.kind in _OF_MOVES else None
            events.setdefault(item.id, []).append(_event(notice, item, move, names))
            items[item.id] = item
    told = [
        ItemNews(
            items[item_id],
            tuple(sorted(theirs, key=_urgency)),
            _foreseen(work, items[item_id], theirs),
        )
        for item_id, theirs in events.items()
    ]
    return sorted(told, key=lambda one: (_urgency(one.events[0]), one.until or date.max))


def _foreseen(work: Work, item: Item, events: Sequence[Event]) -> tuple[Foreseen, ...]:
    waits = any(one.kind in kinds.WAITING for one in events)
    return due_days.foreseen(work, item) if waits else ()


def _urgency(event: Event) -> int:
    return HEADINGS.index(event.heading)


def _event(notice: Notice, item: Item, move: Move | None, names: Mapping[int, Title]) -> Event:
    kind = notice.kind
    returned = kind == kinds.TURN and move is not None and move.effect is Effect.RETURN
    page = PAGES.get(kind, "items/{item}")
    return Event(
        heading=RETURNED if returned else kind,
        kind=kind,
        move=move,
        who=move.doer if move else names.get(notice.by_id or 0),
        until=item.due_on if kind in kinds.WAITING else notice.until_on,
        page=page.format(item=item.id, of=notice.mark.partition(".")[0]),
    )


def _moves(work: Work, news: Iterable[News]) -> dict[tuple[int, str], Move]:
    """The moves that notices tell of, by item and mark."""
    items = {item.id: item for notice, item in news if item and notice.kind in _OF_MOVES}
    keys = [(n.item_id, int(n.mark)) for n, item in news if item and n.kind in _OF_MOVES]
    query = (
        select(LedgerEntry, Person.name_ja, Person.name_en)
        .join(Person, Person.id == LedgerEntry.actor_id)
        .where(tuple_(LedgerEntry.item_id, LedgerEntry.sequence).in_(keys))
    )
    found = {}
    for entry, ja, en in work.session.execute(query):
        item = items[entry.item_id]
        process = work.process(item.process_name, item.process_version)
        move = to_move(work, entry, Title(ja, en), process)
        # Nobody who is told gave it: whoever made a move is never told of it.
        is_sealed = is_closed(entry, item.sealed_from)
        found[item.id, str(entry.sequence)] = closed(move) if is_sealed else move
    return found


def _names(work: Work, news: Iterable[News]) -> dict[int, Title]:
    """Who did what notices of other kinds tell of, by id."""
    people = {notice.by_id for notice, _ in news if notice.by_id}
    query = select(Person.id, Person.name_ja, Person.name_en).where(Person.id.in_(people))
    return {key: Title(ja, en) for key, ja, en in work.session.execute(query)}
