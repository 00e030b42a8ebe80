"""Items as lists show them, what a list asks for, and what the center sees beside each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, ScalarSelect, case, func, literal, or_, select

from workflow.models import DepartmentHandler, Item, ItemHandler, ItemRevision, LedgerEntry, Person
from workflow.values.actor import Title
from workflow.values.listing import Queue, SortOrder
from workflow.values.vocabulary import Action, AnyRole, Stage

# ----------------------------------------------- what the center sees beside it


SUBMITTED_AT: Final[ScalarSelect[Any]] = (
    select(ItemRevision.submitted_at)
    .where(ItemRevision.item_id == Item.id, ItemRevision.number == Item.round)
    .correlate(Item)
    .scalar_subquery()
)
"""When an item was submitted last."""

_TAKEN: Final[ScalarSelect[Any]] = (
    select(ItemHandler.person_id)
    .where(ItemHandler.item_id == Item.id)
    .order_by(ItemHandler.number.desc())
    .limit(1)
    .correlate(Item)
    .scalar_subquery()
)

_RECEIVED: Final[ScalarSelect[Any]] = (
    select(LedgerEntry.actor_id)
    .where(LedgerEntry.item_id == Item.id, LedgerEntry.action == Action.RECEIVE)
    .order_by(LedgerEntry.sequence.desc())
    .limit(1)
    .correlate(Item)
    .scalar_subquery()
)

_MAIN: Final[ScalarSelect[Any]] = (
    select(DepartmentHandler.person_id)
    .where(
        DepartmentHandler.department_id == Item.department_id,
        DepartmentHandler.part == "main",
        DepartmentHandler.ended_at.is_(None),
    )
    .correlate(Item)
    .scalar_subquery()
)

OWN_HANDLER: Final[ColumnElement[Any]] = func.coalesce(_TAKEN, _RECEIVED)
"""Who took an item or was given it, else who received it last."""

HANDLER: Final[ColumnElement[Any]] = func.coalesce(_TAKEN, _RECEIVED, _MAIN)
"""担当: who took an item or was given it, else who received it last, else its department's main
reviewer."""


NOBODY: Final = 0
"""Asked for as a person: the items that nobody has."""


@dataclass(frozen=True)
class Beside:
    """What the center sees beside an item of its list."""

    submitted_at: datetime | None
    handler: Title | None
    open_questions: int


def register_questions(open_questions: ScalarSelect[Any]) -> None:
    """Register the expression that counts the open questions of an item."""
    _QUESTIONS[:] = [open_questions]


def handled_by(person_id: int) -> ColumnElement[bool]:
    """The items that a person has, or (NOBODY) nobody, as a condition on `Item`."""
    return HANDLER.is_(None) if person_id == NOBODY else HANDLER.in_((person_id,))


def place_for(reviewer_id: int) -> ColumnElement[int]:
    """Where an item stands for a reviewer: 0 theirs, 1 nobody's or as their deputy, 2 others'."""
    deputy = select(DepartmentHandler.department_id).where(
        DepartmentHandler.part == "deputy",
        DepartmentHandler.ended_at.is_(None),
        DepartmentHandler.person_id == reviewer_id,
    )
    return case(
        (HANDLER.in_((reviewer_id,)), 0),
        (or_(HANDLER.is_(None), Item.department_id.in_(deputy)), 1),
        else_=2,
    )


def columns_beside() -> Sequence[ColumnElement[Any]]:
    """What a line of the center's list has besides: see `Beside`."""
    questions = _QUESTIONS[0] if _QUESTIONS else literal(0)
    return (
        SUBMITTED_AT.label("submitted_at"),
        _name_of_handler(Person.name_ja).label("handler_ja"),
        _name_of_handler(Person.name_en).label("handler_en"),
        questions.label("open_questions"),
    )


def beside_of(line: Row[Any]) -> Beside:
    """What `columns_beside` gave of a line."""
    handler = Title(line.handler_ja, line.handler_en) if line.handler_ja else None
    return Beside(line.submitted_at, handler, line.open_questions)


def _name_of_handler(name: Any) -> ScalarSelect[Any]:
    return select(name).where(Person.id == HANDLER).correlate(Item).scalar_subquery()


_QUESTIONS: Final[list[ScalarSelect[Any]]] = []


# --------------------------------------------------------------- lines of lists


@dataclass(frozen=True)
class ItemFilter:
    """Which items a list shows; None and "" ask for everything."""

    cycle_id: str | None = None
    department: str | None = None
    field: str | None = None
    category: str | None = None
    state: str | None = None
    process: str | None = None
    """The name of the process that it goes by."""
    verdict: str | None = None
    amount_from: int | None = None
    amount_to: int | None = None
    words: str = ""
    meeting_id: int | None = None
    stage: Stage | None = None
    submitted: bool = False
    """Only what was submitted: without drafts."""
    queue: Queue | None = None
    handler_id: int | None = None
    """担当: see `HANDLER`; 0 asks for the items that nobody has."""
    sort: SortOrder = SortOrder.ORGANISATION
    turned: bool = False
    """Whether the list begins at its other end."""


@dataclass(frozen=True)
class Total:
    """How many items and how many 千円."""

    count: int = 0
    kyen: int = 0


@dataclass(frozen=True)
class ItemRow:
    """One line of a list, with everything that 資料1-6 prints."""

    id: int
    cycle_id: str
    department_code: str
    department: Title
    joint_departments: tuple[Title, ...]
    section: str
    field: str | None
    category: Title | None
    name: str
    amount_kyen: int | None
    funding: str
    summary: str
    goal_number: int | None
    state: str
    state_title: Title
    round: int
    turn: tuple[AnyRole, ...]
    due_on: date | None
    days_left: int | None
    verdict_code: str | None
    verdict: Title | None
    findings: str
    conditions: str
    number: str | None = None
    """9補-建設-012: what people call it; None before its first submission."""
    field_title: Title | None = None
    field_place: int = 0
    """Where the field stands among the office's."""

    @property
    def count(self) -> int:
        """It is one item, where groups of items are summed up too."""
        return 1

    @property
    def kyen(self) -> int:
        """What it adds to a sum in 千円."""
        return self.amount_kyen or 0


@dataclass(frozen=True)
class ItemPage:
    """One keyset page of a list; `total` and `by_department` are of all that match."""

    rows: tuple[ItemRow, ...]
    next_cursor: str | None
    total: Total
    by_department: Mapping[str, Total]
    beside: Mapping[int, Beside] = field(default_factory=dict)
    """For the center: what stands beside each item, by its id."""


@dataclass(frozen=True)
class WaitingRow:
    """What the home page tells of an item that waits."""

    id: int
    number: str | None
    cycle_id: str
    department: Title
    section: str
    name: str
    amount_kyen: int | None
    state: str
    state_title: Title
    round: int
    due_on: date | None
    days_left: int | None
    updated_at: datetime
