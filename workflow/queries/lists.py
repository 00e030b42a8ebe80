"""Lists of items: filtered, scoped, sorted in 建制順, paged by key, with their sums."""

import base64
import binascii
import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, desc, false, func, literal, or_, select, tuple_
from sqlalchemy.orm import Session

from workflow import policy
from workflow.actor import Actor
from workflow.errors import InputRefused, NotFound, Problem
from workflow.models import Department, Evaluation, Item, meeting_cycles
from workflow.process_library import ProcessLibrary
from workflow.queries.rows import PLACE, SECTION_PLACE, Lines, item_lines, item_rows, joined
from workflow.queries.views import ItemFilter, ItemPage, ItemRow, Total
from workflow.text import search_key
from workflow.vocabulary import SortOrder, Stage

LONGEST_PAGE: Final = 200
NO_AMOUNT: Final = -(10**12)
"""Where items without an amount stand when sorted by it: below every real one."""
WITHDRAWN: Final = "withdrawn"
NO_VERDICT: Final = "none"

_AMOUNT = func.coalesce(Item.amount_kyen, NO_AMOUNT)
_KEYS: Final[dict[SortOrder, tuple[ColumnElement[Any], ...]]] = {
    SortOrder.ORGANISATION: (PLACE, SECTION_PLACE, Item.id.expression),
    SortOrder.AMOUNT: (_AMOUNT, Item.id.expression),
    SortOrder.RECENT: (Item.updated_at.expression, Item.id.expression),
}


def items(
    session: Session,
    library: ProcessLibrary,
    actor: Actor | None,
    wanted: ItemFilter,
    today: date,
    *,
    after: str | None = None,
    limit: int = 50,
) -> ItemPage:
    """One page of what `actor` may see of what is `wanted`: three queries, whatever the size.

    Raises InputRefused where `after` is not a cursor this list gave.
    """
    conditions = list_conditions(actor, wanted)
    limit = max(1, min(limit, LONGEST_PAGE))
    query = item_lines().where(*conditions).limit(limit + 1)
    lines = session.execute(_paged(query, wanted.sort, after)).all()
    totals = _totals(session, conditions)
    page = lines[:limit]
    return ItemPage(
        rows=item_rows(session, page, library, today),
        next_cursor=_cursor(page[-1], wanted.sort) if len(lines) > limit else None,
        total=add_up(totals.values()),
        by_department=totals,
    )


def all_items(
    session: Session,
    library: ProcessLibrary,
    actor: Actor | None,
    wanted: ItemFilter,
    today: date,
) -> tuple[ItemRow, ...]:
    """Every row that is `wanted`, for documents: two queries."""
    query = item_lines().where(*list_conditions(actor, wanted))
    lines = session.execute(_paged(query, wanted.sort, None)).all()
    return item_rows(session, lines, library, today)


def find(session: Session, text: str) -> int:
    """The id of the item that `text` names: by number, or by its exact (folded) name.

    Raises NotFound, InputRefused where several items have this name.
    """
    by_number = Item.id == int(text) if text.isascii() and text.isdigit() else false()
    by_name = Item.name_key == search_key(text)
    found = list(session.scalars(select(Item.id).where(or_(by_number, by_name)).limit(2)))
    if len(found) > 1:
        raise InputRefused([Problem("item", "several_items", {"name": text})])
    if not found:
        raise NotFound(what="item", name=text)
    return found[0]


def list_conditions(actor: Actor | None, wanted: ItemFilter) -> list[ColumnElement[bool]]:
    """The scope of `actor` and the filter, as conditions on the joined lines."""
    conditions = [policy.visible_items(actor)]
    equal: tuple[tuple[Any, object], ...] = (
        (Item.cycle_id, wanted.cycle_id),
        (Department.code, wanted.department),
        (Item.field, wanted.field),
        (Item.category_code, wanted.category),
        (Item.state, wanted.state),
    )
    conditions += [column == value for column, value in equal if value]
    if wanted.verdict == NO_VERDICT:
        conditions.append(Evaluation.verdict_code.is_(None))
    elif wanted.verdict:
        conditions.append(Evaluation.verdict_code == wanted.verdict)
    if wanted.stage is Stage.EVALUATED:
        conditions.append(Evaluation.verdict_code.is_not(None))
    if wanted.amount_from is not None:
        conditions.append(Item.amount_kyen >= wanted.amount_from)
    if wanted.amount_to is not None:
        conditions.append(Item.amount_kyen <= wanted.amount_to)
    if wanted.meeting_id is not None:
        taken = select(meeting_cycles.c.cycle_id).where(
            meeting_cycles.c.meeting_id == wanted.meeting_id
        )
        conditions.append(Item.cycle_id.in_(taken))
    return conditions + [_contains(word) for word in search_key(wanted.words).split()]


def add_up(totals: Any) -> Total:
    """The sum of totals."""
    found = list(totals)
    return Total(sum(t.count for t in found), sum(t.kyen for t in found))


def _contains(word: str) -> ColumnElement[bool]:
    return Item.search_text.contains(word, autoescape=True)


def _totals(session: Session, conditions: Sequence[ColumnElement[bool]]) -> dict[str, Total]:
    query = joined(
        select(Department.code, func.count(), func.coalesce(func.sum(Item.amount_kyen), 0))
    )
    rows = session.execute(
        query.where(*conditions).group_by(Department.code, PLACE).order_by(PLACE)
    )
    totals: dict[str, Total] = {}
    for code, count, kyen in rows:
        totals[code] = add_up([totals.get(code, Total()), Total(count, int(kyen))])
    return totals


def _paged(query: Lines, sort: SortOrder, after: str | None) -> Lines:
    keys = _KEYS[sort]
    descending = sort is not SortOrder.ORGANISATION
    ordered = query.order_by(*(desc(key) if descending else key for key in keys))
    if after is None:
        return ordered
    place = tuple_(*keys)
    values = _read_cursor(after, sort)
    there = tuple_(*(literal(value, key.type) for value, key in zip(values, keys, strict=True)))
    return ordered.where(place < there if descending else place > there)


def _cursor(line: Row[Any], sort: SortOrder) -> str:
    item: Item = line.Item
    values: dict[SortOrder, list[Any]] = {
        SortOrder.ORGANISATION: [line.place, line.section_place, item.id],
        SortOrder.AMOUNT: [NO_AMOUNT if item.amount_kyen is None else item.amount_kyen, item.id],
        SortOrder.RECENT: [item.updated_at.isoformat(), item.id],
    }
    return base64.urlsafe_b64encode(json.dumps(values[sort]).encode()).decode()


def _read_cursor(after: str, sort: SortOrder) -> list[Any]:
    try:
        values: list[Any] = json.loads(base64.urlsafe_b64decode(after.encode()))
        if sort is SortOrder.RECENT:
            values[0] = datetime.fromisoformat(values[0])
        whole = values[1:] if sort is SortOrder.RECENT else values
        if len(values) != len(_KEYS[sort]) or not all(type(v) is int for v in whole):
            raise ValueError(after)
    except (ValueError, TypeError, IndexError, KeyError, binascii.Error) as unreadable:
        raise InputRefused([Problem("after", "cursor_unreadable")]) from unreadable
    return values
