"""The lines of a transfer list: who leaves which role, who gets which, and who follows."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from workflow.files import grid
from workflow.files.headed import HeadedRow, headed
from workflow.values.place import DEPARTMENT, SECTION, headed_by

HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "login": ("ログインID", "ログイン", "login"),
    "staff_number": ("職員番号", "職員コード", "staff_number"),
    "name": ("氏名", "名前", "name"),
    "old_role": ("旧役割", "old_role"),
    "old_department": ("旧対象部局", "old_department"),
    "new_role": ("新役割", "new_role"),
    "new_department": ("新対象部局", "new_department"),
    "section_department": (*headed_by("新所属部局", DEPARTMENT, "新"), "section_department"),
    "section": (*headed_by("新課室", SECTION, "新"), "section"),
    "successor": ("後任", "successor"),
    "successor_department": ("引継部局", "後任の部局", "successor_department"),
    "active": ("利用", "active"),
}
"""By column the words that may stand over it; the first is what is written."""

NEEDED: Final = ("old_role", "new_role")
MOST_LINES: Final = 2000


class Line(NamedTuple):
    """One line as it was typed or stood in a file, by column; `row` is its number there."""

    row: int
    cells: Mapping[str, str]

    def said(self, column: str) -> str:
        """What a cell says."""
        return self.cells.get(column, "")


class TransferFile(NamedTuple):
    """The lines that a file says, None where it has no head; and its headings that are not read."""

    lines: tuple[Line, ...] | None
    unread: tuple[str, ...] = ()


def read_lines(content: bytes, whose: int | None) -> TransferFile:
    """The lines of a file (Excel or CSV), or of what was pasted.

    Raises FileRefused.
    """
    table = headed(grid.unpacked(grid.packed(content, whose)), HEADINGS, NEEDED)
    if table is None:
        return TransferFile(None)
    return TransferFile(tuple(_line(row) for row in table.rows[: MOST_LINES + 1]), table.unread)


def _line(row: HeadedRow) -> Line:
    """What a row says; beside a department an empty section is said, too: the head has none."""
    said = {column for column, text in row.cells.items() if text}
    if "section_department" in said:
        said |= {"section"} & row.cells.keys()
    return Line(row.number, {column: row.cells[column] for column in row.cells if column in said})


def kept(lines: Sequence[Line]) -> list[Any]:
    """The lines as they are stored."""
    return [[line.row, dict(line.cells)] for line in lines]


def lines_of(stored: Sequence[Any]) -> tuple[Line, ...]:
    """The same read back."""
    return tuple(Line(row, cells) for row, cells in stored)


def as_text(lines: Sequence[Line]) -> str:
    """The lines as a text that can be typed on: the head, then a line each, parted by tabs."""
    used = [one for one in HEADINGS if one in ("login", *NEEDED) or _is_used(lines, one)]
    rows = [[HEADINGS[one][0] for one in used]]
    rows += [[line.said(one) for one in used] for line in lines]
    return "\n".join("\t".join(row) for row in rows)


def _is_used(lines: Sequence[Line], column: str) -> bool:
    return not lines or any(column in line.cells for line in lines)
