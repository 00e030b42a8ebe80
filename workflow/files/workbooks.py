"""Which files may be a workbook, by their content, and how much one may hold."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from workflow.files import compound
from workflow.values.errors import Refusal
from workflow.values.text import is_sound


class FileRefused(Refusal):
    """The file is not read at all. Data: reason (a word), and facts beside it."""

    key = "file_refused"

    def __init__(self, reason: str = "damaged", **facts: object) -> None:
        """Keep the `reason`: each has its sentence."""
        super().__init__(reason=reason, **facts)
        self.reason = reason


LARGEST_FILE: Final = 20 * 1024 * 1024
"""Bytes; ten thousand full rows are a tenth of it."""
LONGEST_NAME: Final = 120

_ZIP: Final = b"PK\x03\x04"
_FOREIGN: Final = (
    (b"%PDF", "pdf"), (b"\x89PNG", "image"), (b"\xff\xd8\xff", "image"), (b"GIF8", "image"),
    (b"MZ", "program"), (b"\x7fELF", "program"), (b"#!", "program"), (b"Rar!", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"), (b"\x1f\x8b", "archive"), (b"{\\rtf", "document"),
    (b"PK\x05\x06", "archive"), (b"BM", "image"),
)  # fmt: skip
_MACROS: Final = tuple(word.encode("utf-16-le") for word in ("_VBA_PROJECT", "VBA\x00"))
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")


class WorkbookKind(StrEnum):
    """The kinds that are read."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    TEXT = "text"


ENDINGS: Final = {
    WorkbookKind.XLSX: ("xlsx",),
    WorkbookKind.XLS: ("xls",),
    WorkbookKind.ODS: ("ods",),
    WorkbookKind.TEXT: ("csv", "txt"),
}
"""With what the names of files of each kind usually end: what a browser offers to choose from."""


def require_size(content: bytes) -> None:
    """Raises FileRefused for nothing, and for more than a workbook is."""
    if not content:
        raise FileRefused("empty")
    if len(content) > LARGEST_FILE:
        raise FileRefused("too_large", limit=LARGEST_FILE // 1024 // 1024)


def kind_of(content: bytes) -> WorkbookKind | None:
    """The kind of a file; None for a zip, in which only its directory tells.

    Raises FileRefused: empty, too large, another kind, encrypted, with macros.
    """
    require_size(content)
    if content.startswith(_ZIP):
        return None
    if content.startswith(compound.MAGIC):
        return _ole(content)
    for magic, what in _FOREIGN:
        if content.startswith(magic) and not (magic == b"BM" and content.isascii()):
            raise FileRefused("foreign", what=what)
    return _text(content)


def _ole(content: bytes) -> WorkbookKind:
    """An old workbook; its directory names its streams in UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise FileRefused("encrypted")
    if any(word in content for word in _MACROS):
        raise FileRefused("macros")
    if "Workbook".encode("utf-16-le") in content or b"B\x00o\x00o\x00k\x00\x00" in content:
        return WorkbookKind.XLS
    raise FileRefused("foreign", what="document")


def _text(content: bytes) -> WorkbookKind:
    if content.startswith(_UTF_16):
        return WorkbookKind.TEXT
    if b"\x00" in content and not utf_16_without_mark(content):
        raise FileRefused("foreign", what="binary")
    head = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype", b"<html", b"<?xml", b"<script", b"<svg", b"<table")):
        raise FileRefused("web_page")
    return WorkbookKind.TEXT


def shown_name(given: str) -> str:
    """The last part of a file's name, fit to be shown; never a path, never opened."""
    last = given.replace("\\", "/").rsplit("/", 1)[-1].strip(" .\t\r\n")
    kept = "".join(letter for letter in last if is_sound(letter) and letter not in "\n\t")
    return kept[-LONGEST_NAME:] or "（名前なし）"


# --------------------------------------------------------- letters of two bytes


_SAMPLE: Final = 8_192
_ENOUGH: Final = 0.9
_LIKELY: Final = re.compile(
    "[\t\r\n\x20-\x7e\u00a0-\u00ff\u2010-\u203b\u2160-\u217f\u2190-\u2193\u2460-\u2473\u25a0-\u25ef"
    "\u3000-\u30ff\u3220-\u33ff\u4e00-\u9fff\uff01-\uff9f]"
)


def utf_16_without_mark(content: bytes) -> str | None:
    """The byte order of a UTF-16 text that does not say it; None for anything else."""
    sample = content[:_SAMPLE]
    if b"\x00" not in sample or len(content) % 2:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        letters = sample.decode(encoding, "ignore")
        if len(_LIKELY.findall(letters)) >= _ENOUGH * len(sample) // 2:
            return encoding
    return None


# --------------------------------------------------------- how much it may hold


MOST_CELLS: Final = 2_000_000
"""Between the first cell and the outermost one that holds something, summed over the sheets."""
MOST_FILLED: Final = 500_000
"""Cells that hold something: twenty thousand rows of twenty-five columns."""
MOST_ROWS: Final = 100_000
"""Rows that hold something, over all sheets; of one sheet fewer are brought in."""
MOST_CHARACTERS: Final = 20_000_000


@dataclass
class Tally:
    """What the sheets hold together, as far as they were looked at. Every method refuses.

    `uses` are the shared texts by their number, and in how many cells each stands.
    """

    area: int = 0
    rows: int = 0
    filled: int = 0
    characters: int = 0
    uses: Counter[int] = field(default_factory=Counter)

    def add_area(self, rows: int, columns: int) -> None:
        """Count a sheet that reaches so far. Raises FileRefused."""
        self.area += rows * columns
        if self.area > MOST_CELLS:
            raise FileRefused("too_many_cells", limit=MOST_CELLS)

    def add_cells(self, count: int, characters: int) -> None:
        """Count cells that hold something, and what is written in them. Raises FileRefused."""
        self.filled += count
        self.characters += characters
        if self.filled > MOST_FILLED:
            raise FileRefused("too_many_cells", limit=MOST_FILLED)
        if self.characters > MOST_CHARACTERS:
            raise FileRefused("too_much_text", limit=MOST_CHARACTERS)

    def add_rows(self, rows: Sequence[Sequence[Any]]) -> None:
        """Count what was read. Raises FileRefused."""
        for row in rows:
            texts = sum(len(cell) for cell in row if isinstance(cell, str))
            filled = len(row) - row.count("")
            self.rows += bool(filled)
            self.add_cells(filled, texts)
        if self.rows > MOST_ROWS:
            raise FileRefused("too_many_rows", limit=MOST_ROWS)

    def add_shared_texts(self, lengths: Sequence[int]) -> None:
        """Count the shared texts as often as they are used. Raises FileRefused."""
        for number, uses in self.uses.items():
            if number < len(lengths):
                self.add_cells(0, uses * lengths[number])
