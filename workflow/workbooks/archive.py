"""A zipped workbook made harmless: measured by its directory, and packed anew from what it says.

The reader that follows is given only the parts that it needs, as they were looked at
here: no macro, no link to elsewhere, no size that differs between two headers reaches it.
"""

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Final
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812 - an error class with a small name

from workflow.workbooks import xml_parts
from workflow.workbooks.kinds import FileKind
from workflow.workbooks.refused import FileRefused
from workflow.workbooks.xml_parts import Extent

MOST_PARTS: Final = 2_000
LARGEST_UNPACKED: Final = 120 * 1024 * 1024
"""Bytes of all parts together."""
GREATEST_RATIO: Final = 120
"""Unpacked over packed; sheets people have reach 30."""
RATIO_COUNTS_FROM: Final = 2 * 1024 * 1024

_NEEDED: Final = ("[Content_Types].xml", "_rels/", "xl/")
_NEEDED_ODS: Final = ("mimetype", "content.xml", "META-INF/manifest.xml")
_LEFT_OUT: Final = (
    "xl/media/", "xl/drawings/", "xl/externallinks/", "xl/embeddings/", "xl/charts/",
    "xl/printersettings/", "xl/connections.xml", "xl/querytables/", "xl/theme/", "xl/activex/",
    "xl/ctrlprops/", "xl/comments", "xl/threadedcomments/", "xl/persons/", "xl/customxml/",
    "xl/webextensions/", "xl/pivot", "xl/model/",
)  # fmt: skip
_SPREADSHEET: Final = b"application/vnd.oasis.opendocument.spreadsheet"


def opened(content: bytes) -> tuple[FileKind, bytes, Mapping[str, Extent]]:
    """The kind, the workbook packed anew, and the extent of each sheet of an xlsx.

    Raises FileRefused.
    """
    try:
        with ZipFile(BytesIO(content)) as archive:
            entries = _measured(archive, len(content))
            kind = _kind(archive, entries)
            parts = dict(_parts(archive, entries, kind))
    except (BadZipFile, ZlibError, EOFError, NotImplementedError, OSError, ValueError) as wrong:
        raise FileRefused("damaged") from wrong
    except RuntimeError as wrong:
        raise FileRefused("encrypted") from wrong
    extents = _looked_at(parts, kind)
    return kind, _packed(parts), extents


def _measured(archive: ZipFile, size: int) -> dict[str, ZipInfo]:
    entries = archive.infolist()
    if len(entries) > MOST_PARTS:
        raise FileRefused("bomb")
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if unpacked > LARGEST_UNPACKED or packed > size:
        raise FileRefused("bomb")
    if any(
        entry.file_size > RATIO_COUNTS_FROM
        and entry.file_size > GREATEST_RATIO * max(entry.compress_size, 1)
        for entry in entries
    ):
        raise FileRefused("bomb")
    return _named(entries)


def _named(entries: list[ZipInfo]) -> dict[str, ZipInfo]:
    named: dict[str, ZipInfo] = {}
    for entry in entries:
        parts = entry.filename.replace("\\", "/").split("/")
        if ".." in parts or not parts[0] or ":" in parts[0] or "\x00" in entry.orig_filename:
            raise FileRefused("path")
        if entry.filename in named:
            raise FileRefused("damaged")
        if entry.flag_bits & 0x1:
            raise FileRefused("encrypted")
        named[entry.filename] = entry
    return named


def _kind(archive: ZipFile, entries: Mapping[str, ZipInfo]) -> FileKind:
    lower = {name.lower() for name in entries}
    if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in lower):
        raise FileRefused("macros")
    if "xl/workbook.xml" in entries:
        if b"macroEnabled" in archive.read("[Content_Types].xml"):
            raise FileRefused("macros")
        return FileKind.XLSX
    if "mimetype" in entries and archive.read("mimetype").strip() == _SPREADSHEET:
        if any(name.startswith(("basic/", "scripts/")) for name in lower):
            raise FileRefused("macros")
        if b"encryption-data" in _part(archive, entries, "META-INF/manifest.xml"):
            raise FileRefused("encrypted")
        return FileKind.ODS
    raise FileRefused("foreign", what="archive")


def _part(archive: ZipFile, entries: Mapping[str, ZipInfo], name: str) -> bytes:
    return archive.read(name) if name in entries else b""


def _parts(
    archive: ZipFile, entries: Mapping[str, ZipInfo], kind: FileKind
) -> Iterator[tuple[str, bytes]]:
    """What the reader needs. zipfile reads no further than the size that was measured."""
    needed = _NEEDED if kind is FileKind.XLSX else _NEEDED_ODS
    for name in entries:
        lower = name.lower()
        wanted = name.startswith(needed) and not lower.startswith(_LEFT_OUT)
        if wanted and lower.endswith((".xml", ".rels", "mimetype")):
            yield name, archive.read(name)


def _looked_at(parts: Mapping[str, bytes], kind: FileKind) -> dict[str, Extent]:
    """The extents of an xlsx's sheets by name; every part is looked at as if it were a sheet."""
    if kind is FileKind.ODS:
        for name, part in parts.items():
            if name != "mimetype":
                xml_parts.look_at_tables(part)
        return {}
    extents = {name: xml_parts.look_at_sheet(part) for name, part in parts.items()}
    return {sheet: extents[part] for sheet, part in _sheets(parts).items() if part in extents}


def _sheets(parts: Mapping[str, bytes]) -> dict[str, str]:
    """The part that holds each sheet; what points nowhere is the reader's to refuse."""
    links = parts.get("xl/_rels/workbook.xml.rels", b"<none/>")
    targets = {
        link.get("Id", ""): _target(link.get("Target", ""))
        for link in xml_parts.attributes_of(links, "Relationship")
    }
    return {
        sheet.get("name", ""): targets.get(sheet.get("id", ""), "")
        for sheet in xml_parts.attributes_of(parts["xl/workbook.xml"], "sheet")
    }


def _target(written: str) -> str:
    return written[1:] if written.startswith("/") else f"xl/{written}"


def _packed(parts: Mapping[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(ZipInfo(name), part)
    return out.getvalue()
