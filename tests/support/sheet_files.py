"""A sheet as an office makes it: the file, what is asked of it, and what must come in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Final

from openpyxl import Workbook

Rows = Sequence[Sequence[Any]]


@dataclass(frozen=True)
class OfficeSheet:
    """A file; `answers` are those that it takes, in rounds; then so many items come in.

    `sum_kyen` is their sum in 千円; `wrong` are the cells that are named instead, with why;
    `said` the keys of what is said of it.
    """

    content: bytes
    items: int
    sum_kyen: int = 0
    answers: tuple[dict[str, str], ...] = ()
    wrong: tuple[tuple[str, str], ...] = ()
    said: frozenset[str] = frozenset()
    name: str = "一覧.xlsx"
    names: frozenset[str] = field(default_factory=frozenset)
    """Some of the names that the items must have."""
    sections: tuple[str, ...] = ()
    """The sections of the items, where that matters."""


def book(rows: Rows, merged: Iterable[str] = (), title: str = "一覧") -> Workbook:
    """A workbook with one sheet."""
    made = Workbook()
    sheet = made.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for cells in merged:
        sheet.merge_cells(cells)
    return made


def and_sheet(made: Workbook, title: str, rows: Rows) -> Workbook:
    """The workbook with another sheet after the last."""
    sheet = made.create_sheet(title)
    for row in rows:
        sheet.append(list(row))
    return made


def saved(made: Workbook) -> bytes:
    """The workbook as a file."""
    out = BytesIO()
    made.save(out)
    return out.getvalue()


HEAD: Final = ("部局名", "課室名", "事業名", "事業費（千円）")


PLAIN: Final = (
    HEAD,
    ("総務部", "税務課", "甲事業", 1_200),
    ("総務部", "総務課", "乙事業", 300),
)
