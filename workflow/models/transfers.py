"""Plans to transfer staff (人事異動), and what each hands over to whom."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from workflow.models.base import Base, CanonicalJson, Moment


class TransferPlan(Base):
    """Who leaves which role and who gets which, and the day on which it holds.

    `basis` is the fingerprint of what was looked at when it was decided.
    """

    __tablename__ = "transfer_plans"
    __table_args__ = (
        CheckConstraint(
            "state IN ('draft', 'decided', 'overtaken', 'done', 'cancelled')", name="state_is_known"
        ),
        CheckConstraint("(state = 'done') = (done_at IS NOT NULL)", name="done_at_a_moment"),
        CheckConstraint(
            "state NOT IN ('decided', 'overtaken') OR decided_by IS NOT NULL",
            name="decided_by_someone",
        ),
    )

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


class Handover(Base):
    """引継ぎ: what somebody who left a role hands over to who follows."""

    __tablename__ = "handovers"
    __table_args__ = (CheckConstraint("from_id <> to_id", name="somebody_else"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("transfer_plans.id"))
    from_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    to_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    department_id: Mapped[int | None] = mapped_column(ForeignKey("departments.id"))
    at: Mapped[datetime] = mapped_column(Moment)
    taken_at: Mapped[datetime | None] = mapped_column(Moment)
    """When the successor said that they have taken it over."""


class HandoverItem(Base):
    """An item under way that is handed over."""

    __tablename__ = "handover_items"

    handover_id: Mapped[int] = mapped_column(ForeignKey("handovers.id"), primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"), primary_key=True, index=True)
