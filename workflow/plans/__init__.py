"""Plans that administrators decide on and that take effect by themselves on their day."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any, Final, TypeVar

from sqlalchemy import select

from workflow.models import Person
from workflow.models.base import Plan, may_be_id
from workflow.values.actor import Actor, Grant, Title
from workflow.values.errors import NotFound
from workflow.values.vocabulary import Role
from workflow.work import Work

__all__ = ["OPEN", "PlanState", "as_decided", "due", "found", "twin"]

P = TypeVar("P", bound=Plan)


class PlanState(StrEnum):
    """Where a plan stands."""

    DRAFT = "draft"
    DECIDED = "decided"
    """It takes effect by itself on its day."""
    OVERTAKEN = "overtaken"
    """Something stood in its way, or was changed by somebody else: it is asked for again."""
    DONE = "done"
    CANCELLED = "cancelled"


OPEN: Final = frozenset({PlanState.DRAFT, PlanState.DECIDED, PlanState.OVERTAKEN})


def found(work: Work, kind: type[P], plan_id: int, *, locked: bool = False) -> P:
    """The row of a plan. Raises NotFound."""
    row = (
        work.session.get(kind, plan_id, with_for_update=locked or None)
        if may_be_id(plan_id)
        else None
    )
    if row is None:
        raise NotFound(what="plan", name=plan_id)
    return row


def due(work: Work, kind: type[Plan]) -> tuple[int, ...]:
    """The decided plans whose day has come, the earliest first."""
    query = select(kind.id).where(
        kind.state == PlanState.DECIDED, kind.takes_effect_on <= work.today
    )
    return tuple(work.session.scalars(query.order_by(kind.takes_effect_on, kind.id)))


def twin(work: Work, kind: type[Plan], title: str, day: date, lines: Sequence[Any]) -> int | None:
    """The draft that says the same already; `lines` as they are stored."""
    drafts = work.session.execute(
        select(kind.id, kind.lines).where(
            kind.state == PlanState.DRAFT, kind.title == title, kind.takes_effect_on == day
        )
    )
    return next((row.id for row in drafts if row.lines == lines), None)


def as_decided(work: Work, row: Plan) -> Work:
    """The unit of work in the name of whoever decided the plan, whatever they hold today."""
    person = work.session.get_one(Person, row.decided_by)
    name = Title(person.name_ja, person.name_en)
    grants = frozenset({Grant(Role.ADMIN, None)})
    return work.as_(Actor(person.id, person.login, name, grants))
