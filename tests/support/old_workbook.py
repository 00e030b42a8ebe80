"""Workbooks of an old Excel (.xls), written byte by byte: whole ones, and ones that lie."""

import struct
from collections.abc import Sequence
from typing import Final

_SECTOR: Final = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def record(kind: int, body: bytes = b"") -> bytes:
    """One record of a stream."""
    return struct.pack("<HH", kind, len(body)) + body


def number(row: int, column: int, value: float = 1.0) -> bytes:
    """A cell with a number."""
    return record(0x0203, struct.pack("<HHHd", row, column, 0, value))


def rk(row: int, column: int, value: int = 1) -> bytes:
    """A cell with a whole number, as Excel packs small ones."""
    return record(0x027E, struct.pack("<HHHI", row, column, 0, value << 2 | 2))


def several_numbers(row: int, first: int, last: int) -> bytes:
    """Cells beside one another with a whole number each."""
    cells = b"".join(struct.pack("<HI", 0, 6) for _ in range(first, last + 1))
    return record(0x00BD, struct.pack("<HH", row, first) + cells + struct.pack("<H", last))


def label(row: int, column: int, text: str) -> bytes:
    """A cell with a text."""
    words = text.encode("utf-16-le")
    return record(0x0204, struct.pack("<HHHHB", row, column, 0, len(words) // 2, 1) + words)


def error(row: int, column: int, code: int) -> bytes:
    """A cell with an error."""
    return record(0x0205, struct.pack("<HHHBB", row, column, 0, code, 1))


def old_workbook(sheets: Sequence[bytes], more: bytes = b"", kind: int = 0) -> bytes:
    """A workbook with these cells on its sheets of a `kind`; `more` are records before them."""
    names = [f"Sheet{place}".encode() for place in range(len(sheets))]
    head = _begin(0x0005) + record(0x0042, struct.pack("<H", 1200)) + more
    size = len(head) + sum(4 + 8 + len(name) for name in names) + 4
    bodies = [_begin(0x0010) + cells + record(0x000A) for cells in sheets]
    for name, body in zip(names, bodies, strict=True):
        head += record(0x0085, struct.pack("<IBBBB", size, 0, kind, len(name), 0) + name)
        size += len(body)
    return compound("Workbook", head + record(0x000A) + b"".join(bodies))


def compound(name: str, stream: bytes, more: Sequence[str] = ()) -> bytes:
    """A compound file with one stream, large enough not to be among the small ones.

    `more` are names of streams beside it, in which there is nothing: two at most.
    """
    stream = stream.ljust(4096, b"\0")
    sectors = -(-len(stream) // _SECTOR)
    fats = 1
    while fats * 128 < sectors + fats + 1:
        fats += 1
    chain = [*range(1, sectors), _END]
    table = [*chain, _END, *[_FAT] * fats]
    table += [_FREE] * (fats * 128 - len(table))
    directory = _entry("Root Entry", 5, 1, _END, 0) + _entry(name, 2, _FREE, 0, len(stream))
    directory += b"".join(_entry(one, 2, _FREE, _END, 0) for one in more[:2])
    return (
        _header(first_directory=sectors, fats=range(sectors + 1, sectors + 1 + fats))
        + stream.ljust(sectors * _SECTOR, b"\0")
        + directory.ljust(_SECTOR, b"\0")
        + struct.pack(f"<{len(table)}I", *table)
    )


def _begin(kind: int) -> bytes:
    return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0, 0, 0, 6))


def _header(first_directory: int, fats: range) -> bytes:
    places = [*fats, *[_FREE] * (109 - len(fats))]
    return (
        _MAGIC
        + bytes(16)
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + bytes(6)
        + struct.pack("<9I", 0, len(fats), first_directory, 0, 4096, _END, 0, _END, 0)
        + struct.pack("<109I", *places)
    )


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    letters = (name + "\0").encode("utf-16-le")
    return (
        letters.ljust(64, b"\0")
        + struct.pack("<HBB3I", len(letters), kind, 1, _FREE, _FREE, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )
