"""Workbooks that were brought in: their cells are kept until they are committed or expire."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from workflow.models.base import Base, CanonicalJson, Moment


class StagedImport(Base):
    """A file that one person brought in for one cycle, and how far it has come.

    Who brought which file (by its hash) and what became of it stays; its cells
    and rows go when it expires.
    """

    __tablename__ = "staged_imports"
    __table_args__ = (
        CheckConstraint("rows_read >= 0 AND rows_read <= rows_total", name="reads_forward"),
        CheckConstraint(
            "(committed_at IS NULL) = (created_count IS NULL)", name="committed_is_counted"
        ),
        Index("ix_staged_imports_person_staged", "person_id", "staged_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"))
    name: Mapped[str] = mapped_column(String(200))
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    """What was read of the file, see `workflow.files.cell_packing`; never the file itself."""
    content_hash: Mapped[str] = mapped_column(String(64))
    understanding: Mapped[Any] = mapped_column(CanonicalJson)
    """Which sheet, where its head is, which column is what: corrected by the person."""
    rows_total: Mapped[int]
    rows_read: Mapped[int] = mapped_column(default=0)
    staged_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment, index=True)
    committed_at: Mapped[datetime | None] = mapped_column(Moment)
    created_count: Mapped[int | None]
    changed_count: Mapped[int | None]


class StagedRow(Base):
    """One row of a staged file as it was understood: nothing of it is an item yet."""

    __tablename__ = "staged_rows"
    __table_args__ = (
        CheckConstraint("kind IN ('create', 'change', 'same', 'wrong')", name="known_kind"),
        Index("ix_staged_rows_kind", "import_id", "kind"),
        Index("ix_staged_rows_name", "import_id", "name_key"),
    )

    import_id: Mapped[int] = mapped_column(ForeignKey("staged_imports.id"), primary_key=True)
    row: Mapped[int] = mapped_column(primary_key=True)
    """The number of the row in its sheet, from 1."""
    kind: Mapped[str] = mapped_column(String(10))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("items.id"))
    department_id: Mapped[int | None] = mapped_column(ForeignKey("departments.id"))
    name_key: Mapped[str | None] = mapped_column(String(600))
    """Section and name, folded: what two rows may not share."""
    seen: Mapped[str | None] = mapped_column(String(64))
    """The content hash of the item that the row was merged with."""
    content: Mapped[Any] = mapped_column(CanonicalJson)
    changes: Mapped[Any] = mapped_column(CanonicalJson)
    """Fields that the row changes, each with what is there now."""
    conflicts: Mapped[Any] = mapped_column(CanonicalJson)
    """Fields changed on both sides: base, ours, theirs, and what the person chose."""
    problems: Mapped[Any] = mapped_column(CanonicalJson)
