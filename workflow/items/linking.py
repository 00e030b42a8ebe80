"""Items that are part of something else: found by their number, linked both ways."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import (
    CompoundSelect,
    Table,
    bindparam,
    delete,
    insert,
    literal,
    select,
    union_all,
)

from workflow.items.visibility import get_visible, visible_items
from workflow.models import Item
from workflow.values.cleaning import Checking
from workflow.work import Work, built

LONGEST_NUMBER: Final = 40


@dataclass(frozen=True)
class LinkedItem:
    """An item that is part of something, as far as the reader may see it."""

    id: int
    number: str | None
    name: str
    state: str


@dataclass(frozen=True)
class Links:
    """The table of links between items and another kind of thing, whose id is in column `key`."""

    table: Table
    key: str

    def items(self, work: Work, thing_id: int) -> tuple[LinkedItem, ...]:
        """The items of a thing, of those that the reader may see."""
        query = (
            select(Item.id, Item.number, Item.name, Item.state)
            .join(self.table, self.table.c.item_id == Item.id)
            .where(self.table.c[self.key] == thing_id, visible_items(work.actor))
            .order_by(Item.id)
        )
        return tuple(LinkedItem(*row) for row in work.session.execute(query))

    def ids(self, work: Work, thing_id: int) -> Collection[int]:
        """The ids of all items of a thing."""
        query = select(self.table.c.item_id).where(self.table.c[self.key] == thing_id)
        return work.session.scalars(query).all()

    def of_item(self, work: Work, item_id: int) -> Sequence[int]:
        """The ids of the things that an item is part of; read once for all kinds of things."""
        found = work.once(("links of an item", item_id), lambda: _things(work, item_id))
        return found.get(self.table.name, ())

    def add(self, work: Work, thing_id: int, item_id: int) -> None:
        """Make an item part of a thing that it is no part of."""
        values = {self.key: thing_id, "item_id": item_id}
        work.session.execute(insert(self.table).values(values))

    def remove(self, work: Work, thing_id: int, item_id: int) -> None:
        """Let an item be no part of a thing; again changes nothing.

        Raises NotFound where the person does not see the item.
        """
        get_visible(work, item_id)
        mine = self.table.c[self.key] == thing_id
        work.session.execute(delete(self.table).where(mine, self.table.c.item_id == item_id))


_REGISTERED: Final[list[Links]] = []


def register(table: Table, key: str) -> Links:
    """The links of a table, which an item's page asks for together with all others."""
    links = Links(table, key)
    _REGISTERED.append(links)
    return links


def _things(work: Work, item_id: int) -> Mapping[str, Sequence[int]]:
    """By table the ids of all that an item is part of: one statement."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for name, thing_id in work.ask(built(_links, tuple(_REGISTERED)), item_id=item_id):
        found[name].append(thing_id)
    return found


def _links(registered: tuple[Links, ...]) -> CompoundSelect[*tuple[Any, ...]]:
    each = (
        select(literal(one.table.name), one.table.c[one.key]).where(
            one.table.c.item_id == bindparam("item_id")
        )
        for one in registered
    )
    return union_all(*each)


def numbered(work: Work, number: str) -> int:
    """The item that has this number and that the person may see.

    Raises InputRefused (number).
    """
    check = Checking()
    known = check.line("number", number, LONGEST_NUMBER, needed=True)
    check.done()
    query = select(Item.id).where(Item.number == known, visible_items(work.actor))
    item_id = work.session.scalar(query)
    if item_id is None:
        check.wrong("number", "linked_item_unknown", name=known)
    check.done()
    return item_id or 0
