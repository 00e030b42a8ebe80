"""The files of an edition: few rows are written as it is frozen, many by a job behind it.

Whoever freezes holds the items of the meeting for that long; and the files are functions of
the frozen value alone, so nothing is lost by writing them afterwards.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow.documents import Progress, Step, progress, snapshot
from workflow.editions import keeping
from workflow.models import ReportEdition, ReportFile
from workflow.reports import policy, verification
from workflow.work import UnitsOfWork, Work


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
        content = verification.snapshot_bytes(work, edition)
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
