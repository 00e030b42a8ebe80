"""A table under a head whose words are known: columns, rows, and the hidden sheet beside it."""

import datetime as dt
import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from workflow.files import table_heads
from workflow.files.grid import Grid, Tab, Value
from workflow.files.table_heads import TableHead
from workflow.files.workbooks import FileRefused
from workflow.values.canonical import fingerprint
from workflow.values.text import folded, search_key, typed

HEAD_WITHIN: Final = 30
"""Rows from the top in which a head is looked for."""

MOST_UNREAD: Final = 30
"""Headings that are named as not read, and characters of each."""
LONGEST_UNREAD: Final = 40

EXAMPLE: Final = "（例）"
"""With what the first cell of a row begins that only shows how a table is filled in."""

SUMS: Final = ("小計", "合計", "総計", "総合計", "累計", "計", "合計額", "総合計額")
"""What a sum is called."""
_SUM: Final = re.compile(f"(?:{'|'.join(SUMS)})(?: .*)?")

DITTO: Final = frozenset(
    ("〃", "″", "〞", "”", "′′", "''", '"', "仝", "々", "同", "同上"),
)
"""What stands in a cell that says the same as the one above it."""

Headings = Mapping[str, Sequence[str]]
"""By the name of each column the words that may stand over it."""


class HeadedRow(NamedTuple):
    """A row by its number in the sheet (from 1): texts by column; `broken` hold an error."""

    number: int
    cells: Mapping[str, str]
    broken: frozenset[str] = frozenset()


@dataclass(frozen=True)
class CellProblem:
    """One thing wrong with one cell: `key` has a sentence, `typed` is what stands there."""

    row: int
    column: str
    key: str
    typed: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)


LeftCells = Collection[tuple[str, str]]
"""Cells that a person lets count for nothing: by their column, and what stands in them."""


def without(row: HeadedRow, left: LeftCells) -> HeadedRow:
    """The row as if the file had no column for its cells that are left out.

    A cell that holds an error has no text.
    """
    gone = {name for name, typed in left if _is_left(row, name, typed)}
    if not gone:
        return row
    cells = {name: text for name, text in row.cells.items() if name not in gone}
    return row._replace(cells=cells, broken=row.broken - gone)


def _is_left(row: HeadedRow, name: str, typed: str) -> bool:
    is_wanted = bool(typed) or name in row.broken
    return is_wanted and row.cells.get(name) == typed


class HeadedTable(NamedTuple):
    """The columns that were found, each with its place from 0, and the rows that hold something.

    `unread` are the headings that stand over columns nothing is read of.
    """

    tab: str
    columns: Mapping[str, int]
    rows: tuple[HeadedRow, ...]
    unread: tuple[str, ...] = ()


def headed(
    grid: Grid, headings: Headings, needed: Collection[str], filled_down: Collection[str] = ()
) -> HeadedTable | None:
    """The first table whose head has all that is `needed`; None where there is none.

    A head may be up to three rows high, its cells merged or not. In the columns `filled_down` a
    merged cell speaks for every row that it covers.
    """
    words = {folded(word): name for name, all_of in headings.items() for word in all_of}
    for tab in grid.tabs:
        for place in range(min(HEAD_WITHIN, len(tab.rows)) if tab.is_visible else 0):
            head = table_heads.read(tab.rows[place : place + table_heads.DEEPEST], words)
            if head.columns.keys() >= set(needed):
                rows = tuple(_rows(tab, place + head.depth, head.columns, filled_down))
                return HeadedTable(tab.name, head.columns, rows, _unread(head))
    return None


def is_example(first: str) -> bool:
    """Whether a row that begins with this cell is an example, which nobody meant."""
    return search_key(first).startswith(search_key(EXAMPLE))


def is_sum(typed: str) -> bool:
    """Whether a cell says 計, 合計 and the like, as the last row of a table does."""
    return bool(_SUM.fullmatch(search_key(typed[:LONGEST_UNREAD])))


def table_within(
    content: Grid,
    headings: Headings,
    needed: Collection[str],
    most: int,
    filled_down: Collection[str] = (),
) -> HeadedTable | None:
    """The first such table; None where there is none.

    Raises FileRefused (too_many_rows) for more than `most`.
    """
    table = headed(content, headings, needed, filled_down)
    if table is not None and len(table.rows) > most:
        raise FileRefused("too_many_rows", limit=most)
    return table


def text_of(value: Value) -> str:
    """What a cell says: a day as 2022-04-01, a whole number without a point."""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _unread(head: TableHead) -> tuple[str, ...]:
    places = set(head.columns.values())
    texts = (label for place, label in enumerate(head.labels) if place not in places)
    return tuple(text[:LONGEST_UNREAD] for text in texts if text)[:MOST_UNREAD]


def _rows(
    tab: Tab, first: int, columns: Mapping[str, int], filled_down: Collection[str]
) -> list[HeadedRow]:
    places = {at for name, at in columns.items() if name in filled_down}
    merged = tab.covered(first) if places else {}
    covered = {cell: head for cell, head in merged.items() if cell[1] in places}
    rows = []
    for number in range(first + 1, len(tab.rows) + 1):
        there = {at: covered.get((number - 1, at), (number - 1, at)) for at in columns.values()}
        cells = {name: typed(text_of(tab.value(*there[at]))) for name, at in columns.items()}
        broken = frozenset(
            name
            for name, at in columns.items()
            if (number, at + 1) in tab.errors or (number, at + 1) in tab.unfinished
        )
        own = (text for name, text in cells.items() if (number - 1, columns[name]) not in covered)
        if broken or any(own):
            rows.append(HeadedRow(number, cells, broken))
    return rows


LONGEST_NUMBER: Final = 10
"""The number of a thing has fewer digits than this."""


def number_in(typed: str) -> int | None:
    """The number that a text is; None for what is none."""
    is_number = typed.isascii() and typed.isdecimal() and len(typed) < LONGEST_NUMBER
    return int(typed) if is_number else None


# ------------------------------------------------------------- the hidden sheet


STAMP_TAB: Final = "_jizen"
MARK: Final = "jizen"
LONGEST_CELL: Final = 30_000
"""Characters; a workbook's cell takes 32,767."""


class Stamp(NamedTuple):
    """A row of the hidden sheet that nobody has damaged."""

    keys: tuple[str, ...]
    content: Mapping[str, Any]


def stamped(keys: Sequence[str], content: Mapping[str, Any]) -> list[str]:
    """The cells of a row."""
    written = json.dumps(content, ensure_ascii=True)
    pieces = [
        written[start : start + LONGEST_CELL] for start in range(0, len(written), LONGEST_CELL)
    ]
    return [*keys, fingerprint(content), *pieces]


def read_stamp(row: Sequence[Value], keys: int) -> Stamp | None:
    """A row of the hidden sheet with so many keys; None for one that is damaged."""
    cells = [cell if isinstance(cell, str) else text_of(cell) for cell in row]
    try:
        content = json.loads("".join(cells[keys + 1 :]))
        whole = isinstance(content, dict) and fingerprint(content) == cells[keys]
    except (ValueError, TypeError, IndexError, RecursionError):
        return None
    return Stamp(tuple(cells[:keys]), content) if whole else None
