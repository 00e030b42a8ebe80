"""Files that answers to conditions come with."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow.files.attachments import MEDIA_TYPES, FileKind, NewFile
from workflow.files.office import AttachmentRefused
from workflow.models import ConditionFile
from workflow.work import Work

MOST_FILES: Final = 10
"""Files that one answer comes with."""


@dataclass(frozen=True)
class AnswerFile:
    """A file that an answer came with."""

    id: int
    name: str
    sha256: str
    size: int
    """Bytes."""
    media_type: str


def require_few(files: Sequence[NewFile]) -> None:
    """Raises AttachmentRefused for more files than an answer takes."""
    if len(files) > MOST_FILES:
        raise AttachmentRefused("too_many", name=files[-1].name, limit=MOST_FILES)


def keep(work: Work, condition_id: int, sequence: int, files: Sequence[NewFile]) -> None:
    """Give files that were written down to an answer."""
    for file in files:
        work.session.add(
            ConditionFile(
                condition_id=condition_id,
                sequence=sequence,
                name=file.name,
                sha256=file.draft.kept.sha256,
                size=file.draft.kept.size,
                kind=file.kind.value,
            )
        )
    work.session.flush()
    # Last: bytes without a row would harm nobody, a row without bytes would.
    for file in files:
        work.files.settle(file.draft)


def files_of(session: Session, ids: Sequence[int]) -> dict[tuple[int, int], list[AnswerFile]]:
    """The files of answers to these conditions, by condition and entry."""
    found: dict[tuple[int, int], list[AnswerFile]] = defaultdict(list)
    query = select(ConditionFile).where(ConditionFile.condition_id.in_(ids))
    for one in session.scalars(query.order_by(ConditionFile.id)):
        file = AnswerFile(one.id, one.name, one.sha256, one.size, MEDIA_TYPES[FileKind(one.kind)])
        found[one.condition_id, one.sequence].append(file)
    return found
