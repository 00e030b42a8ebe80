"""The one stream of an old workbook that holds its sheets, out of the compound file around it."""

import struct
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from workflow.files.compound import MAGIC
from workflow.files.workbooks import FileRefused

_LAST: Final = 0xFFFFFFFA
"""Numbers of sectors from here on are marks: end of a chain, free, and the like."""
_ENTRY: Final = 128
_NAMES: Final = ("workbook", "book")
_SMALL: Final = 64
"""Bytes of a sector in the stream of small streams."""


class Stream(NamedTuple):
    """A stream in pieces of `size` bytes; `places` says where each begins in the file."""

    content: bytes
    places: tuple[int, ...]
    size: int

    def place_of(self, position: int) -> int:
        """Where a byte of the stream stands in the file."""
        return self.places[position // self.size] + position % self.size


def workbook_stream(content: bytes) -> Stream:
    """The stream of the sheets. Raises FileRefused where the file does not hold together."""
    try:
        return _Compound(content).workbook()
    except (struct.error, IndexError, KeyError, StopIteration) as wrong:
        raise FileRefused("damaged") from wrong


class _Compound:
    """A compound file."""

    def __init__(self, content: bytes) -> None:
        if content[:8] != MAGIC:
            raise FileRefused("damaged")
        self._content = content
        shift, small = struct.unpack_from("<HH", content, 30)
        if shift not in (9, 12) or small != 6:
            raise FileRefused("damaged")
        self._size: int = 1 << shift
        self._most = len(content) // self._size + 1
        self._table = self._sector_table()

    def workbook(self) -> Stream:
        """The stream called Workbook, or Book."""
        (first,) = struct.unpack_from("<I", self._content, 48)
        directory = self._joined(self._chain(first))
        entries = dict(self._entries(directory))
        name = next(name for name in _NAMES if name in entries)
        start, length = entries[name]
        (cutoff,) = struct.unpack_from("<I", self._content, 56)
        if length < cutoff:
            return self._small(entries["root entry"][0], start, length)
        places = tuple(self._place(sector) for sector in self._chain(start))
        return self._stream(places, self._size, length)

    def _small(self, root: int, start: int, length: int) -> Stream:
        holders = [self._place(sector) for sector in self._chain(root)]
        (first,) = struct.unpack_from("<I", self._content, 60)
        table = self._numbers(self._joined(self._chain(first)))
        each = self._size // _SMALL
        places = tuple(
            holders[one // each] + one % each * _SMALL for one in self._followed(table, start)
        )
        return self._stream(places, _SMALL, length)

    def _stream(self, places: tuple[int, ...], size: int, length: int) -> Stream:
        joined = b"".join(self._content[place : place + size] for place in places)
        return Stream(joined[:length], places, size)

    def _sector_table(self) -> tuple[int, ...]:
        heads = list(struct.unpack_from("<109I", self._content, 76))
        following, count = struct.unpack_from("<II", self._content, 68)
        each = self._size // 4 - 1
        for _ in range(min(count, self._most)):
            if following >= _LAST:
                break
            words = self._numbers(self._sector(following))
            heads += words[:each]
            following = words[each]
        used = [sector for sector in heads if sector < _LAST][: self._most]
        return tuple(word for sector in used for word in self._numbers(self._sector(sector)))

    def _entries(self, directory: bytes) -> Iterator[tuple[str, tuple[int, int]]]:
        for place in range(0, len(directory) - _ENTRY + 1, _ENTRY):
            (length,) = struct.unpack_from("<H", directory, place + 64)
            name = directory[place : place + max(0, min(length, 64) - 2)].decode(
                "utf-16-le", "replace"
            )
            yield name.lower(), struct.unpack_from("<II", directory, place + 116)

    def _chain(self, first: int) -> list[int]:
        return list(self._followed(self._table, first))

    def _followed(self, table: Sequence[int], first: int) -> Iterator[int]:
        """The sectors of a chain; one that is longer than the file goes in circles."""
        sector, count = first, 0
        while sector < _LAST:
            count += 1
            if count > self._most * (self._size // _SMALL):
                raise FileRefused("damaged")
            yield sector
            following: int = table[sector]
            sector = following

    def _joined(self, sectors: list[int]) -> bytes:
        return b"".join(self._sector(sector) for sector in sectors)

    def _sector(self, number: int) -> bytes:
        place = self._place(number)
        return self._content[place : place + self._size].ljust(self._size, b"\xff")

    def _place(self, sector: int) -> int:
        place = (sector + 1) * self._size
        if place > len(self._content):
            raise FileRefused("damaged")
        return place

    @staticmethod
    def _numbers(sector: bytes) -> Sequence[int]:
        return struct.unpack(f"<{len(sector) // 4}I", sector[: len(sector) // 4 * 4])
