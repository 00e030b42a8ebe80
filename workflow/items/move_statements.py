"""The statements that a move begins with: of the item, and of what the move is decided by.

Built once; `move_query` asks them and reads the answers.
"""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    FromClause,
    ScalarSelect,
    Select,
    String,
    bindparam,
    cast,
    exists,
    func,
    literal_column,
    not_,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from workflow import office
from workflow.items import context_statements, involved, locking, same_names
from workflow.items.impartiality import IMPARTIAL
from workflow.items.locking import ITEMS
from workflow.models import (
    ActFor,
    Cycle,
    Item,
    ItemRewriting,
    LedgerEntry,
    Meeting,
    OpinionRequest,
    ReceiptRow,
    ReportEdition,
    ReportItem,
    Thread,
    ThreadPost,
    Verdict,
    item_joint_departments,
    meeting_cycles,
)
from workflow.models.base import table_of
from workflow.values.vocabulary import Action, PostKind, Side

# ---------------------------------------------------------- questions that wait


_Post = aliased(ThreadPost)

LAST_SAID: Final[ScalarSelect[Any]] = (
    select(func.max(_Post.sequence))
    .where(_Post.thread_id == Thread.id, _Post.kind == PostKind.SAID)
    .correlate(Thread)
    .scalar_subquery()
)
"""The number of the last post of a thread that is neither a correction nor its end."""


def closed() -> ColumnElement[bool]:
    """Whether a thread is settled."""
    return exists().where(_Post.thread_id == Thread.id, _Post.kind == PostKind.CLOSED)


UNANSWERED: Final = (
    select(func.count())
    .select_from(Thread)
    .join(ThreadPost, (ThreadPost.thread_id == Thread.id) & (ThreadPost.sequence == LAST_SAID))
    .where(
        Thread.item_id == table_of(Item).c.id,
        Thread.side == Side.CENTER,
        not_(Thread.internal),
        not_(closed()),
        ThreadPost.side == Side.CENTER,
    )
    .correlate(Item)
    .scalar_subquery()
)
"""How many questions of the center the department has not answered, of an item in the query."""


# ----------------------------------------------------- the statements of a move


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


def _departments_in(table: FromClause) -> ColumnElement[Any]:
    """The departments that a table names for the item, between blanks."""
    return (
        select(func.aggregate_strings(cast(table.c.department_id, String), _BLANK))
        .where(table.c.item_id == ITEMS.c.id)
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
    Action.SUBMIT: (same_names.SAME_NAME, office.CONTENT.scalar_subquery()),
    Action.APPROVE: (UNANSWERED,),
    Action.EVALUATE: tuple(map(_verdict, ("needs_conditions", "title_ja", "title_en"))),
    Action.REPORT: (_TAKES,),
}
"""What each action asks of the item besides; `move_query` reads the answers."""

OWN: Final = len(locking.COLUMNS)
"""So many columns of an opening are the item itself; after them comes what is `BESIDE` it."""
BESIDE: Final = (
    _DELIVERED,
    _IS_REWRITTEN,
    _departments_in(item_joint_departments),
    _departments_in(table_of(OpinionRequest)),
    _PAST,
    context_statements.REPORT_FROZEN,
    context_statements.FROZEN,
    *_CYCLES.c["id", "kind", "opens_on", "closed_at", "submission_deadline", "review_deadline"],
    *_CYCLES.c["process_name", "tracks"],
)
"""What every move asks; then who judges, and what its action asks besides."""

_NOBODY: Final = literal_column("NULL", String)


def _opening(action: str) -> Select[Any]:
    judges = _JUDGES if action in IMPARTIAL else _NOBODY
    asked = (*BESIDE, judges, *_ASKED_BY.get(action, ()))
    columns = [one.label(f"c{place}") for place, one in enumerate(asked)]
    return (
        select(*locking.COLUMNS, *columns)
        .join_from(ITEMS, _CYCLES, _CYCLES.c.id == ITEMS.c.cycle_id)
        .where(ITEMS.c.id == bindparam("wanted"))
    )


OPENING: Final = _opening("")
OPENINGS: Final = {action: _opening(action) for action in {*_ASKED_BY, *IMPARTIAL}}


def _question(action: str, *which: ColumnElement[Any]) -> Select[Any]:
    columns = [one.label(f"c{place}") for place, one in enumerate((*which, *_ASKED_BY[action]))]
    return select(*columns).select_from(ITEMS)


QUESTIONS: Final = {
    action: _question(action).where(ITEMS.c.id == bindparam("wanted")) for action in _ASKED_BY
}
"""The same of an item that is locked already."""

QUESTIONS_OF_MANY: Final = {
    action: _question(action, ITEMS.c.id).where(ITEMS.c.id.in_(bindparam("wanted", expanding=True)))
    for action in _ASKED_BY
}
