"""Papers are laid out under the numbers of a meeting's list: files, and frozen editions."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import BinaryIO, Final

from sqlalchemy import func, select

from workflow.bodies import calling, record
from workflow.bodies.policy import BodyChanged, require_edit
from workflow.files import pdf_pages
from workflow.files.attachments import FileKind
from workflow.files.bringing import NewFile, written_down
from workflow.files.file_names import clean_name
from workflow.files.office import AttachmentRefused
from workflow.files.storage import MEGABYTE
from workflow.models import BodyMeeting, MeetingPaper
from workflow.values.errors import NotFound
from workflow.work import Work

DAY: Final = timedelta(days=1)


@contextmanager
def stored(work: Work, meeting_id: int, name: str, source: BinaryIO) -> Iterator[NewFile]:
    """Examine a file that the person may lay out and write it down, for `lay_out`.

    A reading unit is enough. What was not laid out in the meantime is gone at the end. A PDF has
    pages that can be bound with others. Raises NotSignedIn, WrongRole, NotFound,
    AttachmentRefused.
    """
    by = require_edit(work.actor)
    calling.found(work, meeting_id)
    clean, size = clean_name(name), source.seek(0, 2)
    _require_room(work, clean, size)
    largest = work.file_limits.largest
    with written_down(work.files, source, clean, largest, by.person_id) as new:
        if new.kind is FileKind.PDF:
            pdf_pages.require_bindable(source, clean, by.person_id)
        yield new


def lay_out(work: Work, meeting_id: int, group: int, number: int, new: NewFile, seen: int) -> int:
    """Lay a stored file out under a paper's number, in place of what lay there; gives its id.

    `seen` is the number of what lay there on the screen, 0 for nothing. The same bytes under the
    same name are laid out once. Raises NotSignedIn, WrongRole, NotFound
    (meeting, paper), MinutesConfirmed, BodyChanged, AttachmentRefused.
    """
    row = calling.locked(work, meeting_id)
    kept = new.draft.kept
    there = lying(work, row, group, number)
    if there is not None and (there.name, there.sha256) == (new.name, kept.sha256):
        return there.id
    _require_room(work, new.name, kept.size)
    if (group, number) not in {(one.group, one.number) for one in calling.papers_of(work, row)}:
        raise NotFound(what="paper")
    paper = MeetingPaper(name=new.name, sha256=kept.sha256, size=kept.size, kind=new.kind.value)
    put(work, row, (group, number), paper, there, seen)
    # Last: bytes without a row would harm nobody, a row without bytes would.
    work.files.settle(new.draft)
    return paper.id


def take_off(work: Work, meeting_id: int, group: int, number: int, seen: int) -> None:
    """Let nothing lie under a paper's number; what lay there is kept. Again does nothing.

    Raises NotSignedIn, WrongRole, NotFound, MinutesConfirmed, BodyChanged.
    """
    row = calling.locked(work, meeting_id)
    there = lying(work, row, group, number)
    if there is None:
        return
    if there.id != seen:
        raise BodyChanged()
    with record.changing(work, row, row.revision):
        _remove(work, there)


def put(
    work: Work,
    row: BodyMeeting,
    place: tuple[int, int],
    paper: MeetingPaper,
    there: MeetingPaper | None,
    seen: int,
) -> None:
    """Lay a new paper out under a number of a locked meeting's list, in place of what lies there.

    Raises BodyChanged.
    """
    paper.meeting_id, (paper.group_number, paper.number) = row.id, place
    paper.added_by, paper.added_at = work.person.person_id, work.now
    if (there.id if there else 0) != seen:
        raise BodyChanged()
    with record.changing(work, row, row.revision):
        if there is not None:
            _remove(work, there)
        work.session.add(paper)


def lying(work: Work, row: BodyMeeting, group: int, number: int) -> MeetingPaper | None:
    """What lies under a number now."""
    query = select(MeetingPaper).where(
        MeetingPaper.meeting_id == row.id,
        MeetingPaper.group_number == group,
        MeetingPaper.number == number,
        MeetingPaper.removed_at.is_(None),
    )
    return work.session.scalar(query.order_by(MeetingPaper.id.desc()).limit(1))


def _remove(work: Work, there: MeetingPaper) -> None:
    there.removed_by, there.removed_at = work.person.person_id, work.now
    work.session.flush()


def _require_room(work: Work, name: str, size: int) -> None:
    """Refuse more bytes than one person may lay out in a day."""
    limit = work.file_limits.of_person
    lately = select(func.sum(MeetingPaper.size)).where(
        MeetingPaper.added_by == work.person.person_id, MeetingPaper.added_at > work.now - DAY
    )
    if (work.session.scalar(lately) or 0) + size > limit:
        raise AttachmentRefused("person_full", name=name, limit=limit // MEGABYTE)
