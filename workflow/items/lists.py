"""Lists of items: filtered, scoped, sorted in 建制順, paged by key, with their sums."""

import base64
import json
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, desc, false, func, literal, or_, select, tuple_

from workflow.items import visibility
from workflow.items.rewriting import sheet_in, shown
from workflow.items.rows import PLACE, SECTION_PLACE, Lines, item_lines, item_rows, joined
from workflow.items.views import ItemFilter, ItemPage, ItemRow, Total
from workflow.models import Department, Evaluation, Item, meeting_cycles
from workflow.models.base import LARGEST_ID, may_be_id
from workflow.models.items import name_key
from workflow.values.actor import Actor
from workflow.values.errors import InputRefused, NotFound, Problem
from workflow.values.text import is_sound, search_key
from workflow.values.vocabulary import SortOrder, Stage
from workflow.work import Work

A_PAGE: Final = 50
"""Items on a page, unless another number is asked for."""

LONGEST_PAGE: Final = 200
LONGEST_WORDS: Final = 200
LONGEST_NUMBER: Final = 10
BEYOND: Final = 10**12
"""千円 that no item reaches: money.LARGEST is below it."""
NO_AMOUNT: Final = -BEYOND
"""Where items without an amount stand when sorted by it: below every real one."""
WITHDRAWN: Final = "withdrawn"
NO_VERDICT: Final = "none"


def _keys(sort: SortOrder, actor: Actor | None) -> tuple[ColumnElement[Any], ...]:
    """What a list is sorted by."""
    if sort is SortOrder.ORGANISATION:
        return (PLACE, SECTION_PLACE, Item.id.expression)
    if sort is SortOrder.AMOUNT:
        return (func.coalesce(shown(actor).amount_kyen, NO_AMOUNT), Item.id.expression)
    return (Item.updated_at.expression, Item.id.expression)


def page(
    work: Work, wanted: ItemFilter, *, after: str | None = None, limit: int | None = None
) -> ItemPage:
    """One page of what `actor` may see of what is `wanted`: three queries, whatever the size.

    Raises InputRefused where `after` is not a cursor this list gave, or the words are
    too long.
    """
    conditions = list_conditions(work.actor, wanted)
    limit = max(1, min(A_PAGE if limit is None else limit, LONGEST_PAGE))
    by_verdict = bool(wanted.verdict) or wanted.stage is Stage.EVALUATED
    # The page's items are chosen first, then told of: what was found of the others is not read.
    there = joined(select(Item.id), work.actor, evaluations=by_verdict).where(*conditions)
    some = _paged(there.limit(limit + 1), _keys(wanted.sort, work.actor), wanted.sort, after)
    lines = _lines(work, wanted.sort, [Item.id.in_(some.scalar_subquery())])
    totals = _totals(work, conditions, evaluations=by_verdict)
    page = lines[:limit]
    return ItemPage(
        rows=item_rows(work, page),
        next_cursor=_cursor(page[-1], wanted.sort) if len(lines) > limit else None,
        total=add_up(totals.values()),
        by_department=totals,
    )


def all_items(
    work: Work, wanted: ItemFilter, also: Iterable[ColumnElement[bool]] = ()
) -> tuple[ItemRow, ...]:
    """Every row that is `wanted` and for which `also` holds, for documents: two queries."""
    conditions = [*list_conditions(work.actor, wanted), *also]
    return item_rows(work, _lines(work, wanted.sort, conditions))


def _lines(
    work: Work, sort: SortOrder, conditions: Iterable[ColumnElement[bool]]
) -> Sequence[Row[Any]]:
    query = item_lines(work.actor).where(*conditions)
    return work.session.execute(_paged(query, _keys(sort, work.actor), sort, None)).all()


def count(work: Work, wanted: ItemFilter) -> int:
    """How many items `actor` may see of what is `wanted`. Raises InputRefused (words)."""
    by_verdict = bool(wanted.verdict) or wanted.stage is Stage.EVALUATED
    conditions = list_conditions(work.actor, wanted)
    counting = joined(select(func.count()), work.actor, evaluations=by_verdict).where(*conditions)
    return work.session.scalar(counting) or 0


def find(work: Work, text: str) -> int:
    """The id of the item that `text` names: by number, or by its exact (folded) name.

    Raises NotFound, InputRefused where several items have this name.
    """
    if not is_sound(text):
        raise NotFound(what="item", name=text)
    numbered = text.isascii() and text.isdigit() and len(text) < LONGEST_NUMBER
    by_number = Item.id == int(text) if numbered else false()
    by_name = Item.name_key == name_key(text)
    found = list(work.session.scalars(select(Item.id).where(or_(by_number, by_name)).limit(2)))
    if len(found) > 1:
        raise InputRefused([Problem("item", "several_items", {"name": text})])
    if not found:
        raise NotFound(what="item", name=text)
    return found[0]


def list_conditions(actor: Actor | None, wanted: ItemFilter) -> list[ColumnElement[bool]]:
    """The scope of `actor` and the filter, as conditions on the joined lines.

    Raises InputRefused where the words are too long or no text.
    """
    conditions, said = [visibility.visible_items(actor)], shown(actor)
    equal: tuple[tuple[Any, str | None], ...] = (
        (Item.cycle_id, wanted.cycle_id),
        (Department.code, wanted.department),
        (said.field, wanted.field),
        (said.category_code, wanted.category),
        (Item.state, wanted.state),
    )
    conditions += [_is(column, value) for column, value in equal if value]
    if wanted.verdict == NO_VERDICT:
        conditions.append(Evaluation.verdict_code.is_(None))
    elif wanted.verdict:
        conditions.append(_is(Evaluation.verdict_code, wanted.verdict))
    if wanted.stage is Stage.EVALUATED:
        conditions.append(Evaluation.verdict_code.is_not(None))
    if wanted.amount_from is not None:
        conditions.append(said.amount_kyen >= _within_reach(wanted.amount_from))
    if wanted.amount_to is not None:
        conditions.append(said.amount_kyen <= _within_reach(wanted.amount_to))
    if wanted.meeting_id is not None:
        taken = select(meeting_cycles.c.cycle_id).where(
            meeting_cycles.c.meeting_id == wanted.meeting_id
            if may_be_id(wanted.meeting_id)
            else false()
        )
        conditions.append(Item.cycle_id.in_(taken))
    return conditions + [
        said.search_text.contains(word, autoescape=True) for word in words_of(wanted.words)
    ]


def add_up(totals: Any) -> Total:
    """The sum of totals."""
    found = list(totals)
    return Total(sum(t.count for t in found), sum(t.kyen for t in found))


def _is(column: Any, value: str) -> ColumnElement[bool]:
    return column == value if is_sound(value) else false()


def _within_reach(kyen: int) -> int:
    return max(-BEYOND, min(kyen, BEYOND))


def words_of(typed: str) -> list[str]:
    """What is looked for, folded. Raises InputRefused (words): too long, or no text."""
    if len(typed) > LONGEST_WORDS:
        raise InputRefused([Problem("words", "text_too_long", {"limit": LONGEST_WORDS})])
    if not is_sound(typed):
        raise InputRefused([Problem("words", "text_control")])
    return search_key(typed).split()


def _totals(
    work: Work, conditions: Sequence[ColumnElement[bool]], *, evaluations: bool
) -> dict[str, Total]:
    amount = shown(work.actor).amount_kyen
    query = joined(
        select(Department.code, func.count(), func.coalesce(func.sum(amount), 0)),
        work.actor,
        evaluations=evaluations,
    )
    rows = work.session.execute(
        query.where(*conditions).group_by(Department.code, PLACE).order_by(PLACE)
    )
    totals: dict[str, Total] = {}
    for code, count, kyen in rows:
        totals[code] = add_up([totals.get(code, Total()), Total(count, int(kyen))])
    return totals


def _paged(
    query: Lines, keys: tuple[ColumnElement[Any], ...], sort: SortOrder, after: str | None
) -> Lines:
    descending = sort is not SortOrder.ORGANISATION
    ordered = query.order_by(*(desc(key) if descending else key for key in keys))
    if after is None:
        return ordered
    place = tuple_(*keys)
    values = _read_cursor(after, sort)
    there = tuple_(*(literal(value, key.type) for value, key in zip(values, keys, strict=True)))
    return ordered.where(place < there if descending else place > there)


def _cursor(line: Row[Any], sort: SortOrder) -> str:
    item, amount = line.Item, sheet_in(line).amount_kyen
    values: dict[SortOrder, list[Any]] = {
        SortOrder.ORGANISATION: [line.place, line.section_place, item.id],
        SortOrder.AMOUNT: [NO_AMOUNT if amount is None else amount, item.id],
        SortOrder.RECENT: [item.updated_at.isoformat(), item.id],
    }
    return base64.urlsafe_b64encode(json.dumps(values[sort]).encode()).decode()


def _read_cursor(after: str, sort: SortOrder) -> list[Any]:
    try:
        values = json.loads(base64.urlsafe_b64decode(after.encode()))
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


_PARTS: Final[dict[SortOrder, tuple[Callable[[Any], Any], ...]]] = {
    SortOrder.ORGANISATION: (_whole, _whole, _whole),
    SortOrder.AMOUNT: (_kyen, _whole),
    SortOrder.RECENT: (_moment, _whole),
}
