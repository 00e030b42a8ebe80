"""What a department writes on an item that it submitted before: its own until it submits again.

Everybody else reads what was submitted last. That is the item's own row, so a query that
knows nothing of rewritings shows nobody what is not theirs.
"""

from collections.abc import Callable, Collection
from operator import attrgetter
from types import SimpleNamespace
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, case, select

from workflow.items.visibility import carried_by
from workflow.models import Item, ItemRewriting
from workflow.models.base import table_of
from workflow.models.items import HasSheet
from workflow.values.actor import Actor
from workflow.values.vocabulary import Role
from workflow.work import Work

_ITEMS, _REWRITINGS = table_of(Item), table_of(ItemRewriting)
COLUMNS: Final = tuple(name for name in HasSheet.__annotations__ if name in _ITEMS.c)
"""What an item and its rewriting both have."""


# ------------------------------------------------------------------ in lists


def shown(actor: Actor | None) -> Any:
    """The columns of the sheets that `actor` reads in lists, by the names that `Item` has.

    They belong to queries that `with_rewritings` has joined. Who sees every item reads what
    was submitted, of their own department too: the center has one list.
    """
    if not _writes(actor):
        return Item
    return SimpleNamespace(
        **{
            name: case(
                (_REWRITINGS.c.item_id.is_not(None), _REWRITINGS.c[name]), else_=_ITEMS.c[name]
            )
            for name in COLUMNS
        }
    )


def with_rewritings(query: Select[Any], actor: Actor | None) -> Select[Any]:
    """Join to `Item` what `actor` reads instead of the sheet that was submitted."""
    own = _writes(actor)
    if not own:
        return query
    return query.outerjoin(ItemRewriting, and_(ItemRewriting.item_id == Item.id, carried_by(own)))


def beside(actor: Actor | None) -> tuple[Any, ...]:
    """What a query of items selects too, for `sheets_for`."""
    return (ItemRewriting,) if _writes(actor) else ()


def sheets_for(actor: Actor | None) -> Callable[[Any], HasSheet]:
    """Tells whose sheet a line of such a query shows: the rewriting's, or the item's."""
    if not _writes(actor):
        return attrgetter("Item")
    return lambda line: line.ItemRewriting or line.Item


def is_not_rewritten(actor: Actor | None) -> ColumnElement[bool] | None:
    """That `actor` reads the item's own sheet; None where that is so for every item."""
    return _REWRITINGS.c.item_id.is_(None) if _writes(actor) else None


def _writes(actor: Actor | None) -> frozenset[int]:
    if actor is None or actor.effective_grants.sees_everything:
        return frozenset()
    return actor.effective_grants.departments(Role.OFFICER)


# ------------------------------------------------------------------- one item


def content_of(work: Work, item: Item) -> HasSheet:
    """The sheet that the person reads of one item: for its departments what they write now."""
    if work.actor is None or not item.round:
        return item
    own = work.actor.effective_grants.departments(Role.OFFICER)
    if not own:
        return item
    return work.once(("content", item.id), lambda: _content(work, item, own))


def _content(work: Work, item: Item, own: frozenset[int]) -> HasSheet:
    query = (
        select(ItemRewriting)
        .join(Item, Item.id == ItemRewriting.item_id)
        .where(ItemRewriting.item_id == item.id, carried_by(own))
    )
    return work.session.scalar(query) or item


def contents_of(work: Work, items: Collection[Item]) -> dict[int, HasSheet]:
    """The same of several items, by their ids: one query."""
    own = work.actor.effective_grants.departments(Role.OFFICER) if work.actor else frozenset()
    found: dict[int, HasSheet] = {item.id: item for item in items}
    if own and found:
        query = (
            select(ItemRewriting)
            .join(Item, Item.id == ItemRewriting.item_id)
            .where(ItemRewriting.item_id.in_(list(found)), carried_by(own))
        )
        found |= {one.item_id: one for one in work.session.scalars(query)}
    return found
