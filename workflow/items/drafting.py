"""Drafting: an item begins, and its sheet is written until it is submitted."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow import office
from workflow.items import (
    guards,
    locking,
    move_query,
    policy,
    rewriting_commands,
    tracks,
    transitions,
    visibility,
)
from workflow.items.context import ItemContext
from workflow.items.context_queries import context_of, contexts_of
from workflow.items.creation import create_some
from workflow.items.guards import GuardContext
from workflow.items.locking import LockedItem
from workflow.items.new_rows import NewItem
from workflow.items.orders import Order, Quoting
from workflow.items.receipts import Receipt
from workflow.items.reference import cycle_facts
from workflow.items.reference_data import reference_data_for
from workflow.items.same_names import has_same_name
from workflow.models import Cycle, Department, Item
from workflow.models.base import may_be_id
from workflow.models.items import NOTHING_AS_TYPED, HasSheet, written_content
from workflow.textindex import index
from workflow.values import cleaning
from workflow.values.canonical import fingerprint
from workflow.values.errors import ContentChanged, DuplicateItem, NotFound, NotSignedIn, Refusal
from workflow.values.own_fields import OwnField
from workflow.values.sheet import AsTyped, Sheet, own_among
from workflow.values.text import is_sound
from workflow.values.vocabulary import Action
from workflow.work import Work


def create(
    work: Work,
    *,
    cycle_id: str,
    department_id: int,
    sheet: Sheet,
    key: str | None = None,
    quoting: Quoting | None = None,
    as_typed: AsTyped = NOTHING_AS_TYPED,
) -> Receipt:
    """Begin an item in the first state of its cycle's process, or from an earlier item.

    `as_typed` is kept until it is corrected: it cannot be read yet. Raises the policy's
    refusal, InputRefused, DuplicateItem, NotFound (cycle or department, or item quoted),
    KeyReused; ContentChanged where the item quoted is another now.
    """
    own = _own_fields(work, sheet, as_typed)
    clean = cleaning.cleaned(sheet, own)
    cycle = _begun_in(work.session, cycle_id, department_id, work.today)
    known = reference_data_for(work.session, cycle, clean)
    new = NewItem(department_id, clean, key, quoting, cleaning.clean_as_typed(as_typed, own))
    (receipt,) = create_some(work, cycle, known, [new])
    return receipt


def save(
    work: Work, *, item_id: int, sheet: Sheet, seen: str, as_typed: AsTyped | None = None
) -> str:
    """Write the sheet of an item in the department's hands; gives the new content hash.

    What was submitted before stays what others read until it is submitted again.
    `as_typed` is what cannot be read yet; None leaves what stands in fields that stay empty.
    Raises ContentChanged where `seen` is not the content now (two windows on one
    draft), NotFound, NotPermitted, NotEditable, InputRefused, DuplicateItem.
    """
    own = _own_fields(work, sheet, as_typed or {})
    clean = cleaning.cleaned(sheet, own)
    item, written = rewriting_commands.lock_for_writing(work, item_id)
    context = context_of(work, item)
    if refusal := policy.may_edit(work.actor, context):
        raise refusal
    # Who writes on the sheet need not have seen the files: saving leaves them as they are.
    here = written.written_hash
    typed = _typed_now(written, clean, as_typed, own)
    again = fingerprint(written_content(clean, typed)) == here
    if seen not in (written.content_hash, here) and not again:
        raise ContentChanged(revision=item.round)
    cycle = work.session.get_one(Cycle, item.cycle_id)
    known = reference_data_for(work.session, cycle, clean)
    known.require(item.department_id, clean)
    section_id = known.section_id(item.department_id, clean)
    if has_same_name(work.session, cycle.id, section_id, clean.name, item.id):
        raise DuplicateItem(name=clean.name)
    written = rewriting_commands.begin(work, item)
    written.take(clean, section_id, typed)
    tracks.follow(work, item, cycle, clean)
    rewriting_commands.keep(work, item, written)
    if isinstance(written, Item):
        joint = [known.departments[code] for code in clean.joint_departments]
        moved = rewriting_commands.join(work.session, item_id, joint)
        index.change_sheet(work.session, item_id, clean, moved=moved)
    return written.content_hash


def _own_fields(work: Work, sheet: Sheet, as_typed: AsTyped) -> Sequence[OwnField]:
    """The fields that the office added, where something was typed into any of them."""
    return office.office(work).own if sheet.own or own_among(as_typed) else ()


def _typed_now(
    written: HasSheet, clean: Sheet, as_typed: AsTyped | None, own: Sequence[OwnField]
) -> AsTyped:
    """What cannot be read from now on: what is given, or what stands in fields left empty."""
    if as_typed is not None:
        return cleaning.clean_as_typed(as_typed, own)
    return {name: text for name, text in written.as_typed.items() if clean.is_empty(name)}


def _begun_in(session: Session, cycle_id: str, department_id: int, today: date) -> Cycle:
    cycle = session.get(Cycle, cycle_id) if is_sound(cycle_id) else None
    if cycle is None:
        raise NotFound(what="cycle")
    department = session.get(Department, department_id) if may_be_id(department_id) else None
    if department is None or (department.ends_on and department.ends_on < today):
        raise NotFound(what="department")
    return cycle


# ------------------------------------------------ whether it could be submitted


def against_submission(work: Work, item_id: int, typed: Sheet | None = None) -> tuple[Refusal, ...]:
    """For what in the sheet it could not be submitted now; nothing where it is not a draft.

    `typed` is a sheet that is still being written, in place of the one that is kept.
    Raises NotFound where there is no such item, or not for the person.
    """
    query = select(*locking.COLUMNS).where(Item.id == item_id, visibility.visible_items(work.actor))
    row = work.session.execute(query, {"today": work.today}).one_or_none()
    if row is None:
        raise NotFound(what="item")
    item = LockedItem(*row)
    context = contexts_of(work, [item], for_readers=False)[item.id]
    rewriting_commands.attach(work.session, [item], {item.id: context})
    if typed:
        context = tracks.as_chosen(work, context, typed)
    else:
        context = tracks.as_submitted(work, item, context)
    transition = context.process.transition(Action.SUBMIT, item.state, context.facts)
    if transition is None:
        return ()
    order = Order(item_id, Action.SUBMIT, work.actor)
    rewriting_commands.bring_in(item)
    case = transitions.guard_context(
        work, order, item, context, transition, move_query.find_out(work.session, order)
    )
    if typed:
        return guards.all_refusals(transition.guards, replace(case, sheet=typed))
    unreadable = transitions.unreadable(order, item)
    refusals = guards.all_refusals(transition.guards, case)
    return (unreadable, *refusals) if unreadable else refusals


def against_new(
    work: Work, *, cycle_id: str, department_id: int, typed: Sheet
) -> tuple[Refusal, ...]:
    """For what in its sheet an item that is about to begin could not be submitted.

    Raises NotFound (cycle or department), NotSignedIn.
    """
    if work.actor is None:
        raise NotSignedIn()
    cycle = _begun_in(work.session, cycle_id, department_id, work.today)
    (process,) = tracks.processes_for(work, cycle, [typed])
    facts = tracks.facts_of(typed)
    transition = process.transition(Action.SUBMIT, process.initial, facts)
    if transition is None:
        return ()
    case = GuardContext(
        ItemContext(process, process.initial, department_id, cycle_facts(cycle), work.today),
        work.actor.person_id,
        typed,
        ask_from_kyen=work.ask_from_kyen,
        required=office.office(work).wanted,
    )
    return guards.all_refusals(transition.guards, case)
