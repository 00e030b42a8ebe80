"""A list in pages: by which keys it is sorted, and where the next page begins."""

import base64
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, desc, func, literal, tuple_

from workflow.items.list_views import SUBMITTED_AT, ItemFilter
from workflow.items.rewriting import shown
from workflow.items.rows import PLACE, SECTION_PLACE, Lines
from workflow.models import Item
from workflow.models.base import LARGEST_ID, Moment
from workflow.values.actor import Actor
from workflow.values.errors import InputRefused, Problem
from workflow.values.listing import SortOrder
from workflow.values.text import is_sound

BEYOND: Final = 10**12
"""千円 that no item reaches: money.LARGEST is below it."""
NO_AMOUNT: Final = -BEYOND
"""Where items without an amount stand when sorted by it: below every real one."""
NO_DAY: Final = date(9999, 12, 31)
"""The place of items that are due on no day: after every real one."""
NOT_SUBMITTED: Final = datetime(9999, 12, 31, tzinfo=UTC)

_DUE = func.coalesce(Item.due_on, NO_DAY)
_NUMBER = func.coalesce(Item.number, "")
_SUBMITTED = func.coalesce(SUBMITTED_AT, literal(NOT_SUBMITTED, Moment))
_KEYS: Final[dict[SortOrder, tuple[ColumnElement[Any], ...]]] = {
    SortOrder.ORGANISATION: (PLACE, SECTION_PLACE, Item.id.expression),
    SortOrder.RECENT: (Item.updated_at.expression, Item.id.expression),
    SortOrder.DUE: (_DUE, Item.id.expression),
    SortOrder.NUMBER: (_NUMBER, Item.id.expression),
    SortOrder.SUBMITTED: (_SUBMITTED, Item.id.expression),
}
_FROM_THE_TOP: Final = frozenset({SortOrder.AMOUNT, SortOrder.RECENT})
"""Orders that begin with the largest."""


def keys(sort: SortOrder, actor: Actor | None) -> tuple[ColumnElement[Any], ...]:
    """What a list is sorted by, as `actor` reads it."""
    if sort is SortOrder.AMOUNT:
        return (func.coalesce(shown(actor).amount_kyen, NO_AMOUNT), Item.id.expression)
    return _KEYS[sort]


def paged(query: Lines, wanted: ItemFilter, actor: Actor | None, after: str | None = None) -> Lines:
    """The query in the order that is wanted, from `after` on. Raises InputRefused (after)."""
    by = keys(wanted.sort, actor)
    descending = (wanted.sort in _FROM_THE_TOP) is not wanted.turned
    ordered = query.order_by(*(desc(key) if descending else key for key in by))
    if after is None:
        return ordered
    place = tuple_(*by)
    values = _read_cursor(after, wanted.sort)
    there = tuple_(*(literal(value, key.type) for value, key in zip(values, by, strict=True)))
    return ordered.where(place < there if descending else place > there)


def cursor(line: Row[Any], sort: SortOrder) -> str:
    """Where the page after this line begins; `line.key` is what it is sorted by."""
    amount, due = line.amount_kyen, line.due_on or NO_DAY
    values: dict[SortOrder, list[Any]] = {
        SortOrder.ORGANISATION: [line.place, line.section_place, line.id],
        SortOrder.AMOUNT: [NO_AMOUNT if amount is None else amount, line.id],
        SortOrder.RECENT: [line.updated_at.isoformat(), line.id],
        SortOrder.DUE: [str(due), line.id],
        SortOrder.NUMBER: [line.number or "", line.id],
        SortOrder.SUBMITTED: [str(line.key), line.id],
    }
    return base64.urlsafe_b64encode(json.dumps([sort, *values[sort]]).encode()).decode()


def _read_cursor(after: str, sort: SortOrder) -> list[Any]:
    try:
        order, *values = json.loads(base64.urlsafe_b64decode(after.encode()))
        if order != sort:
            raise ValueError(order)
        return [read(value) for read, value in zip(_PARTS[sort], values, strict=True)]
    except (ValueError, TypeError, OverflowError, RecursionError) as unreadable:
        raise InputRefused([Problem("after", "cursor_unreadable")]) from unreadable


def _whole(value: Any, limit: int = LARGEST_ID) -> int:
    if type(value) is not int or abs(value) > limit:
        raise ValueError(value)
    return value


def _kyen(value: Any) -> int:
    return _whole(value, BEYOND)


def _moment(value: Any) -> datetime:
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise ValueError(value)
    return moment.astimezone(UTC)


def _sound(value: Any) -> str:
    if type(value) is not str or not is_sound(value):
        raise ValueError(value)
    return value


_PARTS: Final[dict[SortOrder, tuple[Callable[[Any], Any], ...]]] = {
    SortOrder.ORGANISATION: (_whole, _whole, _whole),
    SortOrder.AMOUNT: (_kyen, _whole),
    SortOrder.RECENT: (_moment, _whole),
    SortOrder.DUE: (date.fromisoformat, _whole),
    SortOrder.NUMBER: (_sound, _whole),
    SortOrder.SUBMITTED: (_moment, _whole),
}
