"""Compound files, in which the old Office and 一太郎 keep their documents: what is in them.

Read for a process with limits. What does not hold together is refused, never guessed.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final, NamedTuple

MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MOST_ENTRIES: Final = 20_000
_LARGEST_SECTOR: Final = 0xFFFFFFFA
"""Numbers from here on are no sectors: the end of a chain, or nothing."""
_IN_HEADER: Final = 109
"""Sectors of the allocation table that the header names itself."""
_ENTRY: Final = 128
_HEADER: Final = 512


class CompoundBroken(ValueError):
    """The file does not hold together."""


class Entry(NamedTuple):
    """A stream or a storage: its name, the sector in which it begins, its bytes."""

    name: str
    start: int
    size: int


@dataclass(frozen=True)
class Compound:
    """A compound file. Every method raises CompoundBroken."""

    content: bytes
    sector: int
    table: tuple[int, ...]
    entries: tuple[Entry, ...]
    small: int
    """Streams of fewer bytes lie elsewhere; they are not read."""

    @property
    def names(self) -> frozenset[str]:
        """What its streams and storages are called, without leading marks."""
        return frozenset(entry.name for entry in self.entries)

    def beginning(self, name: str, most: int) -> bytes:
        """The first bytes of a stream; none where it is a small one, or there is none."""
        entry = next((one for one in self.entries if one.name == name), None)
        if entry is None or entry.size < self.small:
            return b""
        most = min(most, entry.size)
        places = islice(_chain(self.table, entry.start), -(-most // self.sector))
        return b"".join(_sector(self.content, self.sector, place) for place in places)[:most]


def opened(content: bytes) -> Compound:
    """The directory of a compound file. Raises CompoundBroken."""
    try:
        shift, fats, directory = struct.unpack_from("<30xH12xII", content)
        small, difat = struct.unpack_from("<56xI8xI", content)
        in_header = struct.unpack_from(f"<{_IN_HEADER}I", content, 76)
    except struct.error as wrong:
        raise CompoundBroken() from wrong
    if not content.startswith(MAGIC) or shift not in (9, 12):
        raise CompoundBroken()
    sector = 1 << shift
    table = tuple(_table(content, sector, fats, [*in_header], difat))
    entries = tuple(_entries(content, sector, table, directory))
    return Compound(content, sector, table, entries, small)


def _table(content: bytes, sector: int, fats: int, places: list[int], difat: int) -> Iterator[int]:
    """The allocation table: for each sector the one that follows it."""
    each = sector // 4
    while difat < _LARGEST_SECTOR and len(places) < fats:
        more = struct.unpack(f"<{each}I", _sector(content, sector, difat))
        places += more[:-1]
        difat = more[-1]
    for place in places[:fats]:
        if place < _LARGEST_SECTOR:
            yield from struct.unpack(f"<{each}I", _sector(content, sector, place))


def _entries(
    content: bytes, sector: int, table: tuple[int, ...], directory: int
) -> Iterator[Entry]:
    count = 0
    for place in _chain(table, directory):
        part = _sector(content, sector, place)
        for at in range(0, sector, _ENTRY):
            count += 1
            if count > MOST_ENTRIES:
                raise CompoundBroken()
            if part[at + 66]:
                yield _entry(part[at : at + _ENTRY])


def _entry(part: bytes) -> Entry:
    length = int.from_bytes(part[64:66], "little")
    name = part[: min(max(length - 2, 0), 62)].decode("utf-16-le", "replace")
    start, size = struct.unpack_from("<II", part, 116)
    return Entry(name.lstrip("\x01\x02\x03\x04\x05\x06"), start, size)


def _chain(table: tuple[int, ...], start: int) -> Iterator[int]:
    """The sectors of a stream; one that bites its own tail is broken."""
    place, seen = start, 0
    while place < _LARGEST_SECTOR:
        seen += 1
        if place >= len(table) or seen > len(table):
            raise CompoundBroken()
        yield place
        place = table[place]


def _sector(content: bytes, sector: int, place: int) -> bytes:
    start = max(sector, _HEADER) + place * sector
    if start >= len(content):
        raise CompoundBroken()
    # The last one may be cut off.
    return content[start : start + sector].ljust(sector, b"\0")
