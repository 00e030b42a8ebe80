"""How the listing is laid out on paper, the same for the workbook and the PDF."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from workflow.documents.listing import Entry, Listing
from workflow.vocabulary import Stage

Cell = str | int | None


@dataclass(frozen=True)
class Column:
    """A printed column: its heading, its width in the workbook (characters), its content."""

    heading: str
    width: int
    cell: Callable[[Entry], Cell]
    is_number: bool = False


AMOUNT: Final = Column("事業費\n（千円）", 12, lambda e: e.line.amount_kyen, is_number=True)
_PLANNED: Final = (
    Column("NO.", 5, lambda e: e.line.no, is_number=True),
    Column("部局名", 17, lambda e: e.line.department),
    Column("課室名", 19, lambda e: e.line.section),
    Column("分野", 7, lambda e: e.line.field),
    Column("類型", 17, lambda e: e.line.category),
    Column("事業（事業内訳）名", 32, lambda e: e.line.name),
    AMOUNT,
    Column("財源", 19, lambda e: e.line.funding),
    Column("概要", 58, lambda e: e.line.summary),
)
_EVALUATED: Final = (
    *_PLANNED,
    Column("評価区分", 13, lambda e: e.line.verdict),
    Column("所見・条件", 40, lambda e: e.opinion),
)


def columns(listing: Listing) -> tuple[Column, ...]:
    """The nine columns of 資料1-6; with the evaluation once the list is one of results."""
    return _EVALUATED if listing.stage is Stage.EVALUATED else _PLANNED
