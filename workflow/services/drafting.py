"""Drafting: an item begins, and its sheet is written until it is submitted."""

from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, delete, insert, select
from sqlalchemy.orm import Session, selectinload
from sqlalchemy.sql.base import ExecutableOption

from workflow import ledger, policy
from workflow.actor import Actor
from workflow.canonical import fingerprint
from workflow.errors import ContentChanged, DuplicateItem, NotFound, NotSignedIn
from workflow.models import (
    Cycle,
    Department,
    Item,
    LedgerEntry,
    ReceiptRow,
    item_joint_departments,
)
from workflow.models.base import may_be_id
from workflow.models.item import name_key
from workflow.order import Receipt
from workflow.process.machine import machine_for
from workflow.process_library import ProcessLibrary
from workflow.services import receipts, sheets
from workflow.services.traces import write_rows
from workflow.sheet import Sheet
from workflow.situation import Situation
from workflow.standing import cycle_facts, situations
from workflow.text import is_sound
from workflow.vocabulary import Action

WITHDRAWN = "withdrawn"
"""The state in which an item no longer takes its name from others."""

_LOCK: Final = (
    select(Item).where(Item.id == bindparam("wanted")).with_for_update(of=Item, key_share=True)
)

_NAMESAKE: Final = (
    select(Item.id)
    .where(
        Item.cycle_id == bindparam("cycle"),
        Item.section_id == bindparam("section"),
        Item.name_key == bindparam("name"),
        Item.state != WITHDRAWN,
        Item.id != bindparam("itself"),
    )
    .limit(1)
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
) -> Receipt:
    """Begin an item in the first state of its cycle's process.

    Raises the policy's refusal, InputRefused, DuplicateItem, NotFound (cycle or
    department), KeyReused.
    """
    clean = sheets.cleaned(sheet)
    cycle = _begun_in(session, cycle_id, department_id)
    order_hash = fingerprint(
        [cycle_id, department_id, clean.to_json(), actor.login if actor else None]
    )
    if receipt := receipts.find(session, key, order_hash):
        return receipt
    process = library.latest(session, cycle.process_name)
    situation = Situation(process, "", department_id, cycle_facts(cycle), at.date())
    policy.require(actor, situation, Action.CREATE)
    if actor is None:
        raise NotSignedIn()
    section_id = sheets.placed(session, clean, department_id, cycle)
    _refuse_duplicate(session, cycle_id, section_id, clean, None)
    item = Item(
        cycle_id=cycle_id,
        department_id=department_id,
        process_name=process.name,
        process_version=process.version,
        state="",
        round=0,
        due_on=cycle.submission_deadline,
        arrived_at=at,
        created_by=actor.person_id,
        created_at=at,
        updated_at=at,
        ledger_length=0,
        ledger_head="",
    )
    machine_for(process).fire(item, Action.CREATE)
    item.take(clean, section_id)
    session.add(item)
    session.flush()
    _join(session, item, clean)
    entry = ledger.append(
        item,
        action=Action.CREATE,
        from_state="",
        actor=actor,
        at=at,
        note="",
        particulars={"cycle": cycle_id},
    )
    session.flush()
    write_rows(session, LedgerEntry, [entry._asdict()])
    receipt = receipts.receipt_for(entry)
    if key:
        write_rows(session, ReceiptRow, [receipts.row_of(receipt, key, order_hash)])
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
    section_id = sheets.placed(session, clean, item.department_id, cycle)
    _refuse_duplicate(session, item.cycle_id, section_id, clean, item.id)
    item.take(clean, section_id)
    item.updated_at = at
    _join(session, item, clean)
    return item.content_hash


def locked(session: Session, item_id: int, *loading: ExecutableOption) -> Item:
    """The item, kept for this transaction alone until its end. Raises NotFound."""
    query = _LOCK.options(*loading) if loading else _LOCK
    found = session.scalar(query, {"wanted": item_id}) if may_be_id(item_id) else None
    if found is None:
        raise NotFound(what="item")
    return found


def has_namesake(
    session: Session, cycle_id: str, section_id: int | None, name: str, item_id: int | None
) -> bool:
    """Whether another item of the section has this name (folded) in the cycle.

    Never where the section is not known yet: drafts of other departments are not told of.
    """
    if section_id is None or name_key(name) is None:
        return False
    wanted = {"cycle": cycle_id, "section": section_id, "name": name_key(name)}
    return session.scalar(_NAMESAKE, wanted | {"itself": item_id or 0}) is not None


def _begun_in(session: Session, cycle_id: str, department_id: int) -> Cycle:
    cycle = session.get(Cycle, cycle_id) if is_sound(cycle_id) else None
    if cycle is None:
        raise NotFound(what="cycle")
    if not may_be_id(department_id) or session.get(Department, department_id) is None:
        raise NotFound(what="department")
    return cycle


def _refuse_duplicate(
    session: Session, cycle_id: str, section_id: int | None, sheet: Sheet, item_id: int | None
) -> None:
    if has_namesake(session, cycle_id, section_id, sheet.name, item_id):
        raise DuplicateItem(name=sheet.name)


def _join(session: Session, item: Item, sheet: Sheet) -> None:
    table = item_joint_departments
    session.execute(delete(table).where(table.c.item_id == item.id))
    codes = select(Department.id).where(Department.code.in_(sheet.joint_departments))
    rows = [{"item_id": item.id, "department_id": id_} for id_ in session.scalars(codes)]
    if rows:
        session.execute(insert(table), rows)
