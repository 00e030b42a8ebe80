"""A zip from outside: measured by its directory before anything in it is read."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import BinaryIO, Final, NamedTuple
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812

_ENCRYPTED: Final = 0x1
"""The bit of an entry's flags that says so."""


class ZipRefused(Exception):
    """The zip is not read. `reason`: bomb, path, damaged or encrypted."""

    def __init__(self, reason: str) -> None:
        """Keep the reason."""
        super().__init__(reason)
        self.reason: Final = reason


class Limits(NamedTuple):
    """How much a zip may hold; a part's ratio is unpacked over packed."""

    parts: int
    unpacked: int
    ratio: int
    ratio_counts_from: int


Entries = Mapping[str, ZipInfo]


@contextmanager
def opened(source: BinaryIO, limits: Limits) -> Iterator[tuple[ZipFile, Entries]]:
    """The zip and its entries by name; what breaks while it is read inside is refused too.

    Raises ZipRefused.
    """
    try:
        with ZipFile(source) as archive:
            yield archive, _measured(archive, limits)
    except (BadZipFile, ZlibError, EOFError, NotImplementedError, OSError, ValueError) as wrong:
        raise ZipRefused("damaged") from wrong
    except RuntimeError as wrong:
        raise ZipRefused("encrypted") from wrong


def _measured(archive: ZipFile, limits: Limits) -> dict[str, ZipInfo]:
    entries = archive.infolist()
    if len(entries) > limits.parts or sum(one.file_size for one in entries) > limits.unpacked:
        raise ZipRefused("bomb")
    if any(_is_bomb(entry, limits) for entry in entries):
        raise ZipRefused("bomb")
    named: dict[str, ZipInfo] = {}
    for entry in entries:
        if _leads_elsewhere(entry):
            raise ZipRefused("path")
        if entry.filename in named:
            raise ZipRefused("damaged")
        if entry.flag_bits & _ENCRYPTED:
            raise ZipRefused("encrypted")
        named[entry.filename] = entry
    return named


def _is_bomb(entry: ZipInfo, limits: Limits) -> bool:
    unpacked, packed = entry.file_size, max(entry.compress_size, 1)
    return unpacked > limits.ratio_counts_from and unpacked > limits.ratio * packed


def _leads_elsewhere(entry: ZipInfo) -> bool:
    pieces = entry.filename.replace("\\", "/").split("/")
    return ".." in pieces or not pieces[0] or ":" in pieces[0] or "\0" in entry.orig_filename
