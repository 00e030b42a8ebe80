"""What the center sees beside an item of its list: when it came, who has it, what is open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, ScalarSelect, case, func, literal, or_, select

from workflow.models import DepartmentHandler, Item, ItemHandler, ItemRevision, LedgerEntry, Person
from workflow.values.actor import Title
from workflow.values.vocabulary import Action

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
    """Let it be known how many questions are open on an item."""
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


def columns() -> Sequence[ColumnElement[Any]]:
    """What a line of the center's list has besides: see `beside`."""
    questions = _QUESTIONS[0] if _QUESTIONS else literal(0)
    return (
        SUBMITTED_AT.label("submitted_at"),
        _name_of_handler(Person.name_ja).label("handler_ja"),
        _name_of_handler(Person.name_en).label("handler_en"),
        questions.label("open_questions"),
    )


def beside(line: Row[Any]) -> Beside:
    """What `columns` gave of a line."""
    handler = Title(line.handler_ja, line.handler_en) if line.handler_ja else None
    return Beside(line.submitted_at, handler, line.open_questions)


def _name_of_handler(name: Any) -> ScalarSelect[Any]:
    return select(name).where(Person.id == HANDLER).correlate(Item).scalar_subquery()


_QUESTIONS: Final[list[ScalarSelect[Any]]] = []
