"""The question that a move begins with: the item, locked, and what the move is decided by.

One statement on SQLite, where the transaction is the lock. PostgreSQL answers as of the moment
at which a statement began, even if it then waited for a lock: there the lock comes first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    bindparam,
    cast,
    exists,
    func,
    literal_column,
    or_,
    select,
)
from sqlalchemy.orm import Session

from workflow import office
from workflow.database.transactions import connection_of
from workflow.items import (
    context_queries,
    involved,
    locking,
    orders,
    questions,
    reference_data,
    rewriting_commands,
)
from workflow.items.branching import facts_of
from workflow.items.context import CycleFacts, ItemContext, OpinionsSoFar
from workflow.items.context_queries import Past
from workflow.items.locking import ITEMS, LockedItem
from workflow.items.opinions import opinions_for
from workflow.items.orders import Order
from workflow.items.policy import IMPARTIAL
from workflow.models import (
    ActFor,
    Cycle,
    ItemRewriting,
    LedgerEntry,
    Meeting,
    ReceiptRow,
    ReportEdition,
    ReportItem,
    Verdict,
    item_joint_departments,
    meeting_cycles,
)
from workflow.models.base import may_be_id, table_of
from workflow.process.shape import Process
from workflow.values.actor import Title
from workflow.values.errors import NotFound
from workflow.values.sheet import Sheet
from workflow.values.vocabulary import Action
from workflow.work import Work

_KEY: Final[Any] = bindparam("key", type_=String)
_LEDGER, _OLD_RECEIPTS = table_of(LedgerEntry), table_of(ReceiptRow)
_FOR: Final = table_of(ActFor)
_REWRITINGS, _VERDICTS, _CYCLES = table_of(ItemRewriting), table_of(Verdict), table_of(Cycle)

_DELIVERED: Final = or_(
    exists().where(_LEDGER.c.key == _KEY), exists().where(_OLD_RECEIPTS.c.key == _KEY)
)
_IS_REWRITTEN: Final = exists().where(_REWRITINGS.c.item_id == ITEMS.c.id)

_TAKES: Final = exists().where(
    meeting_cycles.c.meeting_id == bindparam("meeting"),
    meeting_cycles.c.cycle_id == ITEMS.c.cycle_id,
    Meeting.id == meeting_cycles.c.meeting_id,
    or_(
        Meeting.report_frozen_at.is_(None),
        select(ReportItem)
        .join(ReportEdition, ReportEdition.id == ReportItem.edition_id)
        .where(
            ReportEdition.meeting_id == Meeting.id,
            ReportEdition.frozen_at == Meeting.report_frozen_at,
            ReportItem.item_id == ITEMS.c.id,
        )
        .correlate(Meeting, ITEMS)
        .exists(),
    ),
)
"""Whether the meeting takes the item's cycle and can report it: its report can still grow, or
was frozen with the item on it."""

_BLANK: Final[Any] = literal_column("' '", String)
_NEW_LINE: Final[Any] = literal_column("'\n'", String)
"""Written into the statement: each parameter costs the busiest statement of all its time."""

_JOINT: Final = (
    select(func.aggregate_strings(cast(item_joint_departments.c.department_id, String), _BLANK))
    .where(item_joint_departments.c.item_id == ITEMS.c.id)
    .scalar_subquery()
)
_PAST: Final = (
    select(
        func.aggregate_strings(
            _LEDGER.c.action
            + _BLANK
            + cast(_LEDGER.c.actor_id, String)
            + _BLANK
            + cast(func.coalesce(_FOR.c.person_id, literal_column("0")), String)
            + _BLANK
            + cast(_LEDGER.c.sequence, String),
            _NEW_LINE,
        )
    )
    .select_from(_LEDGER)
    .outerjoin(
        _FOR, (_FOR.c.item_id == _LEDGER.c.item_id) & (_FOR.c.sequence == _LEDGER.c.sequence)
    )
    .where(_LEDGER.c.item_id == ITEMS.c.id)
    .scalar_subquery()
)
"""Every entry as `action actor for sequence`, a line each; `for` is 0 where it was for nobody."""


_JUDGES_ROWS: Final = involved.WHO_JUDGES.subquery()
_JUDGES: Final = select(
    func.aggregate_strings(
        _JUDGES_ROWS.c.what + _BLANK + cast(_JUDGES_ROWS.c.person_id, String), _NEW_LINE
    )
).scalar_subquery()
"""Who declared a conflict, who decides, who has evaluated, as `what who`, a line each."""


def _verdict(column: str) -> ColumnElement[Any]:
    named = _VERDICTS.c.active & (_VERDICTS.c.code == bindparam("verdict"))
    return select(_VERDICTS.c[column]).where(named).scalar_subquery()


_ASKED_BY: Final[Mapping[str, tuple[ColumnElement[Any], ...]]] = {
    Action.SUBMIT: (reference_data.SAME_NAME, office.CONTENT.scalar_subquery()),
    Action.APPROVE: (questions.UNANSWERED,),
    Action.EVALUATE: tuple(map(_verdict, ("needs_conditions", "title_ja", "title_en"))),
    Action.REPORT: (_TAKES,),
}
"""What each action asks of the item besides; `_found` reads the answers."""

_OWN: Final = len(locking.COLUMNS)
_BESIDE: Final = (
    _DELIVERED,
    _IS_REWRITTEN,
    _JOINT,
    _PAST,
    context_queries.REPORT_FROZEN,
    context_queries.FROZEN,
    *_CYCLES.c["id", "kind", "opens_on", "closed_at", "submission_deadline", "review_deadline"],
)


_NOBODY: Final = literal_column("NULL", String)


def _opening(action: str) -> Select[Any]:
    judges = _JUDGES if action in IMPARTIAL else _NOBODY
    asked = (*_BESIDE, judges, *_ASKED_BY.get(action, ()))
    columns = [one.label(f"c{place}") for place, one in enumerate(asked)]
    return (
        select(*locking.COLUMNS, *columns)
        .join_from(ITEMS, _CYCLES, _CYCLES.c.id == ITEMS.c.cycle_id)
        .where(ITEMS.c.id == bindparam("wanted"))
    )


_OPENING: Final = _opening("")
_OPENINGS: Final = {action: _opening(action) for action in {*_ASKED_BY, *IMPARTIAL}}


def _question(action: str, *which: ColumnElement[Any]) -> Select[Any]:
    columns = [one.label(f"c{place}") for place, one in enumerate((*which, *_ASKED_BY[action]))]
    return select(*columns).select_from(ITEMS)


_QUESTIONS: Final = {
    action: _question(action).where(ITEMS.c.id == bindparam("wanted")) for action in _ASKED_BY
}
"""The same of an item that is locked already."""

_QUESTIONS_OF_MANY: Final = {
    action: _question(action, ITEMS.c.id).where(ITEMS.c.id.in_(bindparam("wanted", expanding=True)))
    for action in _ASKED_BY
}


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
    key = order.key if order.key and orders.is_key(order.key) else None
    given = {**_given(order), "today": work.today, "key": key}
    row = connection.execute(_OPENINGS.get(order.action, _OPENING), given).one_or_none()
    if row is None:
        raise NotFound(what="item")
    item = LockedItem(*row[:_OWN])
    end = _OWN + len(_BESIDE)
    delivered, rewritten, *beside = row[_OWN:end]
    context = _context(work, item, _judges(item.id, row[end]), *beside)
    if rewritten:
        rewriting_commands.attach(work.session, [item], {item.id: context})
    return Opened(item, context, _found(order, row[end + 1 :]), bool(delivered))


def _context(
    work: Work,
    item: LockedItem,
    judges: involved.Involved,
    joint: str | None,
    entries: str | None,
    report_frozen: bool,
    frozen: bool,
    *cycle: Any,
) -> ItemContext:
    """Where the item stands, of what the opening question answered."""
    cycle_id, kind, opens_on, closed_at, submission_deadline, review_deadline = cycle
    past, process = _past(entries), work.process(item.process_name, item.process_version)
    return ItemContext(
        process=process,
        state=item.state,
        department_id=item.department_id,
        joint_department_ids=frozenset(map(int, joint.split())) if joint else frozenset(),
        cycle=CycleFacts(
            cycle_id, kind, opens_on, closed_at is not None, submission_deadline, review_deadline
        ),
        today=work.today,
        round=item.round,
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
    )


def _opinions(work: Work, item: LockedItem, process: Process) -> OpinionsSoFar | None:
    """The opinions given so far, where its state asks for some: one more question."""
    if not process.states[item.state].opinions:
        return None
    return opinions_for(work.session, {item.id: process}).get(item.id)


def _judges(item_id: int, told: str | None) -> involved.Involved:
    found: dict[tuple[int, str], set[int]] = {}
    for line in told.split("\n") if told else ():
        what, who = line.split(" ")
        found.setdefault((item_id, what), set()).add(int(who))
    return found


def _past(entries: str | None) -> Past:
    past = Past()
    for line in entries.split("\n") if entries else ():
        action, actor_id, person_id, sequence = line.rsplit(" ", 3)
        past.take(action, int(actor_id), int(person_id) or None, int(sequence))
    return past


def find_out(session: Session, order: Order, item: LockedItem) -> Found:
    """What an order is decided by, beside the context of its item, which is locked already."""
    question = _QUESTIONS.get(order.action)
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
        question = _QUESTIONS_OF_MANY.get(some[0].action)
        if question is not None:
            by_item = {order.item_id: order for order in some if may_be_id(order.item_id)}
            given = {**dict(named), "wanted": list(by_item)}
            for item_id, *answers in connection_of(session).execute(question, given):
                found[item_id] = _found(by_item[item_id], answers)
    return found


def count_unanswered(session: Session, item_id: int) -> int:
    """How many questions of the center wait for an answer: for a review under another name."""
    question = _QUESTIONS[Action.APPROVE]
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
