"""Lists of items: filtered, scoped, sorted in 建制順, paged by key, with their sums."""

from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import ColumnElement, exists, false, func, or_, select

from workflow.database import statements
from workflow.items import visibility
from workflow.items.list_views import (
    ItemFilter,
    ItemPage,
    ItemRow,
    Total,
    beside_of,
    columns_beside,
)
from workflow.items.paging import BEYOND, cursor, keys, paged
from workflow.items.rewriting import shown
from workflow.items.rows import PLACE, Lines, item_lines, item_rows, joined
from workflow.models import Department, Evaluation, Item, SearchText, meeting_cycles
from workflow.models.base import may_be_id
from workflow.models.items import name_key
from workflow.values.actor import Actor
from workflow.values.errors import InputRefused, NotFound, Problem
from workflow.values.listing import SearchKind
from workflow.values.text import is_sound, search_key
from workflow.values.vocabulary import Stage
from workflow.work import Work, built

A_PAGE: Final = 50
"""Items on a page, unless another number is asked for."""

LONGEST_PAGE: Final = 200
LONGEST_WORDS: Final = 200
LONGEST_NUMBER: Final = 10
NO_VERDICT: Final = "none"


def page(
    work: Work,
    wanted: ItemFilter,
    *,
    after: str | None = None,
    limit: int | None = None,
    also: Iterable[ColumnElement[bool]] = (),
) -> ItemPage:
    """One page of what the person may see of what is `wanted`: three queries, whatever the size.

    Only items for which all of `also` holds.

    Raises InputRefused where `after` is not a cursor this list gave, or the words are
    too long.
    """
    limit = max(1, min(A_PAGE if limit is None else limit, LONGEST_PAGE))
    who, also = work.actor, tuple(also)
    if also:  # Conditions are no values: a statement with them is not kept.
        told, sums = _page(who, wanted, after, limit, *also), _sums(who, wanted, *also)
    else:
        of_all = work.alike
        told, sums = built(_page, of_all, wanted, after, limit), built(_sums, of_all, wanted)
    lines = statements.plain(work.ask(told).all())
    totals = _totals(work, sums)
    page = lines[:limit]
    of_center = _is_of_center(work.actor)
    return ItemPage(
        rows=item_rows(work, page),
        next_cursor=cursor(page[-1], wanted.sort) if len(lines) > limit else None,
        total=add_up(totals.values()),
        by_department=totals,
        beside={line.id: beside_of(line) for line in page} if of_center else {},
    )


def _page(
    actor: Actor | None,
    wanted: ItemFilter,
    after: str | None,
    limit: int,
    *also: ColumnElement[bool],
) -> Lines:
    evaluations, conditions = by_verdict(wanted), list_conditions(actor, wanted)
    # The page's items are chosen first, then told of: what was found of the others is not read.
    there = joined(select(Item.id), actor, evaluations=evaluations).where(*conditions, *also)
    some = paged(there.limit(limit + 1), wanted, actor, after).subquery("some")
    told = item_lines(actor, some).add_columns(keys(wanted.sort, actor)[0].label("key"))
    told = told.add_columns(*columns_beside()) if _is_of_center(actor) else told
    return paged(told, wanted, actor)


def _is_of_center(actor: Actor | None) -> bool:
    return actor is not None and actor.effective_grants.sees_everything


def by_verdict(wanted: ItemFilter) -> bool:
    """Whether a list has to know the live evaluations to find its items."""
    return bool(wanted.verdict) or wanted.stage is Stage.EVALUATED


def all_items(
    work: Work, wanted: ItemFilter, also: Iterable[ColumnElement[bool]] = ()
) -> tuple[ItemRow, ...]:
    """Every row that is `wanted` and for which `also` holds, for documents: two queries."""
    conditions = [*list_conditions(work.actor, wanted), *also]
    query = paged(item_lines(work.actor).where(*conditions), wanted, work.actor)
    return item_rows(work, statements.plain(work.ask(query).all()))


def count(work: Work, wanted: ItemFilter) -> int:
    """How many items the person may see of what is `wanted`. Raises InputRefused (words)."""
    evaluations, conditions = by_verdict(wanted), list_conditions(work.actor, wanted)
    counting = joined(select(func.count()), work.actor, evaluations=evaluations).where(*conditions)
    return work.session.scalar(counting) or 0


def find(work: Work, text: str) -> int:
    """The id of the item that `text` names: by its id, its number or its exact (folded) name.

    Raises NotFound, InputRefused where several items have this name.
    """
    if not is_sound(text):
        raise NotFound(what="item", name=text)
    numbered = text.isascii() and text.isdigit() and len(text) < LONGEST_NUMBER
    by_id = Item.id == int(text) if numbered else false()
    named = or_(by_id, Item.number == text.strip(), Item.name_key == name_key(text))
    found = list(work.session.scalars(select(Item.id).where(named).limit(2)))
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
        (Item.process_name, wanted.process),
    )
    conditions += [_is(column, value) for column, value in equal if value]
    if wanted.verdict == NO_VERDICT:
        conditions.append(Evaluation.verdict_code.is_(None))
    elif wanted.verdict:
        conditions.append(_is(Evaluation.verdict_code, wanted.verdict))
    if wanted.submitted:
        conditions.append(visibility.submitted())
    if wanted.stage is Stage.EVALUATED:
        conditions.append(Evaluation.verdict_code.is_not(None))
    if wanted.amount_from is not None:
        conditions.append(said.amount_kyen >= _within_reach(wanted.amount_from))
    if wanted.amount_to is not None:
        conditions.append(said.amount_kyen <= _within_reach(wanted.amount_to))
    if wanted.meeting_id is not None:
        conditions.append(_taken_by(wanted.meeting_id))
    return conditions + [_contains(said, word) for word in words_of(wanted.words)]


def _taken_by(meeting_id: int) -> ColumnElement[bool]:
    """Items of the cycles that a meeting takes."""
    this = meeting_cycles.c.meeting_id == meeting_id if may_be_id(meeting_id) else false()
    return Item.cycle_id.in_(select(meeting_cycles.c.cycle_id).where(this))


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


def _contains(said: Any, word: str) -> ColumnElement[bool]:
    numbered = exists().where(
        SearchText.item_id == Item.id,
        SearchText.kind == SearchKind.NUMBER,
        SearchText.folded.contains(word, autoescape=True),
    )
    return or_(said.search_text.contains(word, autoescape=True), numbered)


def _sums(actor: Actor | None, wanted: ItemFilter, *also: ColumnElement[bool]) -> Lines:
    amount = shown(actor).amount_kyen
    query: Any = joined(
        select(Department.code, func.count(), func.coalesce(func.sum(amount), 0)),
        actor,
        evaluations=by_verdict(wanted),
    )
    conditions = list_conditions(actor, wanted)
    summed: Lines = query.where(*conditions, *also).group_by(Department.code, PLACE)
    return summed.order_by(PLACE)


def _totals(work: Work, sums: Lines) -> dict[str, Total]:
    totals: dict[str, Total] = {}
    for code, count, kyen in work.ask(sums).all():
        totals[code] = add_up([totals.get(code, Total()), Total(count, int(kyen))])
    return totals
