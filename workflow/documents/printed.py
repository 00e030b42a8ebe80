"""How the listing is laid out on paper, the same for the workbook and the PDF."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from workflow.documents.listing import Entry, Listing
from workflow.documents.queries import Commitments
from workflow.values.money import format_kyen

Cell = str | int | None


@dataclass(frozen=True)
class Column:
    """A printed column: its heading, its width in the workbook (characters), its content.

    Money is 千円 and summed under departments and at the end.
    """

    heading: str
    width: int
    cell: Callable[[Entry], Cell]
    is_number: bool = False
    is_money: bool = False


def _money(heading: str, cell: Callable[[Entry], Cell]) -> Column:
    return Column(f"{heading}\n（千円）", 13, cell, is_number=True, is_money=True)


AMOUNT: Final = _money("事業費", lambda e: e.line.amount_kyen)
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


_FINANCE: Final = (
    *_PLANNED[:3],
    _PLANNED[5],
    AMOUNT,
    _money("前年度額", lambda e: e.commitments.previous_kyen),
    _money("5年総額", lambda e: e.commitments.five_year_kyen),
    Column("債務負担行為", 24, lambda e: debt_burden(e.commitments)),
    _PLANNED[7],
    Column("評価区分", 13, lambda e: e.line.verdict or f"（{e.line.state}）"),
    Column("条件", 40, lambda e: e.conditions),
)
LAYOUTS: Final = {"planned": _PLANNED, "evaluated": _EVALUATED, "finance": _FINANCE}


def columns(listing: Listing) -> tuple[Column, ...]:
    """The nine columns of 資料1-6; with the evaluation once the list is one of results."""
    return LAYOUTS[listing.layout]


def debt_burden(said: Commitments) -> str:
    """令和4年度から令和8年度まで 限度額 120,000千円."""
    limit = said.debt_burden_limit_kyen
    parts = (
        said.debt_burden_period,
        "" if limit is None else f"限度額 {format_kyen(limit)}千円",
    )
    return "\n".join(filter(None, parts))


def first_money(shown: Sequence[Column]) -> int:
    """The place of the first column that is summed: what is left of it holds the sum's name."""
    return next(place for place, column in enumerate(shown) if column.is_money)


def sums(shown: Sequence[Column], entries: Sequence[Entry]) -> list[int | None]:
    """The sum in 千円 under each column; None where there is none to print.

    What only some departments were asked is summed where anyone said anything.
    """
    return [_sum([column.cell(e) for e in entries], column) for column in shown]


def _sum(cells: list[Cell], column: Column) -> int | None:
    given = [cell for cell in cells if isinstance(cell, int)]
    return sum(given) if column is AMOUNT or (column.is_money and given) else None
