"""The lines of a transfer list: who leaves which role, who gets which, and who follows."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from workflow.files import grid
from workflow.files.headed import HeadedRow, headed
from workflow.rosters.columns import HEADINGS as PEOPLE
from workflow.transfers import list_words, personnel
from workflow.values.place import DEPARTMENT, SECTION, headed_by

HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    **{one: PEOPLE[one] for one in ("login", "staff_number", "name")},
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

LISTED: Final[Mapping[str, tuple[str, ...]]] = {
    **list_words.LISTED,
    "said": ("名簿の記載", "said"),
    "unknown_section": ("登録のない課室", "unknown_section"),
}
"""What is kept besides of a list of the personnel section; `said` is what stood there."""

NEEDED: Final = ("old_role", "new_role")
EVERYTHING: Final = ("すべて", "全て", "all")
"""Written as the old role: all that the person holds."""
NOTHING: Final = "なし"
"""Written as an old or a new role: none is left, none is given."""

MOST_LINES: Final = 2000
MOST_ROWS: Final = 10_000
"""Of a list: most of them are no users' and become no line."""
_ROLES: Final = (*NEEDED, "successor", "active")


class Line(NamedTuple):
    """One line as it was typed or stood in a file, by column; `row` is its number there."""

    row: int
    cells: Mapping[str, str]

    def said(self, column: str) -> str:
        """What a cell says."""
        return self.cells.get(column, "")

    @property
    def is_listed(self) -> bool:
        """Whether it stands as the personnel section wrote it, and says nothing of roles yet."""
        return not any(map(self.said, _ROLES)) and any(map(self.said, list_words.LISTED))

    @property
    def is_carried_out(self) -> bool:
        """Whether the plan does what it says: it is no longer, or never was, a list's."""
        return not (self.is_listed or self.is_left_out)

    @property
    def is_left_out(self) -> bool:
        """Whether it only names somebody, who is no user: the plan does nothing with them."""
        return self.cells.keys() == {"name"}


class TransferFile(NamedTuple):
    """The lines that a file says, None where it has no head; and its headings that are not read."""

    lines: tuple[Line, ...] | None
    unread: tuple[str, ...] = ()


def read_lines(content: bytes, whose: int | None) -> TransferFile:
    """The lines of a file (Excel or CSV), or of what was pasted.

    It says which roles are left and come, or is a list of the personnel section, which says only
    from where people go to where. Raises FileRefused.
    """
    found = grid.unpacked(grid.packed(content, whose))
    table = headed(found, {**LISTED, **HEADINGS}, NEEDED)
    if table is None:
        rows, unread = personnel.read(found)
        lines = tuple(Line(row, cells) for row, cells in rows)
        return TransferFile(lines or None, unread)
    return TransferFile(tuple(_line(row) for row in table.rows[: MOST_ROWS + 1]), table.unread)


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
    every = HEADINGS if not lines else {**HEADINGS, **LISTED}
    used = [one for one in every if one in ("login", *NEEDED) or _is_used(lines, one)]
    rows = [[every[one][0] for one in used]]
    rows += [[" ".join(line.said(one).split()) for one in used] for line in lines]
    return "\n".join("\t".join(row) for row in rows)


def _is_used(lines: Sequence[Line], column: str) -> bool:
    return not lines or any(column in line.cells for line in lines)
