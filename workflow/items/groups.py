"""Items in groups: counted and summed by the database where a list needs sums, and no rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, case, func, not_, select

from workflow.database import statements
from workflow.items import visibility
from workflow.items.list_views import ItemFilter, ItemRow
from workflow.items.lists import by_verdict, list_conditions
from workflow.items.paging import paged
from workflow.items.rewriting import shown
from workflow.items.rows import (
    PLACE,
    SECTION_PLACE,
    Lines,
    item_lines,
    item_rows,
    joined,
    named,
    named_if_any,
)
from workflow.models import Department, Evaluation, Field, Item
from workflow.values.actor import Actor, Title
from workflow.values.vocabulary import WITHDRAWN
from workflow.work import Work, built

Conditions = Iterable[ColumnElement[bool]]


@dataclass(frozen=True)
class ItemGroup:
    """The items that are alike in everything they are summed by; `kyen` is their sum in 千円."""

    cycle_id: str
    department_code: str
    department: Title
    field: str | None
    field_title: Title | None
    field_place: int
    verdict_code: str | None
    state: str
    state_title: Title
    count: int
    kyen: int
    drafts: int
    """How many of them are not submitted."""


def live(wanted: ItemFilter) -> list[ColumnElement[bool]]:
    """That an item is not withdrawn, unless those are what is `wanted`."""
    return [] if wanted.state == WITHDRAWN else [Item.state != WITHDRAWN]


def groups(work: Work, wanted: ItemFilter, also: Conditions = ()) -> tuple[ItemGroup, ...]:
    """What is `wanted`, live and for which `also` holds, in groups by 建制順: one query.

    Raises InputRefused (words).
    """
    who, also = work.actor, tuple(also)
    # Conditions are no values: a statement with them is not kept.
    grouped = _groups(who, wanted, *also) if also else built(_groups, work.alike, wanted)
    return tuple(_group(work, line) for line in work.ask(grouped).all())


def rows_of(
    work: Work,
    wanted: ItemFilter,
    cycle_ids: tuple[str, ...],
    begin: int,
    limit: int,
    also: Conditions = (),
) -> tuple[ItemRow, ...]:
    """So many rows of the same items from number `begin` (0 is the first) on: two queries.

    In the order of `cycle_ids`, each in the order that is wanted. Raises InputRefused (words).
    """
    given, also = (wanted, cycle_ids, begin, limit), tuple(also)
    told = _rows(work.actor, *given, *also) if also else built(_rows, work.alike, *given)
    return item_rows(work, statements.plain(work.ask(told).all()))


def _groups(actor: Actor | None, wanted: ItemFilter, *also: ColumnElement[bool]) -> Select[Any]:
    said = shown(actor)
    alike = (
        Item.cycle_id,
        Department.code,
        Department.name_ja,
        Department.name_en,
        said.field.label("field"),
        Field.title_ja.label("field_ja"),
        Field.title_en.label("field_en"),
        Field.position.label("field_place"),
        Evaluation.verdict_code,
        Item.process_name,
        Item.process_version,
        Item.state,
    )
    sums = (
        func.count().label("items"),
        func.coalesce(func.sum(said.amount_kyen), 0).label("kyen"),
        func.sum(case((not_(visibility.submitted()), 1), else_=0)).label("drafts"),
    )
    conditions = (*list_conditions(actor, wanted), *live(wanted), *also)
    query = joined(select(*alike, *sums), actor).where(*conditions)
    # The departments stand as their first rows do.
    first = func.min(SECTION_PLACE), func.min(Item.id)
    by = (*(said.field if one.key == "field" else one for one in alike), PLACE)
    return query.group_by(*by).order_by(PLACE, *first)


def _group(work: Work, line: Row[Any]) -> ItemGroup:
    state = work.process(line.process_name, line.process_version).states[line.state]
    return ItemGroup(
        cycle_id=line.cycle_id,
        department_code=line.code,
        department=named(line.name_ja, line.name_en),
        field=line.field or None,
        field_title=named_if_any(line.field_ja, line.field_en),
        field_place=line.field_place or 0,
        verdict_code=line.verdict_code,
        state=line.state,
        state_title=named(state.title["ja"], state.title["en"]),
        count=line.items,
        kyen=int(line.kyen),
        drafts=int(line.drafts),
    )


def _rows(
    actor: Actor | None,
    wanted: ItemFilter,
    cycle_ids: tuple[str, ...],
    begin: int,
    limit: int,
    *also: ColumnElement[bool],
) -> Lines:
    conditions = (*list_conditions(actor, wanted), *live(wanted), *also)
    # The rows are chosen first, then told of: what was written of the others is not read.
    there = joined(select(Item.id), actor, evaluations=by_verdict(wanted)).where(*conditions)
    some = paged(_in_cycles(there, cycle_ids), wanted, actor).offset(begin).limit(limit)
    told = item_lines(actor).where(Item.id.in_(some.scalar_subquery()))
    return paged(_in_cycles(told, cycle_ids), wanted, actor)


def _in_cycles(query: Lines, cycle_ids: tuple[str, ...]) -> Lines:
    if len(cycle_ids) < 2:
        return query
    places = {cycle_id: place for place, cycle_id in enumerate(cycle_ids)}
    return query.order_by(case(places, value=Item.cycle_id))
