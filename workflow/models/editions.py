"""Frozen editions of the papers that Jizen makes of a year: goals, their progress, 資料1-3."""

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow.models.base import Base, Edition, checks_of_editions


class PaperEdition(Edition, Base):
    """One frozen edition (第n版) of a paper of a fiscal year. Written once."""

    __tablename__ = "paper_editions"
    __table_args__ = (
        UniqueConstraint("kind", "fiscal_year", "number"),
        *checks_of_editions(),
    )

    kind: Mapped[str] = mapped_column(String(20))
    fiscal_year: Mapped[int]


class PaperEditionFile(Base):
    """The SHA-256 of one file of an edition, as it was at freezing; `form` is pdf, xlsx or csv."""

    __tablename__ = "paper_edition_files"

    edition_id: Mapped[int] = mapped_column(ForeignKey("paper_editions.id"), primary_key=True)
    form: Mapped[str] = mapped_column(String(10), primary_key=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("stored_files.sha256"))
