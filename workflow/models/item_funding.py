"""The lines of 財源内訳 of an item's content now, as sums and lists read them."""

from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from workflow.models.base import Base
from workflow.values.paper_words import BONDS, ENTRIES
from workflow.values.sheet import Sheet
from workflow.values.text import search_key
from workflow.values.vocabulary import FundingSource

_SOURCES: Final = {
    **{search_key(word): source for source, word in ENTRIES[FundingSource].items()},
    **{search_key(word): FundingSource.BOND for word in BONDS},
}


class ItemFunding(Base):
    """One structured line of 財源内訳 of the item's content now, in 千円, or its plain funding."""

    __tablename__ = "item_funding"

    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(String(20))
    label: Mapped[str] = mapped_column(String(100), default="")
    amount_kyen: Mapped[int] = mapped_column(BigInteger)


def funding_rows(sheet: Sheet) -> Iterable[dict[str, Any]]:
    """The structured lines of a sheet as columns of `ItemFunding`, but for the item's id.

    Without lines, a funding that is one plain word is all of the amount: 一般財源.
    """
    plain = _SOURCES.get(search_key(sheet.funding))
    if not sheet.funding_lines and plain and sheet.amount_kyen is not None:
        yield {"position": 0, "source": plain, "label": "", "amount_kyen": sheet.amount_kyen}
    for position, line in enumerate(sheet.funding_lines):
        yield {
            "position": position,
            "source": line.source,
            "label": line.label,
            "amount_kyen": line.amount_kyen,
        }
