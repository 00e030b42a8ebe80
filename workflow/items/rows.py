"""How an item's line is read: one SELECT with its masters, and the row made of it."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Row, Select, Subquery, and_, bindparam, func, join, select

from workflow.items import rewriting
from workflow.items.list_views import ItemRow
from workflow.items.visibility import stops_when_closed
from workflow.models import (
    Category,
    Cycle,
    Department,
    DepartmentPlace,
    Evaluation,
    Field,
    Item,
    Section,
    SectionPlace,
    item_joint_departments,
)
from workflow.values.actor import Actor, Title
from workflow.values.business_days import business_days_between
from workflow.work import Work

Lines = Select[*tuple[Any, ...]]

AT_THE_END: Final = 9999
"""The place of a department or section that the year's order does not name."""

PLACE = func.coalesce(DepartmentPlace.position, AT_THE_END)
SECTION_PLACE = func.coalesce(SectionPlace.position, Section.position, AT_THE_END)


_OF_ITEM: Final = (
    Item.id,
    Item.cycle_id,
    Item.process_name,
    Item.process_version,
    Item.state,
    Item.round,
    Item.due_on,
    Item.updated_at,
    Item.number,
)
_OF_SHEET: Final = ("content", "name", "amount_kyen", "field", "goal_number")


def item_lines(actor: Actor | None, some: Subquery | None = None) -> Lines:
    """Items with department, place, section, field, category and live evaluation, unordered.

    Columns, not objects: there may be thousands. What their sheets say, `rewriting.shown` has
    for `actor`. Of `some`, which have an `id`, these alone.
    """
    said = rewriting.shown(actor)
    return joined(
        select(
            *_OF_ITEM,
            *(getattr(said, name).label(name) for name in _OF_SHEET),
            Department.code,
            Department.name_ja,
            Department.name_en,
            Section.name.label("section"),
            Field.title_ja.label("field_ja"),
            Field.title_en.label("field_en"),
            Field.position.label("field_place"),
            Category.title_ja.label("category_ja"),
            Category.title_en.label("category_en"),
            Evaluation.verdict_code,
            Evaluation.findings,
            Evaluation.conditions,
            Evaluation.verdict_ja,
            Evaluation.verdict_en,
            PLACE.label("place"),
            SECTION_PLACE.label("section_place"),
            Cycle.closed_at,
        ),
        actor,
        some,
    )


def placed(query: Select[Any], section_id: Any = Item.section_id) -> Select[Any]:
    """Join to `Item` its cycle, and its department and section with their places in that year."""
    return (
        query.join(Cycle, Cycle.id == Item.cycle_id)
        .join(Department, Department.id == Item.department_id)
        .outerjoin(
            DepartmentPlace,
            and_(
                DepartmentPlace.department_id == Item.department_id,
                DepartmentPlace.fiscal_year == Cycle.fiscal_year,
            ),
        )
        .outerjoin(Section, Section.id == section_id)
        .outerjoin(
            SectionPlace,
            and_(
                SectionPlace.section_id == section_id,
                SectionPlace.fiscal_year == Cycle.fiscal_year,
            ),
        )
    )


def joined(
    query: Lines, actor: Actor | None, some: Subquery | None = None, *, evaluations: bool = True
) -> Lines:
    """Join to `Item` everything that lists show, filter or sort by for `actor`.

    `some` stand first: of more than eight tables PostgreSQL takes the order as it is written, and
    would read all items before it looks for those.

    The live evaluations may be left out where nothing asks for them: there are as many as
    items, and PostgreSQL would rather read them all than look one up for each line.
    """
    of = Item if some is None else join(some, Item, some.c.id == Item.id)
    sheets, said = rewriting.with_rewritings(query.select_from(of), actor), rewriting.shown(actor)
    masters = (
        placed(sheets, said.section_id)
        .outerjoin(Category, Category.code == said.category_code)
        .outerjoin(Field, Field.code == said.field)
    )
    if not evaluations:
        return masters
    live = and_(Evaluation.item_id == Item.id, Evaluation.undone_at.is_(None))
    return masters.outerjoin(Evaluation, live)


def item_rows(work: Work, lines: Sequence[Row[Any]]) -> tuple[ItemRow, ...]:
    """Turn lines into rows; one more query, for joint departments."""
    joint = _joint(work, [line.id for line in lines])
    return tuple(_row(work, line, joint.get(line.id, ())) for line in lines)


def _row(work: Work, line: Row[Any], joint: Sequence[Title]) -> ItemRow:
    process = work.process(line.process_name, line.process_version)
    state, content = process.states[line.state], line.content
    return ItemRow(
        id=line.id,
        cycle_id=line.cycle_id,
        department_code=line.code,
        department=named(line.name_ja, line.name_en),
        joint_departments=tuple(joint),
        section=content.get("section", ""),
        field=line.field or None,
        field_title=named_if_any(line.field_ja, line.field_en),
        field_place=line.field_place or 0,
        category=named_if_any(line.category_ja, line.category_en),
        name=line.name,
        amount_kyen=line.amount_kyen,
        funding=content.get("funding", ""),
        summary=content.get("summary", ""),
        goal_number=line.goal_number,
        state=line.state,
        state_title=named(state.title["ja"], state.title["en"]),
        round=line.round,
        turn=state.turn,
        due_on=line.due_on,
        days_left=_days_left(work, line),
        verdict_code=line.verdict_code,
        verdict=named_if_any(line.verdict_ja, line.verdict_en),
        findings=line.findings or "",
        conditions=line.conditions or "",
        number=line.number,
    )


def _days_left(work: Work, line: Row[Any]) -> int | None:
    """None where no day is named, and where the cycle is closed and nobody can act any more."""
    if line.due_on is None:
        return None
    process = work.process(line.process_name, line.process_version) if line.closed_at else None
    if process and stops_when_closed(process, line.state):
        return None
    return business_days_between(work.today, line.due_on)


named: Final = lru_cache(maxsize=500)(Title)
"""Thousands of rows have few departments, states and categories."""


def named_if_any(ja: str | None, en: str | None) -> Title | None:
    """What is called so; None where nothing is."""
    return named(ja, en or "") if ja else None


_JOINT: Final = (
    select(item_joint_departments.c.item_id, Department.name_ja, Department.name_en)
    .join(Department, Department.id == item_joint_departments.c.department_id)
    .join(Item, Item.id == item_joint_departments.c.item_id)
    .join(Cycle, Cycle.id == Item.cycle_id)
    .outerjoin(
        DepartmentPlace,
        and_(
            DepartmentPlace.department_id == item_joint_departments.c.department_id,
            DepartmentPlace.fiscal_year == Cycle.fiscal_year,
        ),
    )
    .where(item_joint_departments.c.item_id.in_(bindparam("ids", expanding=True)))
    .order_by(item_joint_departments.c.item_id, PLACE)
)


def _joint(work: Work, ids: Iterable[int]) -> dict[int, list[Title]]:
    found: dict[int, list[Title]] = {}
    for item_id, name_ja, name_en in work.ask(_JOINT, ids=list(ids)).all():
        found.setdefault(item_id, []).append(Title(name_ja, name_en))
    return found
