"""The evaluation of an item: verdict, findings, conditions."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow.models.base import Base, Moment
from workflow.models.conditions import Condition


class Evaluation(Base):
    """One finalised evaluation; an undone one stays, with the moment it was undone."""

    __tablename__ = "evaluations"
    __table_args__ = (
        CheckConstraint("findings <> ''", name="findings_given"),
        Index(
            "uq_evaluations_live",
            "item_id",
            unique=True,
            sqlite_where=text("undone_at IS NULL"),
            postgresql_where=text("undone_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"), index=True)
    verdict_code: Mapped[str] = mapped_column(ForeignKey("verdicts.code"))
    verdict_ja: Mapped[str] = mapped_column(String(100), default="", server_default="")
    """The verdict's title as it read then: the master may be renamed."""
    verdict_en: Mapped[str] = mapped_column(String(100), default="", server_default="")
    findings: Mapped[str] = mapped_column(Text)
    conditions: Mapped[str] = mapped_column(Text, default="")
    content_hash: Mapped[str] = mapped_column(Text)
    finalised_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    finalised_at: Mapped[datetime] = mapped_column(Moment)
    undone_at: Mapped[datetime | None] = mapped_column(Moment)

    listed: Mapped[list[Condition]] = relationship(order_by=Condition.number, lazy="raise")
    """The conditions one by one, for the follow-up."""
