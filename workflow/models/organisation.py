"""Departments in 建制順 by fiscal year, their sections, and plans to reorganise them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow.models.base import Base, CanonicalJson, Moment, Plan, checks_of_plans


class Department(Base):
    """A department (部局) under one name; `code` is what scripts and seeds call it by.

    One that is renamed, merged or split ends, and another row succeeds it: whatever was finished
    under the earlier name keeps it.
    """

    __tablename__ = "departments"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name_ja: Mapped[str] = mapped_column(String(100))
    name_en: Mapped[str] = mapped_column(String(100), default="")
    ends_on: Mapped[date | None]
    """Its last day; None as long as nobody ended it."""


class DepartmentPlace(Base):
    """A department's place in the official order (建制順) of one fiscal year."""

    __tablename__ = "department_places"
    __table_args__ = (UniqueConstraint("fiscal_year", "position"),)

    fiscal_year: Mapped[int] = mapped_column(primary_key=True)
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.id"), primary_key=True)
    position: Mapped[int]


class DepartmentSuccession(Base):
    """A department and one that took over from it, directly or through others."""

    __tablename__ = "department_successions"

    old_id: Mapped[int] = mapped_column(ForeignKey("departments.id"), primary_key=True)
    new_id: Mapped[int] = mapped_column(ForeignKey("departments.id"), primary_key=True, index=True)


class Section(Base):
    """A section (課室) of a department under one name; `position` is for years without a place."""

    __tablename__ = "sections"
    __table_args__ = (UniqueConstraint("department_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.id"))
    name: Mapped[str] = mapped_column(String(100))
    name_en: Mapped[str] = mapped_column(String(100), default="", server_default="")
    position: Mapped[int]
    ends_on: Mapped[date | None]
    """Its last day; None as long as nobody ended it."""


class SectionPlace(Base):
    """A section's place within its department in one fiscal year."""

    __tablename__ = "section_places"

    fiscal_year: Mapped[int] = mapped_column(primary_key=True)
    section_id: Mapped[int] = mapped_column(ForeignKey("sections.id"), primary_key=True)
    position: Mapped[int]


class DepartmentName(Base):
    """Another name by which files call a department; one that was taken out stays."""

    __tablename__ = "department_names"

    id: Mapped[int] = mapped_column(primary_key=True)
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.id"))
    name: Mapped[str] = mapped_column(String(100))
    name_key: Mapped[str] = mapped_column(String(200))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    """Whose files it is for; None for everybody's."""
    added_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    added_at: Mapped[datetime] = mapped_column(Moment)
    removed_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    removed_at: Mapped[datetime | None] = mapped_column(Moment)


class ReorganisationPlan(Plan, Base):
    """A mapping of old departments and sections to new ones, and the day on which it holds."""

    __tablename__ = "reorganisation_plans"
    __table_args__ = checks_of_plans("decided", "overtaken", "done")

    done: Mapped[Any] = mapped_column(CanonicalJson, default=dict)
    """What it touched, in figures, once it has taken effect."""
