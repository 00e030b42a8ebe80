"""Which files may be a workbook, by their content."""

from enum import StrEnum
from typing import Final

from workflow.files import compound
from workflow.files.wide_letters import utf_16_without_mark
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
        raise FileRefused("foreign", what="web_page")
    return WorkbookKind.TEXT


def shown_name(given: str) -> str:
    """The last part of a file's name, fit to be shown; never a path, never opened."""
    last = given.replace("\\", "/").rsplit("/", 1)[-1].strip(" .\t\r\n")
    kept = "".join(letter for letter in last if is_sound(letter) and letter not in "\n\t")
    return kept[-LONGEST_NAME:] or "（名前なし）"
