"""What happened to items, as event logs tell it: of one item, of a cycle, of a fiscal year."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from sqlalchemy import ColumnElement, select

from workflow.items.history import ENTRIES, as_move
from workflow.items.opinion_rounds import is_sealed
from workflow.items.views import ItemDetail, Move
from workflow.items.visibility import visible_items
from workflow.ledger import FOR
from workflow.models import Cycle, Department, Item, LedgerEntry, Section
from workflow.process.shape import Process
from workflow.values.clock import JAPAN
from workflow.values.errors import NotFound
from workflow.values.vocabulary import BESIDE_PROCESSES
from workflow.work import Work

AT_ONCE: Final = 500
"""Items whose entries are read together."""

Event = Mapping[str, Any]


@dataclass(frozen=True)
class History:
    """One item with every entry of its ledger, the oldest first.

    `texts` say what it is; `finished` whether it is at its end. Each event has `sequence`, `at`
    (ISO 8601, with Japan's offset), `action`, `title`, `from`, `to`, `who`, `person`, `round`,
    `note`, `content_hash`, `entry_hash`, `particulars`, `move` (false for what no process knows:
    a reorganisation), and `for`, `for_person` and `acknowledged_at` where a substitute acted.
    """

    item_id: int
    texts: Mapping[str, str]
    finished: bool
    events: Sequence[Event]


def of_item(work: Work, detail: ItemDetail) -> History:
    """The history of an item that was read."""
    process = work.process(detail.process_name, detail.process_version)
    texts = {
        "name": detail.row.name,
        "number": detail.row.number or "",
        "cycle": detail.row.cycle_id,
        "department": detail.row.department.ja,
        "section": detail.row.section,
        "process": f"{process.name} {process.version}",
    }
    finished = process.is_final(detail.row.state)
    return History(detail.row.id, texts, finished, [event(move) for move in detail.moves])


def of_cycle(work: Work, cycle_id: str) -> Iterator[History]:
    """Of every item of a cycle that the person may see, by their ids. Raises NotFound."""
    if work.session.get(Cycle, cycle_id) is None:
        raise NotFound(what="cycle", name=cycle_id)
    return _read(work, Item.cycle_id == cycle_id)


def of_year(work: Work, fiscal_year: int) -> Iterator[History]:
    """The same of all cycles of a fiscal year (2021 is Reiwa 3). Raises NotFound."""
    of_it = select(Cycle.id).where(Cycle.fiscal_year == fiscal_year)
    if work.session.scalar(of_it.limit(1)) is None:
        raise NotFound(what="year", name=str(fiscal_year))
    return _read(work, Item.cycle_id.in_(of_it))


def event(move: Move) -> Event:
    """A move as an event; see `History`."""
    said = move.particulars.get(FOR)
    return {
        "sequence": move.sequence,
        "at": move.at.astimezone(JAPAN).isoformat(),
        "action": move.action,
        "title": move.title.ja,
        "from": move.from_state,
        "to": move.to_state,
        "who": move.who.ja,
        "person": move.actor_id,
        **_in_whose_name(move, said if isinstance(said, Mapping) else {}),
        "round": move.round,
        "note": move.note,
        "content_hash": move.content_hash,
        "entry_hash": move.entry_hash,
        "particulars": dict(move.particulars),
        "move": move.action not in BESIDE_PROCESSES,
    }


def _in_whose_name(move: Move, said: Mapping[str, Any]) -> dict[str, Any]:
    """The absent person, and when they took note of it (後閲); nothing where nobody was."""
    if move.principal is None:
        return {}
    seen = move.acknowledged_at
    return {
        "for": move.principal.ja,
        "for_person": said.get("person"),
        "acknowledged_at": seen.astimezone(JAPAN).isoformat() if seen else None,
    }


_ITEMS: Final = (
    select(
        Item.id,
        Item.name,
        Item.number,
        Item.cycle_id,
        Item.state,
        Item.process_name,
        Item.process_version,
        Department.name_ja.label("department"),
        Section.name.label("section"),
    )
    .join(Department, Department.id == Item.department_id)
    .outerjoin(Section, Section.id == Item.section_id)
    .order_by(Item.id)
)


def _read(work: Work, wanted: ColumnElement[bool]) -> Iterator[History]:
    items = work.session.execute(_ITEMS.where(wanted, visible_items(work.actor))).all()
    for start in range(0, len(items), AT_ONCE):
        some = items[start : start + AT_ONCE]
        events = _events(work, some)
        for item in some:
            process = work.process(item.process_name, item.process_version)
            finished = process.is_final(item.state)
            yield History(item.id, _texts(item, process), finished, events.get(item.id, ()))


def _texts(item: Any, process: Process) -> dict[str, str]:
    return {
        "name": item.name,
        "number": item.number or "",
        "cycle": item.cycle_id,
        "department": item.department,
        "section": item.section or "",
        "process": f"{process.name} {process.version}",
    }


def _events(work: Work, items: Sequence[Any]) -> dict[int, list[Event]]:
    processes = {one.id: work.process(one.process_name, one.process_version) for one in items}
    rows = work.ask(ENTRIES.where(LedgerEntry.item_id.in_(processes))).all()
    return {
        item_id: [
            event(as_move(work, row, processes[item_id]))
            for row in of_one
            if not is_sealed(None, row)
        ]
        for item_id, of_one in groupby(rows, key=lambda row: row.item_id)
    }


def people_in(events: Iterable[Event]) -> dict[int, str]:
    """The names of all who acted, and of those in whose name, by their ids."""
    found = {one["person"]: one["who"] for one in events}
    return found | {one["for_person"]: one["for"] for one in events if "for" in one}
