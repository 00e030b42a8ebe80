"""A zipped workbook made harmless: measured by its directory, and packed anew from what it says.

The reader that follows is given only the parts that it needs, as they were looked at
here: no macro, no link to elsewhere, no size that differs between two headers reaches it.
"""

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Final
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from workflow.files import archives, xml_parts
from workflow.files.archives import Limits, ZipRefused
from workflow.files.workbooks import FileKind, FileRefused
from workflow.files.xml_parts import Extent

LIMITS: Final = Limits(
    parts=2_000, unpacked=120 * 1024 * 1024, ratio=120, ratio_counts_from=2 * 1024 * 1024
)
"""Sheets that people have reach a ratio of 30."""

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
        with archives.opened(BytesIO(content), LIMITS) as (archive, entries):
            if sum(entry.compress_size for entry in entries.values()) > len(content):
                raise FileRefused("bomb")
            kind = _kind(archive, entries)
            parts = dict(_parts(archive, entries, kind))
    except ZipRefused as wrong:
        raise FileRefused(wrong.reason) from wrong
    extents = _looked_at(parts, kind)
    return kind, _packed(parts), extents


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
