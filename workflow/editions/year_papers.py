"""The papers of a fiscal year are frozen: the goals, their progress and matrix, 資料1-3.

What an edition says is one value, from which its files are made, as of a meeting's report.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow import calendar, ledger
from workflow.documents import YearPaper, goals_paper, matrix_paper, schedule_paper, year_snapshot
from workflow.documents.snapshot import Snapshot, read
from workflow.documents.year_snapshot import YearCircumstances
from workflow.editions import keeping
from workflow.editions.keeping import next_number, was_delivered
from workflow.editions.policy import NothingChanged, require_freeze
from workflow.models import PaperEdition, PaperEditionFile
from workflow.values.canonical import canonical_bytes
from workflow.values.changes import ChangeAction, Subject
from workflow.values.cleaning import clean_words
from workflow.values.errors import NotFound
from workflow.values.vocabulary import AgendaKind
from workflow.work import Work

LONGEST_REASON: Final = 1000
"""Characters: it is printed at the end of the corrected edition."""

Taking = Callable[[Work, int, date], YearPaper]

KINDS: Final[Mapping[AgendaKind, Taking]] = {
    AgendaKind.GOALS: lambda work, year, _on: goals_paper(work, year),
    AgendaKind.PROGRESS: goals_paper,
    AgendaKind.MATRIX: lambda work, year, _on: matrix_paper(work, year),
    AgendaKind.SCHEDULE: lambda work, year, _on: schedule_paper(calendar.schedule_of(work, year)),
}
"""Who makes each paper: of a year, as it stands or stood on a day."""


def freeze(
    work: Work,
    kind: AgendaKind,
    year: int,
    note: str = "",
    shown: int | None = None,
    on: date | None = None,
) -> int:
    """Make the next edition of a paper of a year; gives its id.

    `shown` is the edition that the person was shown it would be; where it is there already by
    the same person with the same note, it is given again. A second and later edition needs a
    note. `on` is the day whose results it tells of, today where none is given. Raises
    NotSignedIn, WrongRole, NotFound (paper), InputRefused (note), NothingChanged, NoteRequired,
    SomeoneElseActedFirst.
    """
    by = require_freeze(work.actor)
    if kind not in KINDS:
        raise NotFound(what="paper", name=kind)
    words = clean_words("note", note, LONGEST_REASON)
    ledger.lock(work)
    last = newest(work, kind, year)
    if last is not None and was_delivered(last, shown, by, words):
        return last.id
    return _frozen(work, kind, year, last, words, shown, min(on or work.today, work.today)).id


def newest(work: Work, kind: AgendaKind, year: int) -> PaperEdition | None:
    """The newest edition of a paper of a year."""
    query = select(PaperEdition).where(
        PaperEdition.kind == kind.value, PaperEdition.fiscal_year == year
    )
    return work.session.scalar(query.order_by(PaperEdition.number.desc()).limit(1))


def snapshot_of(work: Work, row: PaperEdition) -> Snapshot:
    """The value that was frozen. Raises EditionBroken."""
    return read(keeping.sound(work, row.snapshot_hash, f"{row.kind} {row.number}"))


def _frozen(
    work: Work,
    kind: AgendaKind,
    year: int,
    last: PaperEdition | None,
    note: str,
    shown: int | None,
    on: date,
) -> PaperEdition:
    before = snapshot_of(work, last) if last else None
    paper = KINDS[kind](work, year, on)
    if before and last and year_snapshot.says_the_same(before, paper):
        raise NothingChanged(edition=last.number)
    head = ledger.take(work.session)
    ledger.keep(work.session, head)
    given = YearCircumstances(
        kind=kind,
        year=year,
        on=on,
        number=next_number(last, shown, note),
        actor=work.person,
        at=work.now,
        note=note,
        ledger_head=head.root,
        before=before,
    )
    return _kept(work, given, canonical_bytes(year_snapshot.snapshot(paper, given)))


def _kept(work: Work, given: YearCircumstances, content: bytes) -> PaperEdition:
    """The edition with its files; and an entry of the record of changes."""
    row = PaperEdition(
        kind=given.kind.value,
        fiscal_year=given.year,
        number=given.number,
        snapshot_hash=keeping.keep(work.session, content),
        ledger_head=given.ledger_head,
        note=given.note,
        frozen_by=work.person.person_id,
        frozen_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    for form in year_snapshot.FORMS:
        digest = keeping.keep(work.session, year_snapshot.file(content, form))
        work.session.add(PaperEditionFile(edition_id=row.id, form=form, sha256=digest))
    work.session.flush()
    change = ledger.Change(
        Subject.PAPER_EDITION, code(row), ChangeAction.ADD, None, _fields(row), given.note
    )
    ledger.record(work, change)
    return row


def code(row: PaperEdition) -> str:
    """What the record and a check call an edition: `progress 2021 2`."""
    return f"{row.kind} {row.fiscal_year} {row.number}"


def _fields(row: PaperEdition) -> ledger.Fields:
    return {"sha256": row.snapshot_hash, "ledger_head": row.ledger_head, "by": row.frozen_by}


def _current(session: Session) -> Iterator[tuple[str, ledger.Fields]]:
    for row in session.scalars(select(PaperEdition).order_by(PaperEdition.id)):
        yield code(row), _fields(row)


ledger.stands_as(Subject.PAPER_EDITION, _current)
