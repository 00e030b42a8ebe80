"""The question that a move begins with: the item, locked, and what the move is decided by.

One statement on SQLite, where the transaction is the lock. PostgreSQL answers as of the moment
at which a statement began, even if it then waited for a lock: there the lock comes first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from workflow import office
from workflow.database import statements
from workflow.database.transactions import connection_of
from workflow.items import involved, locking, receipts, rewriting_commands
from workflow.items.context import CycleFacts, ItemContext, OpinionsSoFar
from workflow.items.context_queries import Past
from workflow.items.locking import LockedItem
from workflow.items.move_statements import (
    BESIDE,
    OPENING,
    OPENINGS,
    OWN,
    QUESTIONS,
    QUESTIONS_OF_MANY,
)
from workflow.items.opinions import opinions_for
from workflow.items.orders import Order
from workflow.items.tracks import facts_of
from workflow.models.base import may_be_id
from workflow.process import tracks
from workflow.process.shape import Process
from workflow.values.actor import Title
from workflow.values.errors import NotFound
from workflow.values.sheet import Sheet
from workflow.values.vocabulary import Action
from workflow.work import Work


@dataclass(frozen=True, slots=True)
class Found:
    """What was found out for one order: values of `GuardContext`, and what effects need."""

    for_guards: Mapping[str, Any] = field(default_factory=dict)
    unanswered: int = 0
    """Questions of the center that the department has not answered, for `approve`."""
    verdict: Title | None = None
    """What the verdict of `evaluate` is called."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An item locked for an order, where it stands, and what was found out for the order.

    `delivered`: the order's key was given before; then its receipt is to be asked for.
    """

    item: LockedItem
    context: ItemContext
    found: Found
    delivered: bool


def open_for(work: Work, order: Order) -> Opened:
    """Lock the item of an order, and read all that the move is decided by. Raises NotFound."""
    if not may_be_id(order.item_id):
        raise NotFound(what="item")
    connection = connection_of(work.session)
    if connection.dialect.name == "postgresql":
        locking.wait_for(connection, order.item_id)
    key = order.key if order.key and receipts.is_key(order.key) else None
    given = {**_given(order), "today": work.today, "key": key}
    question = OPENINGS.get(order.action, OPENING)
    row = statements.send(connection.execute, question, given).one_or_none()
    if row is None:
        raise NotFound(what="item")
    item = LockedItem(*row[:OWN])
    end = OWN + len(BESIDE)
    delivered, rewritten, *beside = row[OWN:end]
    context = _context(work, item, _judges(item.id, row[end]), *beside)
    if rewritten:
        rewriting_commands.attach(work.session, [item], {item.id: context})
    return Opened(item, context, _found(order, row[end + 1 :]), bool(delivered))


def _context(
    work: Work,
    item: LockedItem,
    judges: involved.Involved,
    joint: str | None,
    consulted: str | None,
    entries: str | None,
    report_frozen: bool,
    frozen: bool,
    *cycle: Any,
) -> ItemContext:
    """Where the item stands, of what the opening question answered."""
    cycle_id, kind, opens_on, closed_at, submission_deadline, review_deadline, *of_process = cycle
    process_name, rules = of_process
    past, process = _past(entries), work.process(item.process_name, item.process_version)
    return ItemContext(
        process=process,
        state=item.state,
        department_id=item.department_id,
        joint_department_ids=_ids(joint),
        consulted=_ids(consulted),
        cycle=CycleFacts(
            cycle_id,
            kind,
            opens_on,
            closed_at is not None,
            submission_deadline,
            review_deadline,
            process_name,
            tracks.read(rules),
        ),
        today=work.today,
        round=item.round,
        released=item.released,
        submitted_by=item.submitted_by,
        submitted_for=past.submitted_for,
        report_frozen=bool(report_frozen),
        doers=past.doers,
        times=past.times,
        conflicted=frozenset(judges.get((item.id, involved.CONFLICT), ())),
        finalisers=involved.deciders(judges, item.id),
        evaluated_by=next(iter(judges.get((item.id, involved.EVALUATED_BY), ())), None),
        frozen=bool(frozen),
        facts=facts_of(Sheet.from_json(item.content)) if process.asked else None,
        opinions=_opinions(work, item, process),
        due_on=item.due_on,
    )


def _ids(told: str | None) -> frozenset[int]:
    """The ids in a text like "3 12"."""
    return frozenset(map(int, told.split())) if told else frozenset()


def _opinions(work: Work, item: LockedItem, process: Process) -> OpinionsSoFar | None:
    """The opinions given so far, where its state asks for some: one more question."""
    if not process.states[item.state].opinions:
        return None
    return opinions_for(work.session, {item.id: process}).get(item.id)


def _judges(item_id: int, told: str | None) -> involved.Involved:
    """Whom `involved` names, of lines like "conflict 12": what, and a person's id."""
    found: dict[tuple[int, str], set[int]] = {}
    for line in told.split("\n") if told else ():
        what, who = line.split(" ")
        found.setdefault((item_id, what), set()).add(int(who))
    return found


def _past(entries: str | None) -> Past:
    """Who did what, of lines like "submit 12 0 3": action, actor, in whose name (0), entry."""
    past = Past()
    for line in entries.split("\n") if entries else ():
        action, actor_id, person_id, sequence = line.rsplit(" ", 3)
        past.take(action, int(actor_id), int(person_id) or None, int(sequence))
    return past


def find_out(session: Session, order: Order) -> Found:
    """What an order is decided by, beside the context of its item, which is locked already."""
    question = QUESTIONS.get(order.action)
    if question is None:
        return Found()
    return _found(order, connection_of(session).execute(question, _given(order)).one())


def find_out_all(session: Session, orders: Sequence[Order]) -> dict[int, Found]:
    """The same for many orders of one action, by their items: a query for each thing named."""
    alike: dict[frozenset[tuple[str, Any]], list[Order]] = {}
    for order in orders:
        told = {name: value for name, value in _given(order).items() if name != "wanted"}
        alike.setdefault(frozenset(told.items()), []).append(order)
    found: dict[int, Found] = {}
    for named, some in alike.items():
        question = QUESTIONS_OF_MANY.get(some[0].action)
        if question is not None:
            by_item = {order.item_id: order for order in some if may_be_id(order.item_id)}
            given = {**dict(named), "wanted": list(by_item)}
            for item_id, *answers in connection_of(session).execute(question, given):
                found[item_id] = _found(by_item[item_id], answers)
    return found


def count_unanswered(session: Session, item_id: int) -> int:
    """How many questions of the center wait for an answer: for a review under another name."""
    question = QUESTIONS[Action.APPROVE]
    return int(connection_of(session).execute(question, {"wanted": item_id}).scalar_one())


def _given(order: Order) -> dict[str, Any]:
    """The parameters of the action's own questions; statements leave what they do not name."""
    given: dict[str, Any] = {"wanted": order.item_id}
    if order.action == Action.EVALUATE:
        given["verdict"] = order.particulars.verdict
    if order.action == Action.REPORT:
        named = order.particulars.meeting_id
        given["meeting"] = named if named and may_be_id(named) else None
    return given


def _found(order: Order, answers: Sequence[Any]) -> Found:
    match order.action, answers:
        case Action.SUBMIT, (same_name, content):
            required = office.understood(content).wanted
            return Found({"duplicate": bool(same_name), "required": required})
        case Action.APPROVE, (unanswered,):
            return Found(unanswered=unanswered)
        case Action.EVALUATE, (needs_conditions, ja, en) if needs_conditions is not None:
            verdicts = {order.particulars.verdict: bool(needs_conditions)}
            return Found({"verdicts": verdicts}, verdict=Title(ja, en))
        case Action.REPORT, (takes,) if takes:
            return Found({"meeting_ids": frozenset({order.particulars.meeting_id})})
    return Found()
