"""Drafting: an item begins, and its sheet is written until it is submitted."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, delete, insert, select
from sqlalchemy.orm import Session, selectinload
from sqlalchemy.sql.base import ExecutableOption

from workflow import policy
from workflow.actor import Actor
from workflow.errors import ContentChanged, DuplicateItem, NotFound
from workflow.models import Cycle, Department, Item, item_joint_departments
from workflow.models.base import may_be_id
from workflow.order import Quoting, Receipt
from workflow.process_library import ProcessLibrary
from workflow.services import search_index, sheets
from workflow.services.beginning import Beginning, begin
from workflow.services.namesakes import has_namesake
from workflow.services.register import register_for
from workflow.sheet import Sheet
from workflow.standing import situations
from workflow.text import is_sound

_LOCK: Final = (
    select(Item).where(Item.id == bindparam("wanted")).with_for_update(of=Item, key_share=True)
)


def create(
    session: Session,
    library: ProcessLibrary,
    *,
    cycle_id: str,
    department_id: int,
    sheet: Sheet,
    actor: Actor | None,
    at: datetime,
    key: str | None = None,
    quoting: Quoting | None = None,
) -> Receipt:
    """Begin an item in the first state of its cycle's process, or from an earlier item.

    Raises the policy's refusal, InputRefused, DuplicateItem, NotFound (cycle or
    department, or item quoted), KeyReused; ContentChanged where the item quoted is another now.
    """
    clean = sheets.cleaned(sheet)
    cycle = _begun_in(session, cycle_id, department_id)
    known = register_for(session, cycle, clean)
    beginning = Beginning(department_id, clean, key, quoting)
    (receipt,) = begin(session, library, cycle, known, [beginning], actor=actor, at=at)
    return receipt


def save(
    session: Session,
    library: ProcessLibrary,
    *,
    item_id: int,
    sheet: Sheet,
    actor: Actor | None,
    seen: str,
    at: datetime,
) -> str:
    """Write the sheet of an item in the department's hands; gives the new content hash.

    Raises ContentChanged where `seen` is not the content now (two windows on one
    draft), NotFound, NotPermitted, NotEditable, InputRefused, DuplicateItem.
    """
    clean = sheets.cleaned(sheet)
    item = locked(session, item_id, selectinload(Item.funding_lines))
    situation = situations(session, [item], library, at.date())[item.id]
    if refusal := policy.may_edit(actor, situation):
        raise refusal
    # Who writes on the sheet need not have seen the files: saving leaves them as they are.
    here = item.sheet.content_hash
    if seen not in (item.content_hash, here) and clean.content_hash != here:
        raise ContentChanged(revision=item.round)
    cycle = session.get_one(Cycle, item.cycle_id)
    known = register_for(session, cycle, clean)
    known.require(item.department_id, clean)
    section_id = known.section_id(item.department_id, clean)
    if has_namesake(session, cycle.id, section_id, clean.name, item.id):
        raise DuplicateItem(name=clean.name)
    item.take(clean, section_id)
    item.updated_at = at
    session.flush()
    moved = _join(session, item, [known.departments[code] for code in clean.joint_departments])
    search_index.change_sheet(session, item_id, clean, moved=moved)
    return item.content_hash


def locked(session: Session, item_id: int, *loading: ExecutableOption) -> Item:
    """The item, kept for this transaction alone until its end. Raises NotFound."""
    query = _LOCK.options(*loading) if loading else _LOCK
    found = session.scalar(query, {"wanted": item_id}) if may_be_id(item_id) else None
    if found is None:
        raise NotFound(what="item")
    return found


def _begun_in(session: Session, cycle_id: str, department_id: int) -> Cycle:
    cycle = session.get(Cycle, cycle_id) if is_sound(cycle_id) else None
    if cycle is None:
        raise NotFound(what="cycle")
    if not may_be_id(department_id) or session.get(Department, department_id) is None:
        raise NotFound(what="department")
    return cycle


def _join(session: Session, item: Item, department_ids: Sequence[int]) -> bool:
    """Have these departments carry the item jointly; gives whether others did before."""
    table = item_joint_departments
    of_item = table.c.item_id == item.id
    if set(session.scalars(select(table.c.department_id).where(of_item))) == set(department_ids):
        return False
    session.execute(delete(table).where(of_item))
    rows = [{"item_id": item.id, "department_id": one} for one in department_ids]
    if rows:
        session.execute(insert(table), rows)
    return True
