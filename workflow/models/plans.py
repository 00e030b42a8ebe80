"""What every plan has that takes effect by itself on its day."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from workflow.models.base import CanonicalJson, Moment


class Plan:
    """Lines of what changes, and the day on which it holds.

    `basis` is the fingerprint of what was looked at when it was decided.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(100))
    takes_effect_on: Mapped[date]
    state: Mapped[str] = mapped_column(String(20))
    lines: Mapped[Any] = mapped_column(CanonicalJson)
    basis: Mapped[str] = mapped_column(String(64), default="")
    created_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[datetime] = mapped_column(Moment)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    done_at: Mapped[datetime | None] = mapped_column(Moment)


def checks_of_plans(*decided: str) -> tuple[CheckConstraint, ...]:
    """The conditions on plans; in the states `decided` somebody has decided them."""
    states = ", ".join(f"'{one}'" for one in decided)
    return (
        CheckConstraint(
            "state IN ('draft', 'decided', 'overtaken', 'done', 'cancelled')", name="state_is_known"
        ),
        CheckConstraint("(state = 'done') = (done_at IS NOT NULL)", name="done_at_a_moment"),
        CheckConstraint(
            f"state NOT IN ({states}) OR decided_by IS NOT NULL", name="decided_by_someone"
        ),
    )
