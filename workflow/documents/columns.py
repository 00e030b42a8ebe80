"""The words and columns of printed lists."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import partial
from typing import Any, Final

from workflow.documents.listing import COLUMNS, Entry, Listing
from workflow.documents.result_queries import Commitments
from workflow.values.clock import JAPAN
from workflow.values.fiscal import FIRST_YEAR, era_date
from workflow.values.money import format_kyen
from workflow.values.office import Office
from workflow.values.paper_words import ENTRIES, HEADINGS, ROLE_WORDS, csv_headings
from workflow.values.sheet import Group
from workflow.values.vocabulary import Action, Role

NOT_EVALUATED: Final = "未評価"

GROUPS: Final[Mapping[Group, str]] = {
    Group.CORE: "協議の内容",
    Group.PLACE: "計画上の位置付け",
    Group.MONEY: "経費",
    Group.SYSTEM: "システム",
    Group.EFFECT: "効果とスケジュール",
}
EVENTS: Final[Mapping[str, str]] = {
    Action.CREATE: "起案",
    Action.SUBMIT: "提出",
    Action.PULL_BACK: "引戻し",
    Action.RECEIVE: "受付",
    Action.SEND_BACK: "差戻し",
    Action.APPROVE: "審査完了",
    Action.EVALUATE: "評価の確定",
    Action.REOPEN: "評価の取消し",
    Action.WITHDRAW: "取下げ",
    Action.CARRY_OVER: "次回へ繰越",
}
CHOICES: Final[Mapping[type[StrEnum], Mapping[Any, str]]] = {
    **ENTRIES,
    Role: ROLE_WORDS,
}


def choice(value: StrEnum, office: Office) -> str:
    """The word for one value of a vocabulary enum."""
    if value is Role.SECRETARIAT:
        return office.secretariat
    return CHOICES[type(value)][value]


def event(action: str, office: Office) -> str | None:
    """What a move is called; None for one that a process added."""
    if action == Action.REPORT:
        return f"{office.headquarters_short.ja}報告"
    return EVENTS.get(action)


def day(value: date) -> str:
    """令和3年8月20日; one from before the calendar in digits."""
    return era_date(value) if value.year >= FIRST_YEAR else value.isoformat()


def as_of(value: date) -> str:
    """令和3年8月20日現在."""
    return f"{day(value)}現在"


def day_of(moment: datetime) -> str:
    """The day of a moment, in Japan."""
    return day(moment.astimezone(JAPAN).date())


Cell = str | int | None


@dataclass(frozen=True)
class Column:
    """A printed column: its heading, its width in the workbook (characters), its content.

    Money is 千円 and summed under departments and at the end. A text that `returns` is read
    from the workbook again: it stays whole in its cell, however high the row would be.
    """

    heading: str
    width: int
    cell: Callable[[Entry], Cell]
    is_number: bool = False
    is_money: bool = False
    printed: Callable[[Entry], Cell] | None = None
    """What the PDF shows instead, which has room for fewer columns."""
    in_books_only: bool = False
    returns: bool = True


def _money(heading: str, cell: Callable[[Entry], Cell]) -> Column:
    return Column(f"{heading}\n（千円）", 13, cell, is_number=True, is_money=True)


def _numbered(entry: Entry) -> str:
    """The name with the item's number under it: the PDF has no room for a column of numbers."""
    return "\n".join(filter(None, (entry.line.name, entry.line.number)))


Sources = Sequence[tuple[str, str]]
"""Kinds of funding in order: the code and the name of each."""


def _funding_lines(sources: Sources, entry: Entry) -> str:
    """国庫支出金 9,570 and so on, a line each; what the sheet said where no amount is known."""
    found = entry.commitments.funding
    lines = (f"{name} {format_kyen(found[code])}" for code, name in sources if code in found)
    return "\n".join(lines) or entry.line.funding


def _funded(source: str, entry: Entry) -> int | None:
    return entry.commitments.funding.get(source)


NAME_HEADING: Final = "事業（事業内訳）名"
AMOUNT: Final = _money("事業費", lambda e: e.line.amount_kyen)
NUMBER: Final = Column(HEADINGS["number"], 15, lambda e: e.line.number, in_books_only=True)
_PLANNED: Final = (
    Column("NO.", 5, lambda e: e.line.no, is_number=True),
    Column("部局名", 17, lambda e: e.line.department),
    Column("課室名", 19, lambda e: e.line.section),
    Column("分野", 7, lambda e: e.line.field),
    Column("類型", 17, lambda e: e.line.category),
    Column(NAME_HEADING, 32, lambda e: e.line.name, printed=_numbered),
    AMOUNT,
    Column("財源", 19, lambda e: e.line.funding),
    Column("概要", 58, lambda e: e.line.summary),
)
_EVALUATED: Final = (
    *_PLANNED,
    Column("評価区分", 13, lambda e: e.line.verdict),
    Column("所見・条件", 40, lambda e: e.opinion, returns=False),
)


_COMMITTED: Final = (
    *_PLANNED[:3],
    _PLANNED[5],
    AMOUNT,
    _money("前年度額", lambda e: e.commitments.previous_kyen),
    _money("5年総額", lambda e: e.commitments.five_year_kyen),
    Column("債務負担行為", 24, lambda e: debt_burden(e.commitments)),
)
_JUDGED: Final = (
    Column("評価区分", 13, lambda e: e.line.verdict or f"（{e.line.state}）"),
    Column("条件", 40, lambda e: e.conditions, returns=False),
)


def _finance(sources: Sources) -> tuple[Column, ...]:
    said = partial(_funding_lines, sources)
    return (*_COMMITTED, Column("財源内訳\n（千円）", 24, said), *_JUDGED)


def _finance_sheet(sources: Sources) -> tuple[Column, ...]:
    funded = (_money(name, partial(_funded, code)) for code, name in sources)
    return (*_COMMITTED, _PLANNED[7], *funded, *_JUDGED)


_CONSIDERED: Final = (*_PLANNED, Column("状態", 11, lambda e: e.line.state))
LAYOUTS: Final = {
    "planned": _PLANNED,
    "considered": _CONSIDERED,
    "evaluated": _EVALUATED,
}
FINANCE_COLUMNS: Final = (
    "no", "department", "section", "name", "amount_kyen", "previous_amount_kyen",
    "five_year_cost_kyen", "debt_burden_period", "debt_burden_limit_kyen", "funding", "state",
    "verdict", "conditions",
)  # fmt: skip
"""The columns of the csv for 財政課 before those of each kind of funding."""
FUNDED: Final = "funding_"
"""How the column of a kind of funding begins in that csv."""
BUDGET: Final = "budget"
"""A last column of a csv, where a paper holds several budgets."""


def finance_columns(sources: Sources) -> tuple[str, ...]:
    """The columns of the csv for 財政課; amounts in 千円, empty where not given."""
    return (*FINANCE_COLUMNS, *(f"{FUNDED}{code}" for code, _name in sources), "number")


def _list_headings() -> Iterator[tuple[str, ...]]:
    for names in (COLUMNS, COLUMNS[: COLUMNS.index("number")], finance_columns(())):
        for codes in (names, (*names, BUDGET)):
            yield codes
            yield csv_headings(codes)
    for shown in (*LAYOUTS.values(), _finance(()), _finance_sheet(())):
        for layout in (shown, (*shown, NUMBER)):
            yield tuple(column.heading for column in layout)


LIST_HEADINGS: Final = tuple(_list_headings())
"""The heads of every list that is handed out, without the columns of the kinds of funding that an
office has: by them it is recognised when it comes back."""


def columns(listing: Listing) -> tuple[Column, ...]:
    """The nine columns of 資料1-6; with the evaluation once the list is one of results.

    In books the number of the item has a column of its own, the last.
    """
    shown = _finance(listing.sources) if listing.is_for_finance else LAYOUTS[listing.layout]
    return (*shown, NUMBER) if listing.has_numbers else shown


def sheet_columns(listing: Listing) -> tuple[Column, ...]:
    """The same for a workbook, where every source of funding has a column of its own to sum."""
    if not listing.is_for_finance:
        return columns(listing)
    shown = _finance_sheet(listing.sources)
    return (*shown, NUMBER) if listing.has_numbers else shown


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
