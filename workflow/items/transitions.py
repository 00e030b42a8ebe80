"""The one door: every change of an item's state goes through `perform`.

Order: permit, guard, move, record, enqueue. Nothing else in the program assigns `state`
to an item that exists, but `migrating`, which carries out a checked plan for many.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from workflow import ledger
from workflow.items import (
    guards,
    move_query,
    opinion_rounds,
    opinions,
    quicker,
    receipts,
    rewriting_commands,
    tracks,
    visibility,
)
from workflow.items.context import CycleFacts, ItemContext
from workflow.items.due_days import due_after
from workflow.items.effects import EFFECTS, ChangeSet
from workflow.items.guards import GuardContext, sheets_of
from workflow.items.locking import LockedItem
from workflow.items.move_query import Found
from workflow.items.opinion_rounds import asked_on_arrival
from workflow.items.orders import Order, cleaned
from workflow.items.receipts import Receipt
from workflow.items.reference import cycle_facts
from workflow.items.refusals import QuestionsUnanswered, SheetUnreadable
from workflow.items.same_names import has_same_name
from workflow.ledger import Entry
from workflow.models import Cycle
from workflow.process.effect import Effect
from workflow.process.machine import machine_for
from workflow.process.moves import NoteRule, Transition
from workflow.process.shape import SHEETS_SUBMITTED
from workflow.values.actor import Actor, Principal
from workflow.values.errors import ContentChanged, NoteRequired, NotSignedIn, Refusal
from workflow.values.sheet import SPECS, Sheet, own_among
from workflow.values.vocabulary import Action
from workflow.work import Work

NO_SHEET: Final = Sheet()

SEEN_REQUIRED: Final = frozenset({Effect.JUDGE, Effect.EVALUATE, Effect.REPORT})
"""Nobody agrees to what they have not seen: these refuse an order without `seen`."""


def perform(work: Work, order: Order) -> Receipt:
    """Check, move, record and enqueue what follows, in the caller's transaction.

    Raises the policy's refusal, SomeoneElseActedFirst, ContentChanged, NoteRequired,
    SheetUnreadable, QuestionsUnanswered, a guard's refusal, DuplicateItem, InputRefused,
    NotFound, KeyReused; then nothing has changed.
    """
    order = cleaned(order)
    opened = move_query.open_for(work, order)
    if order.key:
        receipts.require_key(order.key)
    # Only now that the item is locked: the first delivery may have been committed meanwhile.
    if opened.delivered and (receipt := receipts.find(work.session, order.key, order.fingerprint)):
        return receipt
    item = opened.item
    decided = check(work, order, item, opened.context, opened.found)
    change_set = ChangeSet()
    if not item.rewriting:
        change_set.departments = {item.id: opened.context.departments | opened.context.consulted}
    receipt = apply(work, decided, change_set)
    change_set.write(work.session, work.outbox)
    return receipt


@dataclass(frozen=True)
class Checked:
    """An order that was not refused, with what was found while checking it."""

    order: Order
    actor: Actor
    item: LockedItem
    transition: Transition
    case: GuardContext
    principal: Principal | None
    found: Found


def check(
    work: Work,
    order: Order,
    item: LockedItem,
    context: ItemContext,
    found: Found | None = None,
) -> Checked:
    """Permit and guard: ask everything for which the order can be refused, change nothing.

    `item` is locked, `context` is its own, `found` what was found out for the order already.
    Raises the refusal.
    """
    if order.action == Action.SUBMIT:
        context = tracks.as_submitted(work, item, context)
    transition, principal = quicker.require_transition(work.session, order, item, context)
    if order.actor is None:
        raise NotSignedIn()
    if order.action == Action.SUBMIT:
        rewriting_commands.bring_in(item)
    _require_seen(order, item, transition)
    if transition.note is NoteRule.REQUIRED and not order.note:
        raise NoteRequired(action=order.action)
    found = found or move_query.find_out(work.session, order)
    case = guard_context(work, order, item, context, transition, found)
    if principal:
        case = replace(case, principal_id=principal.person_id)
    if refusal := unreadable(order, item) or _unanswered(work, order, transition, found):
        raise refusal
    # The policy has asked those that depend on nothing typed.
    if refusal := guards.first_refusal(guards.of_what_is_typed(transition.guards), case):
        raise refusal
    return Checked(order, order.actor, item, transition, case, principal, found)


def apply(work: Work, decided: Checked, change_set: ChangeSet) -> Receipt:
    """Move, and put down in `change_set` what is to be written."""
    entry = _move(work, decided, change_set)
    change_set.asked += asked_on_arrival(
        decided.case.context.process,
        entry.item_id,
        entry.sequence,
        entry.from_state,
        entry.to_state,
    )
    change_set.items.append(decided.item)
    change_set.entries.append(entry)
    if who := decided.principal:
        done = {"item_id": entry.item_id, "sequence": entry.sequence, "person_id": who.person_id}
        change_set.acts_for.append(done)
    return receipts.receipt_for(entry, decided.item.sealed_from)


def _move(work: Work, decided: Checked, change_set: ChangeSet) -> Entry:
    order, item, case = decided.order, decided.item, decided.case
    from_state, process = item.state, case.context.process
    item.process_name, item.process_version = process.name, process.version
    if effect := EFFECTS.get(decided.transition.effect):
        effect(work, order, item, change_set, decided.found)
    machine_for(process).fire(item, order.action, case.context.facts)
    item.released = visibility.released_after(case.context, decided.transition, item.state)
    opinion = opinions.particulars_of(
        decided.principal or decided.actor, case.context, decided.transition
    )
    party = opinion.get(opinions.OPINION_OF)
    opened = opinion_rounds.seal(item, case.context, decided.transition, party)
    change_set.opened += [(item.id, sequence) for sequence in opened]
    item.due_on = due_after(work, item, case, decided.transition)
    item.arrived_at = item.updated_at = work.now
    is_submitted = order.action == Action.SUBMIT
    track = tracks.particulars_of(case.context, item.sheet) if is_submitted else {}
    return ledger.append(
        item,
        action=order.action,
        from_state=from_state,
        actor=decided.actor,
        at=work.now,
        note=order.note,
        particulars={
            **_particulars(order, case.context.cycle),
            **track,
            **ledger.named(decided.principal),
            **opinion,
        },
        key=order.key or None,
        order_hash=order.fingerprint if order.key else None,
    )


def _require_seen(order: Order, item: LockedItem, transition: Transition) -> None:
    unseen = not order.seen and transition.effect in SEEN_REQUIRED
    # Its department looks at what it writes, everybody else at what was submitted.
    own = item.rewriting.content_hash if item.rewriting else item.content_hash
    if unseen or (order.seen and order.seen not in (item.content_hash, own)):
        raise ContentChanged(revision=item.round)


def unreadable(order: Order, item: LockedItem) -> Refusal | None:
    """Why a sheet that holds what cannot be read is not submitted."""
    if order.action != Action.SUBMIT or not item.as_typed:
        return None
    names = (*SPECS, *own_among(item.as_typed))
    return SheetUnreadable(fields=tuple(name for name in names if name in item.as_typed))


def _unanswered(work: Work, order: Order, transition: Transition, found: Found) -> Refusal | None:
    """Why a review is not completed by somebody who does not say that questions stay open."""
    if transition.effect is not Effect.JUDGE or order.particulars.despite_questions:
        return None
    count = found.unanswered
    if order.action != Action.APPROVE:  # an action of the office's own: nobody has asked yet
        count = move_query.count_unanswered(work.session, order.item_id)
    if not count:
        return None
    return QuestionsUnanswered(count=count)


def guard_context(
    work: Work,
    order: Order,
    item: LockedItem,
    context: ItemContext,
    transition: Transition,
    found: Found,
) -> GuardContext:
    """What the guards of a move are asked with. Raises NotSignedIn."""
    if order.actor is None:
        raise NotSignedIn()
    case = GuardContext(
        context,
        order.actor.person_id,
        item.sheet if guards.LOOKS_AT_SHEET.intersection(transition.guards) else NO_SHEET,
        order.particulars,
        ask_from_kyen=work.ask_from_kyen,
        **found.for_guards,
    )
    if order.action == Action.SUBMIT and item.rewriting:
        named = item.cycle_id, item.section_id, item.name, item.id
        return replace(case, duplicate=has_same_name(work.session, *named))
    if order.action == Action.EVALUATE:
        return _with_sheets(work, case, item, transition)
    if order.action == Action.CARRY_OVER:
        later = work.session.get(Cycle, order.particulars.cycle_id)
        return replace(case, next_cycle=cycle_facts(later) if later else None)
    return case


def _with_sheets(
    work: Work, case: GuardContext, item: LockedItem, transition: Transition
) -> GuardContext:
    """The case with the item's evaluation sheets, where they are asked for."""
    if SHEETS_SUBMITTED not in transition.guards or case.particulars.override:
        return case
    sheets = sheets_of(work, item, case.context)
    return replace(case, sheets=sheets, sheets_needed=transition.sheets_needed(sheets.expected))


def _particulars(order: Order, cycle: CycleFacts) -> Mapping[str, Any]:
    told = {name: value for name, value in order.particulars.plain().items() if value}
    if not any(one.terms for one in order.particulars.listed):
        # The text says all of them.
        told.pop("listed", None)
    return {**told, "from_cycle": cycle.id} if order.action == Action.CARRY_OVER else told
