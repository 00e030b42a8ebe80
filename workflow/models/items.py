"""An item: its content now, the revisions frozen at each submission, its state."""

from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow.models.base import Base, CanonicalJson, Moment
from workflow.models.item_funding import ItemFunding, funding_rows
from workflow.values.canonical import fingerprint
from workflow.values.sheet import AS_TYPED, FILES, AsTyped, Sheet
from workflow.values.text import search_key

KEY_LENGTH: Final = 400
"""A folded name can be longer than the name; an index entry must stay small."""

NOTHING_AS_TYPED: Final[AsTyped] = MappingProxyType({})
NUMBER_LENGTH: Final = 200
"""The name of a department can be long."""

item_joint_departments = Table(
    "item_joint_departments",
    Base.metadata,
    Column("item_id", ForeignKey("items.id"), primary_key=True),
    Column("department_id", ForeignKey("departments.id"), primary_key=True, index=True),
)
"""Departments that carry the item jointly; the lead one is `Item.department_id`."""


def name_key(name: str) -> str | None:
    """What two names of one section in one cycle may not share; None for one that shows nothing."""
    return search_key(name)[:KEY_LENGTH] or None


class ItemCounter(Base):
    """The last number that was given to an item of a budget and a department."""

    __tablename__ = "item_counters"

    prefix: Mapped[str] = mapped_column(String(NUMBER_LENGTH), primary_key=True)
    last: Mapped[int]


class HasSheet:
    """A whole sheet as columns: of an item, or of what its department writes on it anew.

    `content` is the whole sheet, with the names and hashes of the item's files where there
    are some: the content hash is of both, so nobody agrees to files they have not seen. The
    columns after it repeat what lists are filtered, sorted and summed by.
    """

    content: Mapped[Any] = mapped_column(CanonicalJson)
    content_hash: Mapped[str] = mapped_column(String(64))
    section_id: Mapped[int | None] = mapped_column(ForeignKey("sections.id"))
    name: Mapped[str] = mapped_column(String(200))
    name_key: Mapped[str | None] = mapped_column(String(KEY_LENGTH))
    field: Mapped[str | None] = mapped_column(String(20))
    category_code: Mapped[str | None] = mapped_column(ForeignKey("categories.code"))
    amount_kyen: Mapped[int | None] = mapped_column(BigInteger)
    dx_step: Mapped[str | None] = mapped_column(String(2))
    goal_number: Mapped[int | None]
    system_id: Mapped[int | None] = mapped_column(ForeignKey("systems.id"), index=True)
    """The system of the inventory that it renews."""
    search_text: Mapped[str] = mapped_column(Text)

    @property
    def sheet(self) -> Sheet:
        """The content now, as a value."""
        return Sheet.from_json(self.content)

    def text(self, name: str) -> str:
        """What a text field of the sheet says, without reading the rest; "" where it is empty."""
        found: str = self.content.get(name, "")
        return found

    @property
    def as_typed(self) -> AsTyped:
        """What was typed into fields of the draft and cannot be read yet."""
        return dict(self.content.get(AS_TYPED, {})) if self.content else {}

    @property
    def written_hash(self) -> str:
        """The hash of all that was written: of the content without the files."""
        return fingerprint(self._without_files())

    def take(
        self, sheet: Sheet, section_id: int | None, as_typed: AsTyped = NOTHING_AS_TYPED
    ) -> None:
        """Make `sheet` the content, and repeat it in the columns that lists use."""
        files = self.files
        for name, value in self.columns_of(sheet, section_id, as_typed).items():
            setattr(self, name, value)
        self.hold(files)

    @property
    def files(self) -> list[list[str]]:
        """Name and SHA-256 of each file that the next revision will have."""
        return list(self.content.get(FILES, ())) if self.content else []

    def hold(self, files: list[list[str]]) -> None:
        """Make `files` the item's files; without any, the content is the sheet alone."""
        written = self._without_files()
        self.content = {**written, FILES: files} if files else written
        self.content_hash = fingerprint(self.content)

    def _without_files(self) -> dict[str, Any]:
        return {name: value for name, value in self.content.items() if name != FILES}

    @staticmethod
    def columns_of(
        sheet: Sheet, section_id: int | None, as_typed: AsTyped = NOTHING_AS_TYPED
    ) -> dict[str, Any]:
        """The content, and the columns in which lists find it."""
        content = written_content(sheet, as_typed)
        return {
            "content": content,
            "content_hash": fingerprint(content),
            "section_id": section_id,
            "name": sheet.name,
            "name_key": name_key(sheet.name),
            "field": sheet.field or None,
            "category_code": sheet.category or None,
            "amount_kyen": sheet.amount_kyen,
            "dx_step": sheet.dx_step,
            "goal_number": sheet.goal_number,
            "system_id": sheet.system_id,
            "search_text": search_key(f"{sheet.name}\n{sheet.summary}\n{sheet.section}"),
        }


class Item(HasSheet, Base):
    """A budget item under consultation.

    Its sheet is what everybody reads: a first draft, or what was submitted last. What the
    department writes after that is an `ItemRewriting` until it submits again. `state` is set
    by `items/transitions.py` alone.
    """

    __tablename__ = "items"
    __table_args__ = (
        CheckConstraint("state <> 'reported' OR meeting_id IS NOT NULL", name="report_has_meeting"),
        CheckConstraint("round >= 0", name="round_counts_up"),
        CheckConstraint(
            "state IN ('draft', 'withdrawn') OR round > 0", name="beyond_draft_was_submitted"
        ),
        Index(
            "uq_items_name_in_cycle",
            "cycle_id",
            "section_id",
            "name_key",
            unique=True,
            sqlite_where=text("state <> 'withdrawn'"),
            postgresql_where=text("state <> 'withdrawn'"),
        ),
        Index("uq_items_number", "number", unique=True),
        Index("ix_items_cycle_department", "cycle_id", "department_id", "section_id", "id"),
        Index("ix_items_state_cycle", "state", "cycle_id"),
        Index("ix_items_department_state", "department_id", "state"),
        Index("ix_items_cycle_arrived", "cycle_id", "arrived_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str | None] = mapped_column(String(NUMBER_LENGTH))
    """What people say on the telephone, from the first submission on; a trigger keeps it."""
    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"))
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.id"))
    process_name: Mapped[str] = mapped_column(String(60))
    process_version: Mapped[int]
    state: Mapped[str] = mapped_column(String(40))
    round: Mapped[int] = mapped_column(default=0)
    """How often it was submitted: 提出済（第n回）."""
    released: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether what was submitted last has left its department: readers see it from then on."""
    arrived_at: Mapped[datetime] = mapped_column(Moment)
    due_on: Mapped[date | None]
    """The day by which the one whose turn it is should act."""
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))
    created_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    submitted_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    sealed_from: Mapped[int | None]
    """From which entry on opinions are read by those who gave them alone; None: by everybody."""
    created_at: Mapped[datetime] = mapped_column(Moment)
    updated_at: Mapped[datetime] = mapped_column(Moment)
    version: Mapped[int] = mapped_column(Integer)
    ledger_length: Mapped[int] = mapped_column(default=0)
    ledger_head: Mapped[str] = mapped_column(String(64), default="")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own declaration

    funding_lines: Mapped[list[ItemFunding]] = relationship(
        cascade="all, delete-orphan", order_by=ItemFunding.position, lazy="raise"
    )

    def take(
        self, sheet: Sheet, section_id: int | None, as_typed: AsTyped = NOTHING_AS_TYPED
    ) -> None:
        """Make `sheet` the content, in the columns and funding lines that lists use."""
        super().take(sheet, section_id, as_typed)
        self.funding_lines = [ItemFunding(**row) for row in funding_rows(sheet)]


class ItemRewriting(HasSheet, Base):
    """What a department writes on an item it submitted before: its own until it submits again."""

    __tablename__ = "item_rewritings"

    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"), primary_key=True)


def written_content(sheet: Sheet, as_typed: AsTyped) -> dict[str, Any]:
    """A sheet as an item's content, with what could not be read of what was typed."""
    return {**sheet.to_json(), AS_TYPED: dict(as_typed)} if as_typed else sheet.to_json()


class ItemRevision(Base):
    """What was submitted, frozen: a trigger refuses every UPDATE and DELETE."""

    __tablename__ = "item_revisions"

    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[Any] = mapped_column(CanonicalJson)
    content_hash: Mapped[str] = mapped_column(String(64))
    submitted_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    submitted_at: Mapped[datetime] = mapped_column(Moment)

    @property
    def sheet(self) -> Sheet:
        """The submitted content, as a value."""
        return Sheet.from_json(self.content)
