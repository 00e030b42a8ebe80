"""The one door: every change of an item's state goes through `perform`.

Order: permit, guard, move, record, enqueue. Nothing else in the program assigns `state`
to an item that exists.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from workflow import guards, ledger, policy
from workflow.actor import Actor
from workflow.condition_lines import condition_lines
from workflow.errors import ContentChanged, DuplicateItem, NoteRequired, NotSignedIn
from workflow.fiscal import add_business_days
from workflow.guards import Case
from workflow.models import (
    Condition,
    Cycle,
    Evaluation,
    Item,
    ItemRevision,
    LedgerEntry,
    Meeting,
    ReportEdition,
    ReportItem,
    Verdict,
    meeting_cycles,
)
from workflow.order import Order, Particulars, Receipt
from workflow.outbox import Outbox
from workflow.process.machine import machine_for
from workflow.process.shape import NoteRule, Transition
from workflow.process_library import ProcessLibrary
from workflow.services import receipts
from workflow.services.drafting import has_namesake, locked
from workflow.services.sheets import clean_words
from workflow.situation import CycleFacts, Situation
from workflow.standing import cycle_facts, situations
from workflow.vocabulary import Action

LONGEST_WORDS: Final = 4000
"""Characters in a note, in findings or in conditions."""

LONGEST_CODE: Final = 40
"""Characters in the name of an action, a verdict or a cycle."""

SEEN_REQUIRED: Final = frozenset({Action.APPROVE, Action.EVALUATE, Action.REPORT})
"""Nobody agrees to what they have not seen: these refuse an order without `seen`."""

_VERDICTS: Final = select(Verdict.code, Verdict.needs_conditions).where(Verdict.active)

_MEETINGS: Final = (
    select(meeting_cycles.c.meeting_id)
    .join(Meeting, Meeting.id == meeting_cycles.c.meeting_id)
    .where(
        meeting_cycles.c.cycle_id == bindparam("cycle"),
        or_(
            Meeting.report_frozen_at.is_(None),
            select(ReportItem)
            .join(ReportEdition, ReportEdition.id == ReportItem.edition_id)
            .where(
                ReportEdition.meeting_id == Meeting.id,
                ReportEdition.frozen_at == Meeting.report_frozen_at,
                ReportItem.item_id == bindparam("item"),
            )
            .exists(),
        ),
    )
)
"""Those that take a cycle and whose report can still grow, or was frozen with the item on it."""

_NEXT_MEETING: Final = (
    select(Meeting.held_on)
    .join(meeting_cycles, meeting_cycles.c.meeting_id == Meeting.id)
    .where(meeting_cycles.c.cycle_id == bindparam("cycle"), Meeting.held_on >= bindparam("today"))
    .order_by(Meeting.held_on)
    .limit(1)
)


def perform(
    session: Session, library: ProcessLibrary, outbox: Outbox, order: Order, at: datetime
) -> Receipt:
    """Check, move, record and leave word of it, in the caller's transaction.

    Raises the policy's refusal, ContentChanged, NoteRequired, a guard's refusal,
    InputRefused, NotFound, KeyReused; then nothing has changed.
    """
    order = cleaned(order)
    # The move is written when all of it is there: item, entry and receipt in one flush.
    with session.no_autoflush:
        item = locked(session, order.item_id)
        # Asked only now that the item is ours: the first delivery may have been on its way.
        if receipt := receipts.find(session, order.key, order.fingerprint):
            return receipt
        standing = situations(session, [item], library, at.date(), for_readers=False)
        decided = decide(session, order, item, standing[item.id])
        return carry_out(session, outbox, decided, at)


@dataclass(frozen=True)
class Decided:
    """An order that nothing stands against, with what was found while checking it."""

    order: Order
    actor: Actor
    item: Item
    transition: Transition
    case: Case


def decide(session: Session, order: Order, item: Item, situation: Situation) -> Decided:
    """Permit and guard: ask everything that can stand against the order, change nothing.

    `item` is locked, `situation` is its own. Raises the refusal.
    """
    transition = policy.require(order.actor, situation, order.action)
    if order.actor is None:
        raise NotSignedIn()
    _require_seen(order, item)
    if transition.note is NoteRule.REQUIRED and not order.note:
        raise NoteRequired(action=order.action)
    case = _case(session, order, order.actor, item, situation)
    if refusal := guards.first_refusal(transition.guards, case):
        raise refusal
    return Decided(order, order.actor, item, transition, case)


def carry_out(session: Session, outbox: Outbox, decided: Decided, at: datetime) -> Receipt:
    """Move, record and leave word of what was decided; the session writes it when it flushes."""
    entry = _move(session, decided, at)
    outbox.after(session, entry)
    order = decided.order
    return receipts.keep(session, order.key, order.fingerprint, decided.item, entry)


def _move(session: Session, decided: Decided, at: datetime) -> LedgerEntry:
    order, item, case = decided.order, decided.item, decided.case
    from_state = item.state
    if effect := _EFFECTS.get(order.action):
        effect(session, order, item, at)
    machine_for(case.situation.process).fire(item, order.action)
    item.due_on = _due(session, item, case.situation, decided.transition, at.date())
    item.arrived_at = item.updated_at = at
    return ledger.append(
        session,
        item,
        action=order.action,
        from_state=from_state,
        actor=decided.actor,
        at=at,
        note=order.note,
        particulars=_told(order, case.situation.cycle),
    )


def cleaned(order: Order) -> Order:
    """The order with its texts trimmed, and nothing its action does not ask for.

    Raises InputRefused.
    """
    action = clean_words("action", order.action, LONGEST_CODE)
    given = order.particulars.asked_by(action)
    return replace(
        order,
        action=action,
        note=clean_words("note", order.note, LONGEST_WORDS),
        particulars=replace(
            given,
            verdict=clean_words("verdict", given.verdict, LONGEST_CODE),
            cycle_id=clean_words("cycle_id", given.cycle_id, LONGEST_CODE),
            findings=clean_words("findings", given.findings, LONGEST_WORDS),
            conditions=clean_words("conditions", given.conditions, LONGEST_WORDS),
        ),
    )


def _require_seen(order: Order, item: Item) -> None:
    unseen = not order.seen and order.action in SEEN_REQUIRED
    if unseen or (order.seen and order.seen != item.content_hash):
        raise ContentChanged(revision=item.round)


def _case(session: Session, order: Order, actor: Actor, item: Item, situation: Situation) -> Case:
    case = Case(situation, actor.person_id, item.sheet, order.particulars)
    if order.action == Action.SUBMIT:
        same = has_namesake(session, item.cycle_id, item.section_id, item.name, item.id)
        return replace(case, duplicate=same)
    if order.action == Action.EVALUATE:
        return replace(case, verdicts=dict(session.execute(_VERDICTS).all()))
    if order.action == Action.REPORT:
        taking = session.scalars(_MEETINGS, {"cycle": item.cycle_id, "item": item.id})
        return replace(case, meeting_ids=frozenset(taking))
    if order.action == Action.CARRY_OVER:
        later = session.get(Cycle, order.particulars.cycle_id)
        return replace(case, next_cycle=cycle_facts(later) if later else None)
    return case


def _told(order: Order, cycle: CycleFacts) -> Mapping[str, Any]:
    told = {name: value for name, value in asdict(order.particulars).items() if value}
    return {**told, "from_cycle": cycle.id} if order.action == Action.CARRY_OVER else told


# ------------------------------------------------- what an action does besides


def _submit(session: Session, order: Order, item: Item, at: datetime) -> None:
    assert order.actor is not None  # noqa: S101 - policy has seen to it
    item.round += 1
    item.submitted_by = order.actor.person_id
    session.add(
        ItemRevision(
            item_id=item.id,
            number=item.round,
            content=item.content,
            content_hash=item.content_hash,
            submitted_by=order.actor.person_id,
            submitted_at=at,
        )
    )


def _evaluate(session: Session, order: Order, item: Item, at: datetime) -> None:
    assert order.actor is not None  # noqa: S101 - policy has seen to it
    given: Particulars = order.particulars
    verdict = session.get_one(Verdict, given.verdict)
    session.add(
        Evaluation(
            item_id=item.id,
            verdict_code=given.verdict,
            verdict_ja=verdict.title_ja,
            verdict_en=verdict.title_en,
            findings=given.findings,
            conditions=given.conditions,
            content_hash=item.content_hash,
            finalised_by=order.actor.person_id,
            finalised_at=at,
            listed=[Condition(number=n, text=one) for n, one in _numbered(given.conditions)],
        )
    )


def _numbered(conditions: str) -> Iterable[tuple[int, str]]:
    return enumerate(condition_lines(conditions), 1)


def _undo_evaluation(session: Session, order: Order, item: Item, at: datetime) -> None:
    live = select(Evaluation).where(Evaluation.item_id == item.id, Evaluation.undone_at.is_(None))
    for evaluation in session.scalars(live):
        evaluation.undone_at = at


def _report(session: Session, order: Order, item: Item, at: datetime) -> None:
    item.meeting_id = order.particulars.meeting_id


def _carry_over(session: Session, order: Order, item: Item, at: datetime) -> None:
    later = order.particulars.cycle_id
    if has_namesake(session, later, item.section_id, item.name, item.id):
        raise DuplicateItem(name=item.name)
    item.cycle_id = later


_EFFECTS: Final[Mapping[str, Callable[[Session, Order, Item, datetime], None]]] = {
    Action.SUBMIT: _submit,
    Action.EVALUATE: _evaluate,
    Action.REOPEN: _undo_evaluation,
    Action.REPORT: _report,
    Action.CARRY_OVER: _carry_over,
}


def _due(
    session: Session, item: Item, situation: Situation, transition: Transition, today: date
) -> date | None:
    """The day by which the next one should act; drafts are due at the cycle's deadline."""
    if situation.process.is_final(item.state):
        return None
    if item.state == situation.process.initial:
        return session.get_one(Cycle, item.cycle_id).submission_deadline
    if transition.due:
        initial = situation.cycle.kind == guards.INITIAL_BUDGET
        return add_business_days(today, transition.due.days(initial_budget=initial))
    if transition.stays:
        return item.due_on
    return session.scalar(_NEXT_MEETING, {"cycle": item.cycle_id, "today": today})
