"""An empty table to be filled in: examples, drop-downs, and a sheet that explains every column."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from workflow.documents.rendering import FORMS, Document
from workflow.documents.xlsx_book import PLAIN, Book, Page
from workflow.files.headed import EXAMPLE

EXPLANATIONS: Final = "説明"
ROWS: Final = 1000
"""As many rows have drop-downs."""
NEEDED, AT_WILL = "必須", "任意"

_HEAD: Final = {**PLAIN, "bold": True, "bg_color": "#E8E6DF", "border": 1}
_NEEDED_HEAD: Final = {**_HEAD, "bg_color": "#DCE4F2"}
_EXAMPLE: Final = {**PLAIN, "italic": True, "font_color": "#565D66"}
_PROSE: Final = {**PLAIN, "text_wrap": True, "valign": "top", "border": 1}
_LISTS_FROM: Final = 4
"""The first column of the explanations' sheet that holds what can be chosen."""


@dataclass(frozen=True)
class BlankColumn:
    """A column to fill in: its heading, its width in digits, and what is said of it.

    `choices` are offered, and anything else may be typed.
    """

    heading: str
    width: int
    about: str
    needed: bool = False
    choices: Sequence[str] = ()


def blank_form(
    name: str, columns: Sequence[BlankColumn], examples: Sequence[Sequence[str]], rules: str
) -> Document:
    """The workbook; examples are marked by the first word of their first cell, and not read."""
    book = Book(name)
    page, told = book.page(name), book.page(EXPLANATIONS)
    for place, one in enumerate(columns):
        page.width(place, one.width)
        page.put(1, place, one.heading, **(_NEEDED_HEAD if one.needed else _HEAD))
    for row, (first, *rest) in enumerate(examples, start=2):
        for place, text in enumerate((EXAMPLE + first, *rest)):
            page.put(row, place, text, **_EXAMPLE)
    page.sheet.freeze_panes(1, 1)
    _explain(told, columns, rules)
    _offer(page, told, columns)
    return Document(f"{name}.xlsx", FORMS["xlsx"].media_type, book.content())


def _explain(told: Page, columns: Sequence[BlankColumn], rules: str) -> None:
    for place, width in enumerate((18, 8, 64)):
        told.width(place, width)
    told.put(1, 0, rules, **PLAIN)
    for place, heading in enumerate(("列の説明", "要否", "書き方")):
        told.put(3, place, heading, **_HEAD)
    for row, one in enumerate(columns, start=4):
        for place, text in enumerate((one.heading, NEEDED if one.needed else AT_WILL, one.about)):
            told.put(row, place, text, **_PROSE)


def _offer(page: Page, told: Page, columns: Sequence[BlankColumn]) -> None:
    """What can be chosen stands beside the explanations; drop-downs take it from there."""
    offered = [(place, one) for place, one in enumerate(columns) if one.choices]
    for at, (place, one) in enumerate(offered, start=_LISTS_FROM):
        told.width(at, 24)
        told.put(3, at, f"{one.heading}の選択肢", **_HEAD)
        for row, choice in enumerate(one.choices, start=4):
            told.put(row, at, choice, **PLAIN)
        letter, last = chr(ord("A") + at), len(one.choices) + 3
        rule: dict[str, Any] = {
            "validate": "list",
            "source": f"='{EXPLANATIONS}'!${letter}$4:${letter}${last}",
            "show_error": False,
        }
        page.sheet.data_validation(1, place, ROWS, place, rule)
