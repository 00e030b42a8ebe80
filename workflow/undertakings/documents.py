"""Documents of an undertaking: 骨子案 → 素案 → 案 → 策定."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO, Final

from sqlalchemy import select

from workflow import ledger
from workflow.files.attachments import MEDIA_TYPES, FileKind, NewFile, written_down
from workflow.files.storage import clean_name
from workflow.models import UndertakingDocument
from workflow.undertakings import record
from workflow.undertakings.policy import require_reader, require_writer
from workflow.undertakings.record import locked_part, part, require_room
from workflow.undertakings.rows import locked
from workflow.undertakings.steps import LONGEST_TEXT
from workflow.values.cleaning import Checking
from workflow.values.errors import NotFound
from workflow.values.promotion import DocumentStage
from workflow.work import Work

LONGEST_TITLE: Final = 200
MOST_DOCUMENTS: Final = 200
"""Versions of all documents of one undertaking."""


@dataclass(frozen=True)
class DocumentDraft:
    """A version of a document as typed."""

    title: str
    stage: DocumentStage
    dated_on: date | None
    outline: str = ""


@dataclass(frozen=True)
class DocumentFile:
    """The file of a document."""

    id: int
    name: str
    size: int
    """Bytes."""
    media_type: str


@contextmanager
def stored(work: Work, name: str, source: BinaryIO) -> Iterator[NewFile]:
    """Examine a file and write it down, for `add_document`; a reading unit is enough.

    Raises NotSignedIn, WrongRole, AttachmentRefused.
    """
    by, largest = require_writer(work.actor), work.file_limits.largest
    with written_down(work.files, source, clean_name(name), largest, by.person_id) as new:
        yield new


def add_document(
    work: Work, undertaking_id: int, given: DocumentDraft, file: NewFile | None = None
) -> int:
    """Add the next version of a document at a stage; gives its id.

    The latest version sent again is that version. Raises WrongRole, NotFound, InputRefused
    (title, dated_on, outline).
    """
    by = require_writer(work.actor)
    ledger.lock(work)  # two at once would take the same version
    row = locked(work, undertaking_id)
    document = _as_given(work, given, file)
    document.undertaking_id, document.added_by = row.id, by.person_id
    latest = _latest(work, document)
    if latest is not None and _same(latest, document):
        return latest.id
    document.version = latest.version + 1 if latest else 1
    require_room(work, UndertakingDocument, row.id, MOST_DOCUMENTS, field="title")
    work.session.add(document)
    work.session.flush()
    record.put(work, document)
    if file:  # last: bytes without a row would harm nobody, a row without bytes would
        work.files.settle(file.draft)
    return document.id


def set_comment_period(
    work: Work, document_id: int, since: date | None, until: date | None, seen: str
) -> None:
    """Say from when until when the public may comment on a document; None: it may not.

    Raises WrongRole, NotFound, UndertakingChanged, InputRefused (since, until).
    """
    require_writer(work.actor)
    document = locked_part(work, UndertakingDocument, document_id)
    check = Checking()
    if (since is None) != (until is None):
        check.wrong("since" if since is None else "until", "required")
    check.in_order("until", since, until)
    check.done()
    record.rewrite(work, document, {"comment_from": since, "comment_until": until}, seen)


def open_file(work: Work, document_id: int) -> tuple[DocumentFile, BinaryIO]:
    """The file of a document, and its bytes, to be closed. Raises NotSignedIn, NotFound."""
    require_reader(work.actor)
    row = part(work, UndertakingDocument, document_id)
    if row.sha256 is None:
        raise NotFound(what="file")
    media_type = MEDIA_TYPES[FileKind(row.kind or "")]
    file = DocumentFile(row.id, row.file_name or "", row.size or 0, media_type)
    return file, work.files.open(row.sha256)


def _as_given(work: Work, given: DocumentDraft, file: NewFile | None) -> UndertakingDocument:
    """The document as typed, made clean. Raises InputRefused."""
    check = Checking()
    title = check.line("title", given.title, LONGEST_TITLE, needed=True)
    dated_on = check.given("dated_on", given.dated_on, work.today)
    outline = check.block("outline", given.outline, LONGEST_TEXT)
    check.done()
    return UndertakingDocument(
        title=title,
        stage=given.stage.value,
        dated_on=dated_on,
        outline=outline,
        file_name=file.name if file else None,
        sha256=file.draft.kept.sha256 if file else None,
        size=file.draft.kept.size if file else None,
        kind=file.kind.value if file else None,
    )


def _latest(work: Work, new: UndertakingDocument) -> UndertakingDocument | None:
    query = select(UndertakingDocument).filter_by(
        undertaking_id=new.undertaking_id, title=new.title, stage=new.stage
    )
    return work.session.scalar(query.order_by(UndertakingDocument.version.desc()).limit(1))


def _same(there: UndertakingDocument, new: UndertakingDocument) -> bool:
    names = ("dated_on", "outline", "file_name", "sha256")
    return all(getattr(there, name) == getattr(new, name) for name in names)
