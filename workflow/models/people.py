"""People and what they hold, from when until when: one person may hold several roles."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    String,
    Text,
    and_,
    or_,
    text,
)
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from workflow.models.base import Base, StagedFile
from workflow.models.organisation import DepartmentSuccession
from workflow.values.actor import Actor, Grant, Principal, Title
from workflow.values.days import Period
from workflow.values.place import Place
from workflow.values.vocabulary import role_named

_WITHOUT_END = "until_on IS NULL AND ended_on IS NULL"


class Person(Base):
    """Someone who signs in. Never deleted: the ledger names them for ten years."""

    __tablename__ = "people"
    __table_args__ = (
        CheckConstraint("login = lower(login)", name="login_is_lower_case"),
        CheckConstraint(
            "section_id IS NULL OR department_id IS NOT NULL", name="section_is_of_department"
        ),
        Index("uq_people_staff_number", "staff_number", unique=True),
        Index(
            "uq_people_system",
            "kind",
            unique=True,
            sqlite_where=text("kind = 'system'"),
            postgresql_where=text("kind = 'system'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(String(64), unique=True)
    name_ja: Mapped[str] = mapped_column(String(100))
    name_en: Mapped[str] = mapped_column(String(100), default="")
    email: Mapped[str] = mapped_column(String(254), default="", server_default="")
    password_hash: Mapped[str | None] = mapped_column(String(200))
    active: Mapped[bool] = mapped_column(default=True)
    staff_number: Mapped[str | None] = mapped_column(String(20))
    kana: Mapped[str] = mapped_column(String(100), default="", server_default="")
    department_id: Mapped[int | None] = mapped_column(ForeignKey("departments.id"))
    """Where they work; its head belongs to no section of it."""
    section_id: Mapped[int | None] = mapped_column(ForeignKey("sections.id"))
    search_text: Mapped[str] = mapped_column(Text, default="", server_default="")
    """Login, number and names folded, see `values.text.search_key`."""
    kind: Mapped[str] = mapped_column(String(10), default="person", server_default="person")
    """`person`; or `system` for the program itself, which acts by itself and signs in nowhere."""

    grants: Mapped[list["RoleGrant"]] = relationship(
        back_populates="person",
        cascade="all, delete-orphan",
        lazy="raise",
        order_by="RoleGrant.id",
    )

    @property
    def place(self) -> Place | None:
        """Where they work; None where nobody said."""
        return Place(self.department_id, self.section_id) if self.department_id else None

    def grants_on(self, day: date) -> frozenset[Grant]:
        """The roles held on a day."""
        return frozenset(one.grant for one in self.grants if one.period.covers(day))

    def as_actor(self, today: date, principals: tuple[Principal, ...] = ()) -> Actor:
        """The person, what they hold today, for whom they act: what policy is asked with.

        Whoever holds a role for a department holds it for those that it took over from: what was
        finished there is theirs to read and to answer for.
        """
        grants = self.grants_on(today).union(
            Grant(role_named(one.role), before.old_id)
            for one in self.grants
            if one.period.covers(today)
            for before in one.took_over
        )
        name = Title(self.name_ja, self.name_en)
        return Actor(self.id, self.login, name, grants, principals)


class RoleGrant(Base):
    """A role held by a person on some days; an officer holds it for one department by name.

    The days `from_on` and `until_on` are included, None is open. From `ended_on` on it is held no
    more: it was taken back at once on that day, perhaps before it began. It is never deleted.
    """

    __tablename__ = "role_grants"
    __table_args__ = (
        CheckConstraint(
            "role <> 'officer' OR department_id IS NOT NULL", name="officer_has_department"
        ),
        CheckConstraint("until_on >= from_on", name="days_in_order"),
        # What no two of one person can be beside one another, whatever their first days are.
        Index(
            "uq_role_grants_everywhere",
            "person_id",
            "role",
            unique=True,
            sqlite_where=text(f"department_id IS NULL AND {_WITHOUT_END}"),
            postgresql_where=text(f"department_id IS NULL AND {_WITHOUT_END}"),
        ),
        Index(
            "uq_role_grants_department",
            "person_id",
            "role",
            "department_id",
            unique=True,
            sqlite_where=text(_WITHOUT_END),
            postgresql_where=text(_WITHOUT_END),
        ),
        Index("ix_role_grants_person", "person_id"),
        Index("ix_role_grants_role", "role", "department_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    role: Mapped[str] = mapped_column(String(20))
    department_id: Mapped[int | None] = mapped_column(ForeignKey("departments.id"))
    from_on: Mapped[date | None]
    until_on: Mapped[date | None]
    ended_on: Mapped[date | None]

    person: Mapped[Person] = relationship(back_populates="grants", lazy="raise")
    took_over: Mapped[list[DepartmentSuccession]] = relationship(
        primaryjoin=foreign(DepartmentSuccession.new_id) == department_id,
        viewonly=True,
        lazy="joined",
    )
    """From which departments the grant's own one took over."""

    @property
    def grant(self) -> Grant:
        """The role and the department it is for."""
        return Grant(role_named(self.role), self.department_id)

    @property
    def period(self) -> Period:
        """The days on which it is held; `in_force` says the same to a database."""
        return period_of(self)


def period_of(grant: Any) -> Period:
    """The days on which a role is held, given as a RoleGrant or a row of its columns."""
    if grant.ended_on is None:
        return Period(grant.from_on, grant.until_on)
    before = grant.ended_on - timedelta(days=1)
    return Period(grant.from_on, min(before, grant.until_on or before))


def not_over(grant: Any, day: Any) -> ColumnElement[bool]:
    """Whether a role is held on a day or later, as a condition; see `in_force`."""
    return and_(or_(grant.until_on.is_(None), grant.until_on >= day), grant.ended_on.is_(None))


def in_force(grant: Any, day: Any) -> ColumnElement[bool]:
    """Whether a role is held on a day, as a condition.

    `grant` is RoleGrant or the columns of its table, `day` a date or a parameter.
    """
    return and_(
        or_(grant.from_on.is_(None), grant.from_on <= day),
        or_(grant.until_on.is_(None), grant.until_on >= day),
        or_(grant.ended_on.is_(None), grant.ended_on > day),
    )


# --------------------------------------------------- lists that were brought in


class StagedRoster(StagedFile):
    """A list of people that one administrator brought in."""

    __tablename__ = "staged_rosters"
