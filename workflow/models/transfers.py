"""Plans to transfer staff (人事異動), and what each hands over to whom."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from workflow.models.base import Base, Moment, Plan, checks_of_plans


class TransferPlan(Plan, Base):
    """Who leaves which role and who gets which, and the day on which it holds."""

    __tablename__ = "transfer_plans"
    __table_args__ = checks_of_plans("decided", "overtaken")


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
