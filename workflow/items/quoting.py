"""Which earlier item a draft quotes, and how far its sheet still says the same."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow import office
from workflow.items import detail, visibility
from workflow.items.choices import departments, goals
from workflow.items.orders import Quoting
from workflow.items.reference import CycleView, cycle
from workflow.items.visibility import get_visible
from workflow.models import Category, Department, Item, ItemRevision, Section
from workflow.values.actor import Title
from workflow.values.errors import ContentChanged
from workflow.values.sheet import SPECS, FieldChange, Sheet, differences, own_among
from workflow.values.text import search_key
from workflow.work import Work

GOAL: Final = "goal_number"
"""Goals are numbered anew each fiscal year: the same number may be another goal."""


@dataclass(frozen=True)
class Source:
    """An item that is quoted, for somebody who may see it."""

    item_id: int
    name: str
    cycle: CycleView
    department: Title
    section: str
    sheet: Sheet
    content_hash: str
    """The content quoted; `seen` when the draft is begun."""


@dataclass(frozen=True)
class Quotation:
    """A source, and its sheet in terms of the cycle and department that quote it."""

    source: Source
    meant: Sheet
    """The source's sheet, its goal by the number that the goal has in the other year."""
    offered: Sheet
    """The same without what cannot be chosen any more: what a draft begins with."""
    exact: bool = True
    """False where the source was written on since and the content quoted is kept nowhere."""

    @property
    def lost(self) -> tuple[FieldChange, ...]:
        """What could not be taken over whole: as the source says it, and what is left of it."""
        return self._changes(
            {one.name for one in differences(self.meant, self.offered)}, self.offered
        )

    def changes(self, sheet: Sheet) -> tuple[FieldChange, ...]:
        """Where `sheet` says something else than its source, in sheet order."""
        return self._changes({one.name for one in differences(self.meant, sheet)}, sheet)

    def _changes(self, names: set[str], sheet: Sheet) -> tuple[FieldChange, ...]:
        said = self.source.sheet
        if said.goal_number is not None and self.meant.goal_number is None:
            names.add(GOAL)
        return tuple(
            FieldChange(name, said.said(name), sheet.said(name))
            for name in (*SPECS, *own_among(names))
            if name in names
        )


QUOTED_FROM: Final = "quoted_from"


def provenance(work: Work, quoting: Quoting | None) -> dict[str, Any]:
    """The particulars by which it can be proved what was quoted: item, content and round.

    Raises NotFound where the source is not visible to the actor, ContentChanged where its
    content is another one now than the one that was seen.
    """
    if quoting is None:
        return {}
    source = get_visible(work, quoting.source_id)
    if source.content_hash != quoting.seen:
        raise ContentChanged(revision=source.round)
    return {
        QUOTED_FROM: {
            "item": source.id,
            "content_hash": source.content_hash,
            "round": source.round,
        }
    }


def offer(work: Work, source_id: int, cycle_id: str, department_id: int) -> Quotation:
    """What the item gives to a draft of a department in a cycle.

    Raises NotFound for an item that is not visible to the reader, and for the cycle.
    """
    item = get_visible(work, source_id)
    source = _source(work, item, item.sheet, item.content_hash)
    return _quotation(work, source, cycle(work, cycle_id).fiscal_year, department_id)


def origin(work: Work, item_id: int) -> Quotation | None:
    """What the item quotes; None where it quotes nothing, or what the reader may not see.

    Raises NotFound for an item that is not visible to the reader.
    """
    read = detail.get(work, item_id)
    quoted: Any = read.moves[0].particulars.get(QUOTED_FROM)
    if not quoted:
        return None
    seen = select(Item).where(Item.id == quoted["item"], visibility.visible_items(work.actor))
    quoted_item = work.session.scalar(seen)
    if quoted_item is None:
        return None
    kept = _as_quoted(work.session, quoted_item, quoted["content_hash"])
    source = _source(work, quoted_item, kept or quoted_item.sheet, quoted["content_hash"])
    item = get_visible(work, item_id)
    quotation = _quotation(work, source, read.cycle.fiscal_year, item.department_id)
    return replace(quotation, exact=kept is not None)


def _as_quoted(session: Session, item: Item, content_hash: str) -> Sheet | None:
    if item.content_hash == content_hash:
        return item.sheet
    revision = select(ItemRevision).where(
        ItemRevision.item_id == item.id, ItemRevision.content_hash == content_hash
    )
    found = session.scalars(revision.limit(1)).first()
    return found.sheet if found else None


def _source(work: Work, item: Item, sheet: Sheet, content_hash: str) -> Source:
    department = work.session.get_one(Department, item.department_id)
    return Source(
        item_id=item.id,
        name=sheet.name,
        cycle=cycle(work, item.cycle_id),
        department=Title(department.name_ja, department.name_en),
        section=sheet.section,
        sheet=sheet,
        content_hash=content_hash,
    )


def _quotation(work: Work, source: Source, year: int, department_id: int) -> Quotation:
    said = source.sheet
    meant = replace(said, goal_number=_goal(work, source, year))
    sections = work.session.scalars(
        select(Section.name).where(Section.department_id == department_id)
    )
    active = select(Category.code).where(Category.code == said.category, Category.active)
    others = {one.code for one in departments(work, year) if one.id != department_id}
    offered = replace(
        meant,
        section=_same(said.section, sections.all()),
        category=work.session.scalar(active) or "",
        joint_departments=tuple(code for code in said.joint_departments if code in others),
        own=_still_asked(work, said) if said.own else said.own,
    )
    return Quotation(source, replace(meant, section=offered.section or said.section), offered)


def _still_asked(work: Work, said: Sheet) -> dict[str, str]:
    """What the source says in own fields that are asked for now, and that they still take."""
    known = office.office(work).own_fields
    return {
        name: value
        for name, value in said.own.items()
        if (one := known.get(name)) and one.active and one.takes(value)
    }


def _goal(work: Work, source: Source, year: int) -> int | None:
    """The number in `year` of the goal that the source serves, known by its title."""
    number, then = source.sheet.goal_number, source.cycle.fiscal_year
    if number is None or then == year:
        return number
    titles = {goal.number: search_key(goal.title) for goal in goals(work, then)}
    same = [
        goal.number for goal in goals(work, year) if search_key(goal.title) == titles.get(number)
    ]
    return same[0] if len(same) == 1 else None


def _same(name: str, names: Collection[str]) -> str:
    """The name as it is written now: a section that differs by width alone is the same one."""
    if name in names:
        return name
    return next((one for one in names if search_key(one) == search_key(name)), "")
