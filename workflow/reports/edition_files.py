"""The files of an edition: written as it is frozen or by a job, and verified ever after."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow import ledger
from workflow.documents import FORMS, Document, Progress, Step, progress, snapshot
from workflow.editions import keeping
from workflow.editions.keeping import (
    LEDGER_NEVER_HAD,
    REBUILT_DIFFERS,
    RECORD_DIFFERS,
    Finding,
    require_read,
    sound,
    stored,
    stored_fault,
)
from workflow.items.reference import MeetingView, meeting
from workflow.models import Meeting, ReportEdition, ReportFile
from workflow.reports import policy, queries
from workflow.reports.queries import EditionView
from workflow.units import UnitsOfWork
from workflow.values.errors import NotFound
from workflow.values.vocabulary import Stage
from workflow.work import Work


def keep_or_order(work: Work, edition: ReportEdition, content: bytes, rows: int) -> None:
    """Write the files of a snapshot of so many rows now, or have a job write them."""
    if rows > policy.LONG:
        work.outbox.write_edition(work.session, edition.id)
        return
    for form, file in snapshot.files(content).items():
        _keep(work.session, edition.id, form, file)


def write(units: UnitsOfWork, edition_id: int) -> None:
    """Write the files that an edition has not yet, each kept in a unit of its own.

    Raises EditionBroken where the snapshot is damaged, PaperNotMade.
    """
    with units.read() as work:
        edition = work.session.get_one(ReportEdition, edition_id)
        content = snapshot_bytes(work, edition)
        forms = _unwritten(work.session, edition_id)
    notes = progress.Notes(units, job_of(edition_id), len(snapshot.read(content)["items"]))
    for form in forms:
        notes.tell(Step.READING, 0)
        file = snapshot.file(content, form, notes.tell)
        with units.write() as work:
            if form in _unwritten(work.session, edition_id):
                _keep(work.session, edition_id, form, file)
    with units.write() as work:
        progress.forget(work, [job_of(edition_id)])


def progress_of(work: Work, edition_id: int) -> Progress | None:
    """How far the file is that is written now; None where none is."""
    return progress.of(work, job_of(edition_id))


def job_of(edition_id: int) -> str:
    """Under what the progress is kept."""
    return f"edition-{edition_id}"


def _keep(session: Session, edition_id: int, form: str, file: bytes) -> None:
    session.add(ReportFile(edition_id=edition_id, form=form, sha256=keeping.keep(session, file)))
    session.flush()


def _unwritten(session: Session, edition_id: int) -> list[str]:
    query = select(ReportFile.form).where(ReportFile.edition_id == edition_id)
    written = set(session.scalars(query))
    return [form for form in snapshot.WRITERS if form not in written]


# --------------------------------------- whether they still are what was frozen


def edition_file(work: Work, edition: EditionView, form: str) -> Document:
    """A file of an edition as it was handed out; `json` is the snapshot itself.

    Raises WrongRole, NotFound (form), EditionBroken where its bytes are others now.
    """
    require_read(work)
    digest = edition.sha256 if form == "json" else edition.files.get(form)
    if digest is None:
        raise NotFound(what="form", name=form)
    name = _file_name(edition, form)
    return Document(name, FORMS[form].media_type, sound(work, digest, name))


def rebuilt_file(work: Work, edition: EditionView, form: str) -> Document:
    """The same file made anew from the snapshot.

    Raises WrongRole, NotFound (form), EditionBroken where the snapshot is damaged.
    """
    require_read(work)
    if form not in edition.files:
        raise NotFound(what="form", name=form)
    content = sound(work, edition.sha256, _file_name(edition, "json"))
    name = _file_name(edition, form)
    return Document(name, FORMS[form].media_type, snapshot.file(content, form))


def csv_with_codes(work: Work, edition: EditionView) -> Document:
    """The rows of an edition under the codes of their columns, made of the snapshot.

    It is for machines and no file of the edition: `verify_file` does not know it. Raises
    WrongRole, EditionBroken where the snapshot is damaged.
    """
    require_read(work)
    content = sound(work, edition.sha256, _file_name(edition, "json"))
    name = f"{edition.title} {snapshot.edition_name(edition.number)}（コード）.csv"
    return Document(name, FORMS["csv"].media_type, snapshot.csv_with_codes(content))


def snapshot_of(work: Work, row: ReportEdition) -> snapshot.Snapshot:
    """The value that was frozen. Raises EditionBroken."""
    return snapshot.read(snapshot_bytes(work, row))


def snapshot_bytes(work: Work, row: ReportEdition) -> bytes:
    """The same as it is stored. Raises EditionBroken."""
    return sound(work, row.snapshot_hash, snapshot.edition_name(row.number))


def edition_of_file(work: Work, digest: str) -> tuple[int, int, Stage, int, str] | None:
    """Fiscal year and number of the meeting, stage, edition and form of a file that was frozen."""
    row = work.session.execute(
        select(
            Meeting.fiscal_year,
            Meeting.number,
            ReportEdition.stage,
            ReportEdition.number,
            ReportFile.form,
        )
        .select_from(ReportFile)
        .join(ReportEdition, ReportEdition.id == ReportFile.edition_id)
        .join(Meeting, Meeting.id == ReportEdition.meeting_id)
        .where(ReportFile.sha256 == digest)
        .order_by(ReportEdition.id)
        .limit(1)
    ).one_or_none()
    return None if row is None else (row[0], row[1], Stage(row[2]), row[3], row[4])


def _file_name(edition: EditionView, form: str) -> str:
    return f"{edition.title} {snapshot.edition_name(edition.number)}.{form}"


NOT_YET_WRITTEN: Final = "not_yet_written"
UNKNOWN_FILE: Final = "unknown_file"


def verify(work: Work, meeting_id: int) -> tuple[Finding, ...]:
    """Check every edition of a meeting: stored bytes, record, ledger, rebuilt files.

    Raises WrongRole, NotFound.
    """
    there = meeting(work, meeting_id)
    return tuple(
        finding
        for edition in queries.editions(work, meeting_id)
        for finding in _findings(work, there, edition)
    )


def verify_file(work: Work, name: str, content: bytes) -> Finding:
    """Whether a file is, byte for byte, one that was frozen; then it is named with its edition.

    Raises WrongRole.
    """
    require_read(work)
    found = edition_of_file(work, sha256(content).hexdigest())
    if found is None:
        return Finding(name, UNKNOWN_FILE)
    year, number, stage, edition, form = found
    return Finding(f"{name} ({_place(year, number, stage, edition)} {form})", "")


def _findings(work: Work, there: MeetingView, edition: EditionView) -> Iterator[Finding]:
    """The snapshot, its record, the ledger's root, then each file: stored, and rebuilt."""
    name = _place(there.fiscal_year, there.number, edition.stage, edition.number)
    content = stored(work, edition.sha256)
    fault = stored_fault(content, edition.sha256)
    yield Finding(f"{name} json", fault)
    if fault or content is None:
        return
    yield Finding(f"{name} record", _record_fault(there, edition))
    sound = ledger.audit(work.session, edition.ledger_head).is_sound
    yield Finding(f"{name} ledger", "" if sound else LEDGER_NEVER_HAD)
    # What an earlier version of the program made looks otherwise today: its bytes are the proof.
    is_present = edition.snapshot["format"] == snapshot.FORMAT
    rebuilt = snapshot.files(content, edition.files) if is_present else {}
    for form in edition.unwritten:
        yield Finding(f"{name} {form}", NOT_YET_WRITTEN)
    for form, digest in sorted(edition.files.items()):
        fault = stored_fault(stored(work, digest), digest)
        if not fault and is_present and sha256(rebuilt.get(form, b"")).hexdigest() != digest:
            fault = REBUILT_DIFFERS
        yield Finding(f"{name} {form}", fault)


def _place(year: int, number: int, stage: Stage, edition: int) -> str:
    """2021-2 evaluated 第2版."""
    return f"{year}-{number} {stage.value} {snapshot.edition_name(edition)}"


def _record_fault(there: MeetingView, edition: EditionView) -> str:
    frozen = (
        edition.snapshot["meeting"]["fiscal_year"],
        edition.snapshot["meeting"]["number"],
        edition.snapshot["stage"],
        edition.snapshot["edition"],
        edition.snapshot["ledger_head"],
        edition.snapshot["note"],
    )
    recorded = (
        there.fiscal_year,
        there.number,
        edition.stage.value,
        edition.number,
        edition.ledger_head,
        edition.note,
    )
    return "" if frozen == recorded else RECORD_DIFFERS
