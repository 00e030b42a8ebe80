"""Proposals of the staff (職員提案): what somebody would do better, and what became of it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from workflow.models.base import Base, Moment


class ProposalGroup(Base):
    """Proposals that the center looks at together."""

    __tablename__ = "proposal_groups"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(100), unique=True)
    made_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    made_at: Mapped[datetime] = mapped_column(Moment)


class Proposal(Base):
    """One proposal. Its words are written once; where it stands changes with each act."""

    __tablename__ = "proposals"
    __table_args__ = (
        CheckConstraint(
            "state IN ('proposed', 'answered', 'forwarded', 'adopted', 'closed', 'withdrawn')",
            name="state_is_known",
        ),
        CheckConstraint(
            "state != 'forwarded' OR department_id IS NOT NULL", name="forwarded_to_somebody"
        ),
        CheckConstraint(
            "(state = 'adopted') = (item_id IS NOT NULL OR goal_id IS NOT NULL)",
            name="adopted_as_something",
        ),
        Index("ix_proposals_proposer_id", "proposer_id"),
        Index("ix_proposals_department_id", "department_id"),
        Index("ix_proposals_item_id", "item_id"),
        Index("ix_proposals_goal_id", "goal_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fiscal_year: Mapped[int]
    """年度 in which it was made."""
    title: Mapped[str] = mapped_column(String(100))
    problem: Mapped[str] = mapped_column(Text)
    idea: Mapped[str] = mapped_column(Text)
    effect: Mapped[str] = mapped_column(Text)
    proposer_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    proposed_at: Mapped[datetime] = mapped_column(Moment)
    state: Mapped[str] = mapped_column(String(10), default="proposed")
    group_id: Mapped[int | None] = mapped_column(ForeignKey("proposal_groups.id"))
    department_id: Mapped[int | None] = mapped_column(ForeignKey("departments.id"))
    """Whom it was forwarded to."""
    item_id: Mapped[int | None] = mapped_column(ForeignKey("items.id"))
    """The item that it became."""
    goal_id: Mapped[int | None] = mapped_column(ForeignKey("goals.id"))
    """The goal that it became."""
    revision: Mapped[int] = mapped_column(default=1)


class ProposalAnswer(Base):
    """What somebody said about a proposal when they took an act. Written once."""

    __tablename__ = "proposal_answers"

    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposals.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    """1, 2, 3 of the proposal."""
    act: Mapped[str] = mapped_column(String(10))
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(Moment)
    text: Mapped[str] = mapped_column(Text)
