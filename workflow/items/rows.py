"""How an item's line is read: one SELECT with its masters, and the row made of it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final

from sqlalchemy import Row, Select, and_, func, select
from sqlalchemy.orm import Session

from workflow.items import rewriting
from workflow.items.views import ItemRow
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
from workflow.models.items import HasSheet
from workflow.values.actor import Actor, Title
from workflow.values.fiscal import business_days_between
from workflow.values.vocabulary import DxStep
from workflow.work import Work

Lines = Select[*tuple[Any, ...]]

AT_THE_END: Final = 9999
"""The place of a department or section that the year's order does not name."""

PLACE = func.coalesce(DepartmentPlace.position, AT_THE_END)
SECTION_PLACE = func.coalesce(SectionPlace.position, Section.position, AT_THE_END)


def item_lines(actor: Actor | None) -> Lines:
    """Items with department, place, section, field, category and live evaluation, unordered.

    What their sheets say, `rewriting.shown` has for `actor`.
    """
    return joined(
        select(
            Item,
            *rewriting.beside(actor),
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
        ),
        actor,
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


def joined(query: Lines, actor: Actor | None, *, evaluations: bool = True) -> Lines:
    """Join to `Item` everything that lists show, filter or sort by for `actor`.

    The live evaluations may be left out where nothing asks for them: there are as many as
    items, and PostgreSQL would rather read them all than look one up for each line.
    """
    sheets, said = rewriting.with_rewritings(query.select_from(Item), actor), rewriting.shown(actor)
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
    joint = _joint(work.session, [line.Item.id for line in lines])
    sheet_in = rewriting.sheets_for(work.actor)
    return tuple(_row(work, line, sheet_in(line), joint[line.Item.id]) for line in lines)


def _row(work: Work, line: Row[Any], said: HasSheet, joint: list[Title]) -> ItemRow:
    item: Item = line.Item
    process = work.process(item.process_name, item.process_version)
    state = process.states[item.state]
    return ItemRow(
        id=item.id,
        cycle_id=item.cycle_id,
        department_code=line.code,
        department=Title(line.name_ja, line.name_en),
        joint_departments=tuple(joint),
        section=said.text("section"),
        field=said.field or None,
        field_title=_title(line.field_ja, line.field_en),
        field_place=line.field_place or 0,
        category=_title(line.category_ja, line.category_en),
        name=said.name,
        amount_kyen=said.amount_kyen,
        funding=said.text("funding"),
        summary=said.text("summary"),
        dx_step=DxStep(said.dx_step) if said.dx_step else None,
        goal_number=said.goal_number,
        state=item.state,
        state_title=Title(state.title["ja"], state.title["en"]),
        round=item.round,
        turn=state.turn,
        due_on=item.due_on,
        days_left=business_days_between(work.today, item.due_on) if item.due_on else None,
        updated_at=item.updated_at,
        verdict_code=line.verdict_code,
        verdict=_title(line.verdict_ja, line.verdict_en),
        findings=line.findings or "",
        conditions=line.conditions or "",
        meeting_id=item.meeting_id,
        number=item.number,
    )


def _title(ja: str | None, en: str | None) -> Title | None:
    return Title(ja, en or "") if ja else None


def _joint(session: Session, ids: Iterable[int]) -> defaultdict[int, list[Title]]:
    table = item_joint_departments
    rows = session.execute(
        select(table.c.item_id, Department.name_ja, Department.name_en)
        .join(Department, Department.id == table.c.department_id)
        .join(Item, Item.id == table.c.item_id)
        .join(Cycle, Cycle.id == Item.cycle_id)
        .outerjoin(
            DepartmentPlace,
            and_(
                DepartmentPlace.department_id == table.c.department_id,
                DepartmentPlace.fiscal_year == Cycle.fiscal_year,
            ),
        )
        .where(table.c.item_id.in_(list(ids)))
        .order_by(table.c.item_id, PLACE)
    )
    found: defaultdict[int, list[Title]] = defaultdict(list)
    for item_id, name_ja, name_en in rows:
        found[item_id].append(Title(name_ja, name_en))
    return found
