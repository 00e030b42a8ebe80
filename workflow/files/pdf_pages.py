"""Pages of PDFs that others made: how large they are, and how they are bound together.

No PDF is looked into in this process: another one does it, with limits.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple

from workflow.files import sandbox
from workflow.files.office import AttachmentRefused
from workflow.files.sandbox import Limits
from workflow.files.storage import CHUNK, MEGABYTE
from workflow.values.lazy import OnDemand

if TYPE_CHECKING:
    import pypdf
else:
    pypdf = OnDemand("pypdf")

MOST_PAGES: Final = 1000
"""Of one file."""
BINDING: Final = Limits(memory=1024 * MEGABYTE, cpu=60, wall=90, answer=400 * MEGABYTE)
_ACTIONS: Final = ("/A", "/AA")
"""What a page, or a note on it, does by itself or when it is clicked."""


class Size(NamedTuple):
    """A page as it is seen: width and height in points (1/72 inch)."""

    width: float
    height: float


class Part(NamedTuple):
    """A PDF to be bound, and what its bookmark says."""

    title: str
    content: bytes


def pages_of(source: BinaryIO, name: str) -> tuple[Size, ...]:
    """The pages of a PDF that can be read without a password.

    Raises AttachmentRefused: encrypted, damaged, bomb (too many), ended, busy.
    """
    found = json.loads(_apart(sizes_within, _pieces(source), name, Limits()))
    return tuple(Size(*one) for one in found)


def require_bindable(source: BinaryIO, name: str, whose: int | None = None) -> None:
    """Bind a PDF by itself, to know when it is brought that it can be bound with others.

    Raises AttachmentRefused as `pages_of` does.
    """
    _apart(tried_within, _pieces(source), name, BINDING, whose)


def bound(parts: Sequence[Part], stamps: bytes, name: str) -> bytes:
    """All pages of the parts as one PDF called `name`, with a bookmark where each part begins.

    `stamps` is a PDF of as many pages, each of the size of the one on which it is laid. What
    pages would do by themselves (links, scripts) is left out. Raises AttachmentRefused.
    """
    head = [name, *((one.title, len(one.content)) for one in parts)]
    pieces = [json.dumps(head).encode() + b"\n", *(one.content for one in parts), stamps]
    return _apart(bound_within, pieces, name, BINDING)


def _apart(
    task: sandbox.Task,
    content: Iterable[bytes],
    name: str,
    limits: Limits,
    whose: int | None = None,
) -> bytes:
    try:
        return sandbox.run(task, content, limits, whose)
    except sandbox.Refused as refused:
        raise AttachmentRefused(**{**refused.data, "name": name}) from refused
    except sandbox.Ended as ended:
        raise AttachmentRefused("ended", name=name) from ended
    except sandbox.Busy as busy:
        raise AttachmentRefused("busy", name=name) from busy
    except sandbox.TaskBroken as broken:
        raise AttachmentRefused("damaged", name=name) from broken


def sizes_within(content: bytes) -> bytes:
    """Measure pages here: for a process with limits only. Raises AttachmentRefused."""
    return json.dumps([_size(page) for page in _opened(content).pages]).encode()


def tried_within(content: bytes) -> bytes:
    """Bind one PDF here: for a process with limits only. Raises AttachmentRefused."""
    writer = pypdf.PdfWriter()
    writer.append(_opened(content), import_outline=False)
    for page in writer.pages:
        size = _size(page)
        _laid(page, pypdf.PageObject.create_blank_page(width=size.width, height=size.height))
    writer.write(BytesIO())
    return b""


def bound_within(content: bytes) -> bytes:
    """Bind here: for a process with limits only. Raises AttachmentRefused."""
    head, _newline, rest = content.partition(b"\n")
    writer, at = pypdf.PdfWriter(), 0
    name, *parts = json.loads(head)
    _called(writer, name)
    for title, size in parts:
        first = len(writer.pages)
        writer.append(_opened(rest[at : at + size]), import_outline=False)
        writer.add_outline_item(title=title, page_number=first)
        at += size
    for page, stamp in zip(writer.pages, _opened(rest[at:]).pages, strict=True):
        _laid(page, stamp)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def _called(writer: "pypdf.PdfWriter", name: str) -> None:
    """Say what the whole is called and that it is in Japanese, to those who are read to too."""
    writer.add_metadata({"/Title": name})
    key, yes = pypdf.generic.NameObject, pypdf.generic.BooleanObject(True)
    shown = pypdf.generic.DictionaryObject({key("/DisplayDocTitle"): yes})
    writer.root_object[key("/Lang")] = pypdf.generic.TextStringObject("ja-JP")
    writer.root_object[key("/ViewerPreferences")] = shown


def _opened(content: bytes) -> "pypdf.PdfReader":
    try:
        reader = pypdf.PdfReader(BytesIO(content))
        if reader.is_encrypted:
            raise AttachmentRefused("encrypted")
        count = len(reader.pages)
    except pypdf.errors.PyPdfError as wrong:
        raise AttachmentRefused("damaged") from wrong
    if not count:
        raise AttachmentRefused("damaged")
    if count > MOST_PAGES:
        raise AttachmentRefused("bomb")
    return reader


def _size(page: "pypdf.PageObject") -> Size:
    seen = page.cropbox
    width, height = float(seen.width), float(seen.height)
    return Size(height, width) if page.rotation % 180 else Size(width, height)


def _laid(page: "pypdf.PageObject", stamp: "pypdf.PageObject") -> None:
    """Lay a stamp on a page that does nothing by itself any more. Raises AttachmentRefused."""
    try:
        _still(page)
        _stamped(page, stamp)
    except pypdf.errors.PyPdfError as wrong:
        raise AttachmentRefused("damaged") from wrong


def _still(page: "pypdf.PageObject") -> None:
    page.pop("/AA", None)
    for one in page.get("/Annots") or ():
        note = one.get_object()
        for action in _ACTIONS if isinstance(note, pypdf.generic.DictionaryObject) else ():
            note.pop(action, None)


def _stamped(page: "pypdf.PageObject", stamp: "pypdf.PageObject") -> None:
    """Lay the stamp on the page as it is seen, however it was turned."""
    if page.rotation:
        page.transfer_rotation_to_content()
    corner = pypdf.Transformation().translate(float(page.cropbox.left), float(page.cropbox.bottom))
    page.merge_transformed_page(stamp, corner)
    page.compress_content_streams()


def _pieces(source: BinaryIO) -> Iterator[bytes]:
    source.seek(0)
    while piece := source.read(CHUNK):
        yield piece
    source.seek(0)
