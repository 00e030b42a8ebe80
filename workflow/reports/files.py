"""The files of frozen editions: as they were stored, and made anew from the snapshot."""

from hashlib import sha256

from sqlalchemy import select

from workflow.documents import FORMS, Document, snapshot
from workflow.models import Meeting, ReportEdition, ReportFile, StoredFile
from workflow.reports.policy import require_read
from workflow.reports.queries import EditionView
from workflow.values.errors import NotFound, Refusal
from workflow.values.vocabulary import Stage
from workflow.work import Work


class EditionBroken(Refusal):
    """What was stored at freezing is no longer what is there. Data: name."""

    key = "edition_broken"


def edition_file(work: Work, edition: EditionView, form: str) -> Document:
    """A file of an edition as it was handed out; `json` is the snapshot itself.

    Raises WrongRole, NotFound (form), EditionBroken where its bytes are others now.
    """
    require_read(work.actor)
    digest = edition.sha256 if form == "json" else edition.files.get(form)
    if digest is None:
        raise NotFound(what="form", name=form)
    name = _file_name(edition, form)
    return Document(name, FORMS[form].media_type, sound(work, digest, name))


def rebuilt_file(work: Work, edition: EditionView, form: str) -> Document:
    """The same file made anew from the snapshot.

    Raises WrongRole, NotFound (form), EditionBroken where the snapshot is damaged.
    """
    require_read(work.actor)
    if form not in edition.files:
        raise NotFound(what="form", name=form)
    content = sound(work, edition.sha256, _file_name(edition, "json"))
    name = _file_name(edition, form)
    return Document(name, FORMS[form].media_type, snapshot.file(content, form))


def stored(work: Work, digest: str) -> bytes | None:
    """The bytes stored under a SHA-256, whatever they are now."""
    return work.session.scalar(select(StoredFile.content).where(StoredFile.sha256 == digest))


def sound(work: Work, digest: str, name: str) -> bytes:
    """The bytes stored under a SHA-256. Raises EditionBroken where they are others."""
    content = stored(work, digest)
    if content is None or sha256(content).hexdigest() != digest:
        raise EditionBroken(name=name)
    return content


def snapshot_of(work: Work, row: ReportEdition) -> snapshot.Snapshot:
    """The value that was frozen. Raises EditionBroken."""
    name = snapshot.edition_name(row.number)
    return snapshot.read(sound(work, row.snapshot_hash, name))


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
