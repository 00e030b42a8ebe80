"""The inventory of systems (庁内情報システム): what runs where, and what it costs."""

from datetime import date

from sqlalchemy import BigInteger, CheckConstraint, Date, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from workflow.models.base import Base, StagedFile


class System(Base):
    """A system of a department. `id` is the number by which files and people call it."""

    __tablename__ = "systems"
    __table_args__ = (
        CheckConstraint(
            "state IN ('survey', 'study', 'policy', 'done', 'retired')", name="state_is_known"
        ),
        CheckConstraint(
            "state NOT IN ('policy', 'done') OR assessment IS NOT NULL", name="policy_is_assessed"
        ),
        CheckConstraint("round > 0", name="round_counts_from_one"),
        CheckConstraint(
            "merges_into_id IS NULL"
            " OR assessment = 'merge' AND assessment IS NOT NULL AND merges_into_id <> id",
            name="merger_is_assessed",
        ),
        Index("ix_systems_department_id", "department_id"),
        Index("ix_systems_contract_until", "contract_until"),
        Index("ix_systems_support_until", "support_until"),
        Index("ix_systems_merges_into_id", "merges_into_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.id"))
    section_id: Mapped[int | None] = mapped_column(ForeignKey("sections.id"))
    name: Mapped[str] = mapped_column(String(200))
    purpose: Mapped[str] = mapped_column(Text)
    vendor: Mapped[str] = mapped_column(String(200))
    form: Mapped[str | None] = mapped_column(String(10))
    networks: Mapped[str] = mapped_column(String(40))
    """Codes with a blank between them, in the order of `Network`."""
    personal_data: Mapped[str | None] = mapped_column(String(10))
    users: Mapped[int | None]
    hosting: Mapped[str | None] = mapped_column(String(20))
    task: Mapped[str | None] = mapped_column(String(30))
    """Which of the twenty standardised tasks it serves."""
    holds: Mapped[str] = mapped_column(Text)
    """Which data it holds."""
    contract_from: Mapped[date | None] = mapped_column(Date)
    contract_until: Mapped[date | None] = mapped_column(Date)
    support_until: Mapped[date | None] = mapped_column(Date)
    state: Mapped[str] = mapped_column(String(10), default="survey")
    round: Mapped[int] = mapped_column(default=1)
    """Which round of review it is in."""
    answer_by: Mapped[date | None] = mapped_column(Date)
    """By when the department answers the survey, where it was asked to."""
    assessment: Mapped[str | None] = mapped_column(String(10))
    act_by: Mapped[date | None] = mapped_column(Date)
    """By when what was decided is carried out."""
    merges_into_id: Mapped[int | None] = mapped_column(ForeignKey("systems.id"))
    """The system that takes over from one which is merged."""
    reasons: Mapped[str] = mapped_column(Text, default="")
    """What the assessment rests on."""
    revision: Mapped[int] = mapped_column(default=0)
    """How many changes the record has of it: what a form about it has seen."""
    search_text: Mapped[str] = mapped_column(Text)


class SystemCost(Base):
    """What a system cost in a fiscal year, in 千円."""

    __tablename__ = "system_costs"

    system_id: Mapped[int] = mapped_column(ForeignKey("systems.id"), primary_key=True)
    fiscal_year: Mapped[int] = mapped_column(primary_key=True)
    kyen: Mapped[int] = mapped_column(BigInteger)


class SystemInterface(Base):
    """A system, and another one to which it hands data on."""

    __tablename__ = "system_interfaces"
    __table_args__ = (Index("ix_system_interfaces_target_id", "target_id"),)

    source_id: Mapped[int] = mapped_column(ForeignKey("systems.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    target_id: Mapped[int] = mapped_column(ForeignKey("systems.id"))
    data: Mapped[str] = mapped_column(String(200))


class StagedSystems(StagedFile):
    """A workbook of systems that somebody brought in."""

    __tablename__ = "staged_systems"
