"""The editable masters."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from workflow.models.base import Base, Moment


class Entry:
    """What an entry of every master has. Retired ones stay for whatever names them."""

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    title_ja: Mapped[str] = mapped_column(String(100))
    title_en: Mapped[str] = mapped_column(String(100), default="")
    position: Mapped[int]
    active: Mapped[bool] = mapped_column(default=True)


class Category(Entry, Base):
    """類型: a kind of digital work."""

    __tablename__ = "categories"


class Field(Entry, Base):
    """分野: what part of life an item serves."""

    __tablename__ = "fields"


class FundingKind(Entry, Base):
    """財源の種類, named by funding lines."""

    __tablename__ = "funding_kinds"


class Verdict(Entry, Base):
    """A verdict of the evaluation; `needs_conditions` asks for conditions in words."""

    __tablename__ = "verdicts"

    needs_conditions: Mapped[bool] = mapped_column(default=False)


class Criterion(Entry, Base):
    """A criterion evaluators look at."""

    __tablename__ = "criteria"


class MastersMark(Base):
    """The one row that any change of what an office set up makes another: see migration 0058."""

    __tablename__ = "masters_mark"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    mark: Mapped[str] = mapped_column(String(36))


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
