"""Documents of an undertaking (骨子案 → 素案 → 案 → 策定), comments and recommendations."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO, Final

from sqlalchemy import func, select

from workflow import ledger
from workflow.files.attachments import MEDIA_TYPES, FileKind, NewFile, written_down
from workflow.files.storage import clean_name
from workflow.models import UndertakingComment, UndertakingDocument
from workflow.undertakings import record
from workflow.undertakings.policy import require_reader, require_writer
from workflow.undertakings.record import locked_part, part
from workflow.undertakings.rows import locked
from workflow.undertakings.steps import LONGEST_TEXT
from workflow.values.cleaning import Checking
from workflow.values.errors import InputRefused, NotFound, Problem
from workflow.values.promotion import CommentOutcome, DocumentStage
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
    _require_room(work, row.id)
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


def _require_room(work: Work, undertaking_id: int) -> None:
    count = select(func.count()).select_from(UndertakingDocument)
    there = count.where(UndertakingDocument.undertaking_id == undertaking_id)
    if (work.session.scalar(there) or 0) >= MOST_DOCUMENTS:
        raise InputRefused([Problem("title", "too_many", {"limit": MOST_DOCUMENTS})])


LONGEST_NAME: Final = 200

MOST_COMMENTS: Final = 2000
"""Comments and recommendations of one undertaking."""


@dataclass(frozen=True)
class CommentDraft:
    """What somebody said, as typed; `document_id` is None for a recommendation."""

    said_by: str
    received_on: date | None
    text: str
    document_id: int | None = None


def add_comment(work: Work, undertaking_id: int, given: CommentDraft) -> int:
    """Put a comment on a document, or a recommendation, down; gives its id.

    The same word for word is one that is there. Raises WrongRole, NotFound (row, document),
    InputRefused (said_by, received_on, text).
    """
    require_writer(work.actor)
    ledger.lock(work)  # the same sent twice at once would find nothing
    row = locked(work, undertaking_id)
    if given.document_id is not None:
        document = part(work, UndertakingDocument, given.document_id)
        if document.undertaking_id != row.id:
            raise NotFound(what="document")
    check = Checking()
    values = {
        "undertaking_id": row.id,
        "document_id": given.document_id,
        "said_by": check.line("said_by", given.said_by, LONGEST_NAME, needed=True),
        "received_on": check.given("received_on", given.received_on, work.today),
        "text": check.block("text", given.text, LONGEST_TEXT, needed=True),
    }
    check.not_ahead("received_on", given.received_on, work.today)
    check.done()
    there = work.session.scalar(select(UndertakingComment.id).filter_by(**values).limit(1))
    if there is not None:
        return there
    mine = UndertakingComment.undertaking_id == row.id
    count = select(func.count()).select_from(UndertakingComment).where(mine)
    if (work.session.scalar(count) or 0) >= MOST_COMMENTS:
        raise InputRefused([Problem("text", "too_many", {"limit": MOST_COMMENTS})])
    comment = UndertakingComment(**values, answer="")
    work.session.add(comment)
    work.session.flush()
    record.put(work, comment)
    return comment.id


def answer_comment(
    work: Work, comment_id: int, outcome: CommentOutcome | None, text: str, seen: str
) -> None:
    """Say what became of a comment or a recommendation, and why; it may be said anew.

    Raises WrongRole, NotFound, UndertakingChanged, InputRefused (outcome, answer).
    """
    require_writer(work.actor)
    comment = locked_part(work, UndertakingComment, comment_id)
    check = Checking()
    chosen = check.given("outcome", outcome, CommentOutcome.NOTED)
    words = check.block("answer", text, LONGEST_TEXT, needed=True)
    check.done()
    values = {"outcome": chosen.value, "answer": words}
    record.rewrite(work, comment, values, seen, note=words)
