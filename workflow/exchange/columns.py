"""The columns of the template, in the order of 資料1-6, and those that offices have besides.

The fields of the sheet drive them: a new field appears at the end, under its own name.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from workflow.values import paper_words
from workflow.values.office import Office
from workflow.values.sheet import SPECS, Kind

NUMBER, DEPARTMENT, ITEM = "no", "department", "item"
"""Columns that are no fields of the sheet: NO, 部局名, and the hidden one of the item's id."""

PLACE: Final = "place"
"""Department and section in one cell, or either: masters tell them apart."""

PLAIN: Final = Office()
"""An office without fields of its own."""

ORDER: Final = (NUMBER, DEPARTMENT, *SPECS, ITEM)
"""The columns of the template, from left to right; those of an office stand before the last."""

HEADINGS: Final[Mapping[str, str]] = {
    **paper_words.HEADINGS,
    NUMBER: "NO.",
    ITEM: "案件番号（変更しないでください）",
}

HINTS: Final[Mapping[Kind, str]] = {
    Kind.MONEY: "千円単位の整数で入力します。減額は △1,395 または -1395 とします。",
    Kind.COUNT: "整数で入力します。",
    Kind.DATE: "2022/3/31 のように入力します。",
    Kind.CHOICE: "一覧から選びます。",
    Kind.FLAG: "正しいときは「はい」を選びます。",
    Kind.NUMBER: "数値で入力します。",
    Kind.FUNDING: "1行に1つ、「国庫支出金 1,000（交付金名）」のように入力します。",
}
"""The hint that is shown on entering a cell."""

SEVERAL_HINT: Final = "複数あるときは「、」で区切ります。"


def order(own: Iterable[str]) -> tuple[str, ...]:
    """The columns of a template in which an office has these fields of its own."""
    return (*ORDER[:-1], *own, ITEM)


def heading(name: str, office: Office = PLAIN) -> str:
    """What stands above a column."""
    own = office.own_fields.get(name)
    return own.heading if own else HEADINGS.get(name, name)


def kind(name: str, office: Office = PLAIN) -> Kind:
    """What is typed into a column."""
    if name in (NUMBER, ITEM):
        return Kind.COUNT
    return Kind.LINE if name == DEPARTMENT else office.specs[name].kind


def hint(name: str, office: Office) -> str:
    """What is said on entering a cell: what the office says of its field, else of its kind."""
    own = office.own_fields.get(name)
    return (own.help.ja if own else "") or HINTS.get(kind(name, office), "")
