"""The editable masters and the DX goals that items serve."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Column, ForeignKey, String, Table, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow.models.base import Base, CanonicalJson, Moment


class Category(Base):
    """類型: a kind of digital work. Retired ones stay for the items that carry them."""

    __tablename__ = "categories"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    title_ja: Mapped[str] = mapped_column(String(100))
    title_en: Mapped[str] = mapped_column(String(100), default="")
    position: Mapped[int]
    active: Mapped[bool] = mapped_column(default=True)


class Field(Base):
    """分野: what part of life an item serves. Retired ones stay for the items that carry them."""

    __tablename__ = "fields"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    title_ja: Mapped[str] = mapped_column(String(100))
    title_en: Mapped[str] = mapped_column(String(100), default="")
    position: Mapped[int]
    active: Mapped[bool] = mapped_column(default=True)


class FundingKind(Base):
    """財源の種類. Retired ones stay for the funding lines that carry them."""

    __tablename__ = "funding_kinds"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    title_ja: Mapped[str] = mapped_column(String(100))
    title_en: Mapped[str] = mapped_column(String(100), default="")
    position: Mapped[int]
    active: Mapped[bool] = mapped_column(default=True)


class Verdict(Base):
    """A verdict of the evaluation; `needs_conditions` asks for conditions in words."""

    __tablename__ = "verdicts"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    title_ja: Mapped[str] = mapped_column(String(100))
    title_en: Mapped[str] = mapped_column(String(100), default="")
    needs_conditions: Mapped[bool] = mapped_column(default=False)
    position: Mapped[int]
    active: Mapped[bool] = mapped_column(default=True)


class Criterion(Base):
    """A criterion evaluators look at."""

    __tablename__ = "criteria"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    title_ja: Mapped[str] = mapped_column(String(100))
    title_en: Mapped[str] = mapped_column(String(100), default="")
    position: Mapped[int]
    active: Mapped[bool] = mapped_column(default=True)


goal_departments = Table(
    "goal_departments",
    Base.metadata,
    Column("goal_id", ForeignKey("goals.id"), primary_key=True),
    Column("department_id", ForeignKey("departments.id"), primary_key=True),
    Column("position", String(2), nullable=False),
)
"""Who carries a goal; position "0" is the lead department."""


class Goal(Base):
    """A DX goal a department has set for itself in a fiscal year."""

    __tablename__ = "goals"
    __table_args__ = (UniqueConstraint("fiscal_year", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    fiscal_year: Mapped[int]
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(300))
    overview: Mapped[str] = mapped_column(Text)
    indicators_this_year: Mapped[Any] = mapped_column(CanonicalJson)
    indicators_later: Mapped[Any] = mapped_column(CanonicalJson)


class MatrixEntry(Base):
    """One entry of the matrix field × step: a goal, or an item planned for a budget."""

    __tablename__ = "matrix_entries"

    id: Mapped[int] = mapped_column(primary_key=True)
    fiscal_year: Mapped[int]
    field: Mapped[str] = mapped_column(String(20))
    dx_step: Mapped[str] = mapped_column(String(2))
    position: Mapped[int]
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.id"))
    title: Mapped[str] = mapped_column(String(300))
    examples: Mapped[str] = mapped_column(String(300), default="")
    goal_number: Mapped[int | None]
    item_name: Mapped[str] = mapped_column(String(200), default="")


class MasterVersion(Base):
    """One entry of a master as it was from a moment on. A trigger refuses UPDATE and DELETE.

    An entry that was never changed has none; its first change keeps what was set up as
    version 1, of which nobody knows who and when.
    """

    __tablename__ = "master_versions"
    __table_args__ = (
        CheckConstraint("version > 0", name="version_counts_up"),
        CheckConstraint(
            "version = 1 OR (changed_by IS NOT NULL AND changed_at IS NOT NULL)",
            name="change_has_author",
        ),
    )

    master: Mapped[str] = mapped_column(String(20), primary_key=True)
    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    title_ja: Mapped[str] = mapped_column(String(100))
    title_en: Mapped[str] = mapped_column(String(100))
    needs_conditions: Mapped[bool]
    position: Mapped[int]
    active: Mapped[bool]
    changed_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    changed_at: Mapped[datetime | None] = mapped_column(Moment)
