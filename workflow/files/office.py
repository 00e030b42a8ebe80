"""Office files that may be attached: by what is in their archive or streams, never with macros."""

import re
import struct
from typing import BinaryIO, Final
from zipfile import ZipFile, ZipInfo

from workflow.files import archives, compound, xml_reading
from workflow.files.archives import Entries, Limits, ZipRefused
from workflow.files.compound import Compound, CompoundBroken
from workflow.files.workbooks import FileRefused
from workflow.values.errors import Refusal


class AttachmentRefused(Refusal):
    """The file is not attached. Data: reason (a word), name, and facts beside it."""

    key = "attachment_refused"

    def __init__(self, reason: str = "type", **facts: object) -> None:
        """Keep the `reason`: each has its sentence."""
        super().__init__(reason=reason, **facts)
        self.reason = reason


LIMITS: Final = Limits(
    parts=5_000, unpacked=400 * 1024 * 1024, ratio=200, ratio_counts_from=4 * 1024 * 1024
)
LARGEST_DIRECTORY: Final = 1024 * 1024
LARGEST_READ: Final = 1024 * 1024
"""Bytes of one part that is looked into: its links, or the list of types."""

_TYPES: Final = "[content_types].xml"
_MAIN: Final = (
    ("xl/workbook.xml", "xlsx"), ("word/document.xml", "docx"), ("ppt/presentation.xml", "pptx"),
)  # fmt: skip
_ACTIVE: Final = re.compile(
    r"(^|/)(vbaproject[^/]*\.bin|vbadata\.xml|macrosheets/|activex/|attachedtoolbars\.bin)"
    r"|/embeddings/[^/]*\.(bin|exe|dll|js|vbs|hta|lnk|scr|bat|cmd|ps1)$"
    r"|\.(exe|dll|js|vbs|hta|lnk|scr|bat|cmd|ps1|jar)$",
    re.IGNORECASE,
)
_MACRO_TYPES: Final = ("macroEnabled", "vbaProject")
_REACHES_OUT: Final = ("attachedTemplate", "oleObject", "/frame", "subDocument")
"""How the kinds of links end that Office follows by itself."""


def kind_of(source: BinaryIO) -> str:
    """`xlsx`, `docx` or `pptx`. Raises AttachmentRefused: anything else, macros, damaged."""
    _require_small_directory(source)
    try:
        with archives.opened(source, LIMITS) as (archive, parts):
            _require_passive(archive, parts)
            return _main(parts)
    except ZipRefused as wrong:
        raise AttachmentRefused(wrong.reason) from wrong


def _require_small_directory(source: BinaryIO) -> None:
    """The directory is read at once, so its size is looked at first."""
    size = source.seek(0, 2)
    source.seek(max(0, size - 65_557))
    tail = source.read()
    end = tail[tail.rfind(b"PK\x05\x06") :] if b"PK\x05\x06" in tail else b""
    if len(end) < 22:
        raise AttachmentRefused("damaged")
    count, length = struct.unpack("<HL", end[10:16])
    if count > LIMITS.parts or length > LARGEST_DIRECTORY:
        raise AttachmentRefused("bomb")


def _require_passive(archive: ZipFile, parts: Entries) -> None:
    if any(_ACTIVE.search(name) for name in parts):
        raise AttachmentRefused("macros")
    # Office finds parts whatever the case of their names.
    small = [(name.lower(), part) for name, part in parts.items()]
    types = [part for name, part in small if name == _TYPES]
    if len(types) != 1 or len({name for name, _part in small}) < len(small):
        raise AttachmentRefused("damaged" if types else "archive")
    try:
        if xml_reading.mentions(_read(archive, types[0]), _MACRO_TYPES):
            raise AttachmentRefused("macros")
        for name, part in small:
            if name.endswith(".rels"):
                _require_home(_read(archive, part))
    except FileRefused as wrong:
        raise AttachmentRefused(wrong.reason) from wrong


def _require_home(links: bytes) -> None:
    """No link that Office follows by itself leads out of the file."""
    for link in xml_reading.attributes_of(links, "Relationship"):
        is_external = link.get("TargetMode", "").lower() == "external"
        if is_external and link.get("Type", "").endswith(_REACHES_OUT):
            raise AttachmentRefused("reaches_out")


def _read(archive: ZipFile, part: ZipInfo) -> bytes:
    if part.file_size > LARGEST_READ:
        raise AttachmentRefused("bomb")
    return archive.read(part)


def _main(parts: Entries) -> str:
    found = [kind for name, kind in _MAIN if name in parts]
    if len(found) != 1:
        raise AttachmentRefused("archive")
    return found[0]


# ------------------------------------------------------ the old Office, and 一太郎


_OLD_KINDS: Final = (
    ("WordDocument", "doc"), ("DocumentText", "jtd"), ("Workbook", "xls"), ("Book", "xls"),
)  # fmt: skip
"""A stream that only this kind has; the first counts, as a document may hold a workbook."""
_ACTIVE_STREAMS: Final = frozenset({"_VBA_PROJECT", "_VBA_PROJECT_CUR", "VBA", "Ole10Native"})
_READ_OF_STREAM: Final = 256 * 1024
_SHEET, _END, _MACRO_SHEET = 0x85, 0x0A, 1


def old_kind_of(content: bytes) -> str:
    """`doc`, `xls` or `jtd`. Raises AttachmentRefused: anything else, macros, locked, damaged."""
    try:
        document = compound.opened(content)
        names = document.names
        if "EncryptedPackage" in names:
            raise AttachmentRefused("encrypted")
        if names & _ACTIVE_STREAMS or _has_macro_sheets(document):
            raise AttachmentRefused("macros")
    except CompoundBroken as wrong:
        raise AttachmentRefused("damaged") from wrong
    for stream, kind in _OLD_KINDS:
        if stream in names:
            return kind
    raise AttachmentRefused("old_office")


def _has_macro_sheets(document: Compound) -> bool:
    """Whether a workbook has sheets of the kind that were programs before there was VBA."""
    records = document.beginning("Workbook", _READ_OF_STREAM)
    at = 0
    while at + 4 <= len(records):
        kind, length = struct.unpack_from("<HH", records, at)
        if kind == _END:
            return False
        if kind == _SHEET and length >= 6 and records[at + 9 : at + 10] == bytes([_MACRO_SHEET]):
            return True
        at += 4 + length
    return False
