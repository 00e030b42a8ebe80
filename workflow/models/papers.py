"""Big papers that people asked for, until they are fetched or a day has passed."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from workflow.models.base import Base, CanonicalJson, Moment

_UNFINISHED = text("finished_at IS NULL")


class Paper(Base):
    """One file that one person asked for; while it is being made they ask for no other."""

    __tablename__ = "papers"
    __table_args__ = (
        CheckConstraint("name = '' OR finished_at IS NOT NULL", name="named_is_finished"),
        Index(
            "uq_papers_unfinished",
            "person_id",
            unique=True,
            sqlite_where=_UNFINISHED,
            postgresql_where=_UNFINISHED,
        ),
        Index("ix_papers_person_id", "person_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    kind: Mapped[str] = mapped_column(String(20))
    form: Mapped[str] = mapped_column(String(10))
    wanted: Mapped[Any] = mapped_column(CanonicalJson)
    """The filter of the list."""
    count: Mapped[int]
    """How many items it was to look at when it was asked for; once it is there, how many it has."""
    asked_at: Mapped[datetime] = mapped_column(Moment, index=True)
    begun_at: Mapped[datetime | None] = mapped_column(Moment)
    finished_at: Mapped[datetime | None] = mapped_column(Moment)
    name: Mapped[str] = mapped_column(String(200), default="")
    """Empty until it is finished, and where it could not be made."""
    media_type: Mapped[str] = mapped_column(String(100), default="")


class PaperPiece(Base):
    """A piece of a file: a connection keeps the memory that its largest answer took."""

    __tablename__ = "paper_pieces"

    paper_id: Mapped[int] = mapped_column(ForeignKey("papers.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class PaperProgress(Base):
    """How far a file is that a job writes: kept while it is being written."""

    __tablename__ = "paper_progress"

    job: Mapped[str] = mapped_column(String(40), primary_key=True)
    """Which file: `paper-12`, `edition-3`."""
    step: Mapped[str] = mapped_column(String(20))
    done: Mapped[int]
    """Rows that are written, of `count`."""
    count: Mapped[int]
