"""Archives: opened within limits, and the parts of a workbook that are read."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from typing import BinaryIO, Final, NamedTuple
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812 - an error class with a small name

from workflow.files import xml_parts, xml_reading
from workflow.files.workbooks import FileRefused, Tally, WorkbookKind

_QUICKLY: Final = 1
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


LIMITS: Final = Limits(
    parts=2_000, unpacked=120 * 1024 * 1024, ratio=120, ratio_counts_from=2 * 1024 * 1024
)
"""Sheets that people have reach a ratio of 30."""

_TYPES: Final = "[Content_Types].xml"
_NO_PART: Final = b"<none/>"
_NEEDED: Final = (_TYPES, "_rels/", "xl/")
_NEEDED_ODS: Final = ("mimetype", "styles.xml", "content.xml", "META-INF/manifest.xml")
_LEFT_OUT: Final = (
    "xl/media/", "xl/drawings/", "xl/externallinks/", "xl/embeddings/", "xl/charts/",
    "xl/printersettings/", "xl/connections.xml", "xl/querytables/", "xl/theme/", "xl/activex/",
    "xl/ctrlprops/", "xl/comments", "xl/threadedcomments/", "xl/persons/", "xl/customxml/",
    "xl/webextensions/", "xl/pivot", "xl/model/",
)  # fmt: skip
_SPREADSHEET: Final = b"application/vnd.oasis.opendocument.spreadsheet"


def open_workbook(content: bytes) -> tuple[WorkbookKind, bytes]:
    """The kind, and the workbook packed anew. Raises FileRefused."""
    try:
        with opened(BytesIO(content), LIMITS) as (archive, entries):
            if sum(entry.compress_size for entry in entries.values()) > len(content):
                raise FileRefused("bomb")
            kind = _kind(archive, entries)
            look: _Tables | _Sheets = _Tables() if kind is WorkbookKind.ODS else _Sheets()
            harmless = _packed(_looked_at(_parts(archive, entries, kind), look))
    except ZipRefused as wrong:
        raise FileRefused(wrong.reason) from wrong
    return kind, harmless


def _kind(archive: ZipFile, entries: Mapping[str, ZipInfo]) -> WorkbookKind:
    lower = {name.lower() for name in entries}
    if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in lower):
        raise FileRefused("macros")
    if "xl/workbook.xml" in entries:
        if xml_reading.mentions(_part(archive, entries, _TYPES), ("macroEnabled",)):
            raise FileRefused("macros")
        return WorkbookKind.XLSX
    if "mimetype" in entries and archive.read("mimetype").strip() == _SPREADSHEET:
        if any(name.startswith(("basic/", "scripts/")) for name in lower):
            raise FileRefused("macros")
        manifest = _part(archive, entries, "META-INF/manifest.xml")
        if xml_reading.mentions(manifest, ("encryption-data",)):
            raise FileRefused("encrypted")
        return WorkbookKind.ODS
    raise FileRefused("foreign", what="archive")


def _part(archive: ZipFile, entries: Mapping[str, ZipInfo], name: str) -> bytes:
    return archive.read(name) if name in entries else _NO_PART


def _parts(
    archive: ZipFile, entries: Mapping[str, ZipInfo], kind: WorkbookKind
) -> Iterator[tuple[str, bytes]]:
    """What the reader needs. zipfile reads no further than the size that was measured."""
    needed = _NEEDED if kind is WorkbookKind.XLSX else _NEEDED_ODS
    for name in entries:
        lower = name.lower()
        wanted = name.startswith(needed) and not lower.startswith(_LEFT_OUT)
        if wanted and lower.endswith((".xml", ".rels", "mimetype")):
            yield name, archive.read(name)


class _Tables:
    """The parts of an ods, looked at one after the other."""

    def __init__(self) -> None:
        self._tally = Tally()

    def look_at(self, name: str, part: bytes) -> None:
        """Raises FileRefused."""
        if name != "mimetype":
            xml_parts.look_at_tables(part, self._tally)

    def end(self) -> None:
        """Everything was counted part by part."""


class _Sheets:
    """The parts of an xlsx, looked at one after the other, as if each were a sheet."""

    def __init__(self) -> None:
        self._tally = Tally()
        self._lengths: list[int] = []

    def look_at(self, name: str, part: bytes) -> None:
        """Raises FileRefused."""
        xml_parts.look_at_sheet(part, self._tally)
        if name.lower() == "xl/sharedstrings.xml":
            self._lengths = xml_parts.lengths_of_texts(part)

    def end(self) -> None:
        """Raises FileRefused where the shared texts are too long."""
        self._tally.add_shared_texts(self._lengths)


def _looked_at(
    parts: Iterable[tuple[str, bytes]], look: _Tables | _Sheets
) -> Iterator[tuple[str, bytes]]:
    for name, part in parts:
        look.look_at(name, part)
        yield name, part
    look.end()


def _packed(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """The parts packed anew, one after the other: however many there are, one is held."""
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, part in parts:
            archive.writestr(ZipInfo(name), part, ZIP_DEFLATED, _QUICKLY)
    return out.getvalue()
