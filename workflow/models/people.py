"""People and what they hold: one person may hold several roles."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow.models.base import Base
from workflow.values.actor import Actor, Grant, Principal, Title
from workflow.values.canonical import fingerprint
from workflow.values.vocabulary import Role


class Person(Base):
    """Someone who signs in. Never deleted: the ledger names them for ten years."""

    __tablename__ = "people"
    __table_args__ = (CheckConstraint("login = lower(login)", name="login_is_lower_case"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(String(64), unique=True)
    name_ja: Mapped[str] = mapped_column(String(100))
    name_en: Mapped[str] = mapped_column(String(100), default="")
    email: Mapped[str] = mapped_column(String(254), default="", server_default="")
    password_hash: Mapped[str | None] = mapped_column(String(200))
    active: Mapped[bool] = mapped_column(default=True)

    grants: Mapped[list["RoleGrant"]] = relationship(
        back_populates="person", cascade="all, delete-orphan", lazy="raise"
    )

    def as_actor(self, principals: tuple[Principal, ...] = ()) -> Actor:
        """The person, their grants and whom they stand in for: what policy is asked with."""
        grants = frozenset(Grant(Role(grant.role), grant.department_id) for grant in self.grants)
        name = Title(self.name_ja, self.name_en)
        credential = fingerprint(self.password_hash)[:16] if self.password_hash else ""
        return Actor(self.id, self.login, name, grants, credential, principals)


class RoleGrant(Base):
    """A role held by a person; an officer holds it for one department by name."""

    __tablename__ = "role_grants"
    __table_args__ = (
        CheckConstraint(
            "role <> 'officer' OR department_id IS NOT NULL", name="officer_has_department"
        ),
        Index(
            "uq_role_grants_everywhere",
            "person_id",
            "role",
            unique=True,
            sqlite_where=text("department_id IS NULL"),
            postgresql_where=text("department_id IS NULL"),
        ),
        Index("uq_role_grants_department", "person_id", "role", "department_id", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    role: Mapped[str] = mapped_column(String(20))
    department_id: Mapped[int | None] = mapped_column(ForeignKey("departments.id"))

    person: Mapped[Person] = relationship(back_populates="grants", lazy="raise")
