"""Whether the files that were kept are still there, byte for byte."""

from collections import defaultdict
from collections.abc import Iterator
from enum import StrEnum
from hashlib import sha256
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, String, cast, literal, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from workflow.files.storage import FileAltered, Storage
from workflow.models import (
    Attachment,
    Condition,
    ConditionFile,
    Evaluation,
    MeetingPaper,
    OfficeLogo,
    StoredFile,
    UndertakingDocument,
)


class FileFault(StrEnum):
    """What is wrong with a file that was kept; the values are for people."""

    MISSING = "missing"
    ALTERED = "altered: these are not the bytes that were kept"
    UNREADABLE = "cannot be read"


class DamagedFile(NamedTuple):
    """A file that is not as it was kept, by its SHA-256, and what it belongs to: `item 12`."""

    sha256: str
    belongs_to: tuple[str, ...]
    what: FileFault


_Place = tuple[InstrumentedAttribute[Any], str, InstrumentedAttribute[Any]]
_IN_STORAGE: Final[tuple[_Place, ...]] = (
    (Attachment.sha256, "item", Attachment.item_id),
    (MeetingPaper.sha256, "body meeting", MeetingPaper.meeting_id),
    (UndertakingDocument.sha256, "undertaking", UndertakingDocument.undertaking_id),
)
"""Where a hash of a file in the folder or bucket stands, and to what the file belongs."""

_IN_DATABASE: Final = (
    ("edition", StoredFile.sha256, StoredFile.content),
    ("picture of the office", OfficeLogo.sha256, OfficeLogo.content),
)

MOST_NAMED: Final = 5
"""One file can belong to a thousand items; so many of them are named."""


def kept_files(session: Session) -> dict[str, tuple[str, ...]]:
    """The SHA-256 of every file in the folder or bucket, once, and what it belongs to."""
    of_answers = (
        select(ConditionFile.sha256, _named("item", Evaluation.item_id))
        .join(Condition, Condition.id == ConditionFile.condition_id)
        .join(Evaluation, Evaluation.id == Condition.evaluation_id)
        .distinct()
    )
    others = (
        select(digest, _named(kind, owner)).where(digest.is_not(None)).distinct()
        for digest, kind, owner in _IN_STORAGE
    )
    found: defaultdict[str, list[str]] = defaultdict(list)
    for digest, name in session.execute(union_all(of_answers, *others)):
        if name not in found[digest] and len(found[digest]) < MOST_NAMED:
            found[digest].append(name)
    return {digest: tuple(found[digest]) for digest in sorted(found)}


def damaged_in_storage(
    storage: Storage, files: dict[str, tuple[str, ...]]
) -> Iterator[DamagedFile]:
    """Read each of these files once, and give those that are not as they were kept.

    Raises StorageAway where nothing can be said of any.
    """
    for digest, names in files.items():
        try:
            storage.open(digest).close()
        except FileNotFoundError:
            yield DamagedFile(digest, names, FileFault.MISSING)
        except FileAltered:
            yield DamagedFile(digest, names, FileFault.ALTERED)
        except OSError:
            yield DamagedFile(digest, names, FileFault.UNREADABLE)


def damaged_in_database(session: Session) -> Iterator[DamagedFile]:
    """The same of what the database itself keeps: frozen editions, pictures of the office."""
    for name, digest, content in _IN_DATABASE:
        for kept, data in session.execute(select(digest, content).execution_options(yield_per=1)):
            if sha256(data).hexdigest() != kept:
                yield DamagedFile(kept, (name,), FileFault.ALTERED)


def _named(kind: str, number: InstrumentedAttribute[Any]) -> ColumnElement[str]:
    return literal(f"{kind} ") + cast(number, String)
