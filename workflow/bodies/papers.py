"""Papers are laid out under the numbers of a meeting's list: files, and frozen editions."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from io import BytesIO
from typing import BinaryIO, Final, NamedTuple

from sqlalchemy import func, select

from workflow import editions, reports
from workflow.bodies import calling, record
from workflow.bodies.calling import day_of, year_of
from workflow.bodies.policy import BodyChanged, NothingFrozen, require_edit
from workflow.documents import FORMS
from workflow.editions import NothingChanged, year_papers
from workflow.editions.keeping import sound
from workflow.files import pdf_pages
from workflow.files.attachments import MEDIA_TYPES, FileKind, NewFile, written_down
from workflow.files.office import AttachmentRefused
from workflow.files.storage import MEGABYTE, clean_name
from workflow.models import Body, BodyMeeting, MeetingPaper, PaperEdition, ReportEdition, ReportFile
from workflow.models.base import may_be_id
from workflow.reports import AgendaEntry, edition_files
from workflow.values.errors import NotFound
from workflow.values.vocabulary import AgendaKind, Stage
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
    """Take the paper off a number; its file is kept. A second time changes nothing.

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
    """The paper under a number now."""
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


# ----------------------------------------------------------- Jizen's own papers


STAGES: Final = {AgendaKind.PLANNED: Stage.PLANNED, AgendaKind.EVALUATED: Stage.EVALUATED}
PDF: Final = "pdf"


def lay_out_own(
    work: Work, meeting_id: int, group: int, number: int, seen: int, *, freeze: bool = False
) -> None:
    """Lay the newest frozen edition of one of Jizen's papers out under its number.

    With `freeze` a paper of the year is frozen as it stands, where it says something new. A
    second delivery changes nothing. Raises NotSignedIn, WrongRole, NotFound (meeting, paper),
    MinutesConfirmed, BodyChanged, NothingFrozen.
    """
    row = calling.locked(work, meeting_id)
    papers = {(one.group, one.number): one for one in calling.papers_of(work, row)}
    entry = papers.get((group, number))
    if entry is None or entry.kind is AgendaKind.FREE:
        raise NotFound(what="paper")
    new = _edition(work, row, entry, freeze=freeze)
    there = lying(work, row, group, number)
    if there is None or (there.edition_id, there.report_edition_id) != (
        new.edition_id,
        new.report_edition_id,
    ):
        put(work, row, (group, number), new, there, seen)


def _edition(work: Work, row: BodyMeeting, entry: AgendaEntry, *, freeze: bool) -> MeetingPaper:
    if entry.kind in STAGES:
        found = None
        if row.headquarters_id is not None:
            found = reports.last_edition(work, row.headquarters_id, STAGES[entry.kind])
        if found is None:
            raise NothingFrozen()
        return MeetingPaper(name="", kind=PDF, report_edition_id=found.id)
    year = year_of(work, row)
    if freeze:
        _freeze(work, row, entry.kind, year)
    edition = editions.newest(work, entry.kind, year)
    if edition is None:
        raise NothingFrozen()
    return MeetingPaper(name="", kind=PDF, edition_id=edition.id)


def _freeze(work: Work, row: BodyMeeting, kind: AgendaKind, year: int) -> None:
    body = work.session.get_one(Body, row.body_id)
    note = f"{body.name}の資料として確定" if editions.newest(work, kind, year) else ""
    with suppress(NothingChanged):  # the newest edition says what is to be laid out
        editions.freeze(work, kind, year, note, on=day_of(work, row))


class PaperFile(NamedTuple):
    """A file that was laid out, by its number; `size` in bytes."""

    id: int
    name: str
    media_type: str
    size: int


def open_file(work: Work, paper_id: int) -> tuple[PaperFile, BinaryIO]:
    """A paper of a meeting that the person reads, and its bytes, to be closed.

    Of a frozen edition its PDF. Raises NotFound (meeting, file), EditionBroken.
    """
    paper = work.session.get(MeetingPaper, paper_id) if may_be_id(paper_id) else None
    if paper is None:
        raise NotFound(what="file")
    calling.found(work, paper.meeting_id)
    if paper.sha256 is not None:
        media_type = MEDIA_TYPES[FileKind(paper.kind)]
        file = PaperFile(paper.id, paper.name, media_type, paper.size or 0)
        return file, work.files.open(paper.sha256)
    content = edition_content(work, paper.edition_id, paper.report_edition_id)
    name = f"資料{paper.group_number}-{paper.number}.{PDF}"
    return PaperFile(paper.id, name, FORMS[PDF].media_type, len(content)), BytesIO(content)


def edition_content(work: Work, edition_id: int | None, report_edition_id: int | None) -> bytes:
    """The PDF of a frozen edition that lies at a meeting which the person reads.

    Raises NotFound where it is still being written, EditionBroken.
    """
    if edition_id is not None:
        return editions.content_of(work, edition_id, PDF)
    query = select(ReportFile.sha256).where(
        ReportFile.edition_id == report_edition_id, ReportFile.form == PDF
    )
    digest = work.session.scalar(query)
    if digest is None:
        raise NotFound(what="form", name=PDF)
    return sound(work, digest, PDF)


def printed_number(work: Work, edition_id: int | None, report_edition_id: int | None) -> str:
    """The number (資料1-6) on each page of a frozen edition; "" where it has none.

    Raises EditionBroken.
    """
    if edition_id is not None:
        frozen = year_papers.snapshot_of(work, work.session.get_one(PaperEdition, edition_id))
        return str(frozen["paper"]["printed"].get("paper", ""))
    edition = work.session.get_one(ReportEdition, report_edition_id)
    return str(edition_files.snapshot_of(work, edition).get("paper", ""))
