"""Jizen's own papers are laid out at a meeting, in frozen editions."""

from contextlib import suppress
from io import BytesIO
from typing import BinaryIO, Final, NamedTuple

from sqlalchemy import select

from workflow import editions, reports
from workflow.bodies import calling, laying_out
from workflow.bodies.days import day_of, year_of
from workflow.bodies.policy import NothingFrozen
from workflow.documents import FORMS
from workflow.editions import NothingChanged
from workflow.editions.keeping import sound
from workflow.files.attachments import MEDIA_TYPES, FileKind
from workflow.models import Body, BodyMeeting, MeetingPaper, ReportFile
from workflow.models.base import may_be_id
from workflow.reports import AgendaEntry
from workflow.values.errors import NotFound
from workflow.values.vocabulary import AgendaKind, Stage
from workflow.work import Work

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
    there = laying_out.lying(work, row, group, number)
    if there is None or (there.edition_id, there.report_edition_id) != (
        new.edition_id,
        new.report_edition_id,
    ):
        laying_out.put(work, row, (group, number), new, there, seen)


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
