"""Which files may be attached to an item: by their content, never by their name alone.

No file is looked into in this process: `kind_within` does that in another one, with limits.
"""

import codecs
import re
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from io import BytesIO
from typing import BinaryIO, Final, NamedTuple

from workflow.files import office, sandbox
from workflow.files.compound import MAGIC
from workflow.files.office import AttachmentRefused
from workflow.files.storage import Draft, Storage, ending_of

CHUNK: Final = 256 * 1024
HEAD: Final = 4096


class FileKind(StrEnum):
    """What an attachment can be."""

    PDF = "pdf"
    XLSX = "xlsx"
    DOCX = "docx"
    PPTX = "pptx"
    XLS = "xls"
    DOC = "doc"
    JTD = "jtd"
    TEXT = "text"
    PNG = "png"
    JPEG = "jpeg"
    TIFF = "tiff"


_OFFICE_TYPE: Final = "application/vnd.openxmlformats-officedocument."
MEDIA_TYPES: Final = {
    FileKind.PDF: "application/pdf",
    FileKind.XLSX: f"{_OFFICE_TYPE}spreadsheetml.sheet",
    FileKind.DOCX: f"{_OFFICE_TYPE}wordprocessingml.document",
    FileKind.PPTX: f"{_OFFICE_TYPE}presentationml.presentation",
    FileKind.XLS: "application/vnd.ms-excel",
    FileKind.DOC: "application/msword",
    FileKind.JTD: "application/x-js-taro",
    # No browser opens it in a window of its own, whatever the text says.
    FileKind.TEXT: "application/octet-stream",
    FileKind.PNG: "image/png",
    FileKind.JPEG: "image/jpeg",
    FileKind.TIFF: "image/tiff",
}
ENDINGS: Final = {
    FileKind.PDF: frozenset({"pdf"}),
    FileKind.XLSX: frozenset({"xlsx"}),
    FileKind.DOCX: frozenset({"docx"}),
    FileKind.PPTX: frozenset({"pptx"}),
    FileKind.XLS: frozenset({"xls"}),
    FileKind.DOC: frozenset({"doc"}),
    FileKind.JTD: frozenset({"jtd"}),
    FileKind.TEXT: frozenset({"csv", "txt"}),
    FileKind.PNG: frozenset({"png"}),
    FileKind.JPEG: frozenset({"jpg", "jpeg"}),
    FileKind.TIFF: frozenset({"tif", "tiff"}),
}
_TAKEN: Final = frozenset().union(*ENDINGS.values())

_ZIP: Final = b"PK\x03\x04"
_PNG: Final = re.compile(rb"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
_JPEG: Final = re.compile(rb"\xff\xd8\xff[\xc0-\xfe]")
_TIFF: Final = re.compile(rb"II\*\0|MM\0\*")
_ACTIVE_PDF: Final = re.compile(rb"/(JavaScript|Launch)\b")
_OVERLAP: Final = 16
_WEB: Final = re.compile(
    r"<(!doctype|html|head|body|svg|script|iframe|object|embed|img|\?xml|\?php|xsl|hta:)"
    r"|^\s*#!|^\s*mime-version:",
    re.IGNORECASE,
)
_NO_TEXT: Final = re.compile("[\x00-\x08\x0b\x0e-\x19\x1b-\x1f\x7f]")


def examined(source: BinaryIO, name: str, largest: int, whose: int) -> FileKind:
    """The kind of a file of at most `largest` bytes whose (clean) `name` agrees with it.

    `source` can be sought and is read in pieces, and stands at its beginning afterwards;
    `whose` is the person who attaches it. Raises AttachmentRefused.
    """
    size = source.seek(0, 2)
    if not size:
        raise AttachmentRefused("empty", name=name)
    if size > largest:
        raise AttachmentRefused("too_large", name=name, limit=largest // 1024 // 1024)
    ending = ending_of(name)
    if ending not in _TAKEN:
        raise AttachmentRefused("type", name=name)
    kind = _kind_apart(source, name, whose)
    if ending not in ENDINGS[kind]:
        raise AttachmentRefused("ending", name=name, kind=kind.value)
    source.seek(0)
    return kind


def _kind_apart(source: BinaryIO, name: str, whose: int | None) -> FileKind:
    """The kind of a file that is looked into in a process of its own."""
    try:
        return FileKind(sandbox.run(kind_within, _pieces(source), whose=whose).decode())
    except sandbox.Refused as refused:
        raise AttachmentRefused(**{**refused.data, "name": name}) from refused
    except sandbox.Ended as ended:
        raise AttachmentRefused("ended", name=name) from ended
    except sandbox.Busy as busy:
        raise AttachmentRefused("busy", name=name) from busy


def kind_within(content: bytes) -> bytes:
    """Look into a file here: for a process with limits only. Raises AttachmentRefused."""
    return _kind(BytesIO(content), len(content)).value.encode()


def _kind(source: BinaryIO, size: int) -> FileKind:
    source.seek(0)
    head = source.read(HEAD)
    if head.startswith(b"%PDF-"):
        return _pdf(source)
    if head.startswith(_ZIP):
        return FileKind(office.kind_of(source))
    if head.startswith(MAGIC):
        source.seek(0)
        return FileKind(office.old_kind_of(source.read()))
    if _PNG.match(head):
        return _ended(source, size, b"IEND\xaeB`\x82", FileKind.PNG)
    if _JPEG.match(head):
        return FileKind.JPEG
    if _TIFF.match(head):
        return _tiff(head, size)
    return _text(source, head)


def _pdf(source: BinaryIO) -> FileKind:
    """Programs inside are looked for where they stand open; packed ones are the reader's matter."""
    before = b""
    ended = False
    for piece in _pieces(source):
        whole = before + piece
        if _ACTIVE_PDF.search(whole):
            raise AttachmentRefused("active")
        ended = ended or b"%%EOF" in whole
        before = whole[-_OVERLAP:]
    if not ended:
        raise AttachmentRefused("damaged")
    return FileKind.PDF


def _ended(source: BinaryIO, size: int, end: bytes, kind: FileKind) -> FileKind:
    source.seek(max(0, size - len(end)))
    if source.read() != end:
        raise AttachmentRefused("damaged")
    return kind


def _tiff(head: bytes, size: int) -> FileKind:
    directory = int.from_bytes(head[4:8], "little" if head.startswith(b"I") else "big")
    if not 8 <= directory < size:
        raise AttachmentRefused("damaged")
    return FileKind.TIFF


def _text(source: BinaryIO, head: bytes) -> FileKind:
    """Text in UTF-8, in UTF-16 with its mark, or in CP932; no page and no script."""
    utf_16 = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if utf_16 else ("utf-8-sig", "cp932"):
        try:
            _require_plain(source, encoding)
        except UnicodeDecodeError:
            continue
        return FileKind.TEXT
    raise AttachmentRefused("type")


def _require_plain(source: BinaryIO, encoding: str) -> None:
    decoder = codecs.getincrementaldecoder(encoding)()
    for number, piece in enumerate(_pieces(source)):
        words = decoder.decode(piece)
        if _NO_TEXT.search(words):
            raise AttachmentRefused("type")
        if number == 0 and _WEB.search(words[:HEAD]):
            raise AttachmentRefused("web")
    decoder.decode(b"", final=True)


def _pieces(source: BinaryIO) -> Iterator[bytes]:
    source.seek(0)
    while piece := source.read(CHUNK):
        yield piece


# ------------------------------------------- examined before anything is locked


class NewFile(NamedTuple):
    """A file that was examined and written down, and belongs to nothing yet."""

    name: str
    kind: FileKind
    draft: Draft


@contextmanager
def written_down(
    storage: Storage, source: BinaryIO, name: str, largest: int, whose: int
) -> Iterator[NewFile]:
    """The file under its clean `name`, of at most `largest` bytes, brought by a person.

    What was not settled in the meantime is gone at the end. Raises AttachmentRefused.
    """
    kind = examined(source, name, largest, whose)
    draft = storage.draft(source)
    try:
        yield NewFile(name, kind, draft)
    finally:
        storage.discard(draft)
