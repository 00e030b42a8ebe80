"""Frozen editions of the papers of a year, as they are read, handed out and checked."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, select

from workflow import ledger
from workflow.documents import FORMS, Amended, Document, year_snapshot
from workflow.documents.snapshot import amended_in, edition_name, read
from workflow.editions import keeping, year_papers
from workflow.editions.keeping import (
    LEDGER_NEVER_HAD,
    MISSING,
    REBUILT_DIFFERS,
    RECORD_DIFFERS,
    Finding,
    require_read,
    stored_fault,
)
from workflow.models import PaperEdition, PaperEditionFile, Person, StoredFile
from workflow.models.base import may_be_id
from workflow.values.actor import Title
from workflow.values.errors import NotFound
from workflow.values.vocabulary import AgendaKind
from workflow.work import Work


@dataclass(frozen=True)
class YearEdition:
    """A frozen edition; the texts of the snapshot are empty where it is no longer sound."""

    id: int
    kind: AgendaKind
    fiscal_year: int
    number: int
    sha256: str
    note: str
    by: Title
    at: datetime
    ledger_head: str
    """The Merkle root of the ledger at freezing."""
    files: Mapping[str, str]
    """The SHA-256 of each file by its form."""
    snapshot: Mapping[str, Any]

    @property
    def is_sound(self) -> bool:
        """Whether the snapshot is what it was at freezing."""
        return bool(self.snapshot)

    @property
    def name(self) -> str:
        """令和3年度DX推進目標の進捗状況 第2版."""
        title = year_snapshot.name_of(self.snapshot) if self.is_sound else self.kind.value
        return f"{title} {edition_name(self.number)}"

    @property
    def amendments(self) -> tuple[Amended, ...]:
        """What it changed against the edition before."""
        return amended_in(self.snapshot)


def of_year(work: Work, year: int) -> tuple[YearEdition, ...]:
    """Every edition of the papers of a year, the newest of each paper first. Raises WrongRole."""
    require_read(work)
    return _found(work, PaperEdition.fiscal_year == year)


def one(work: Work, edition_id: int) -> YearEdition:
    """One edition. Raises WrongRole, NotFound."""
    require_read(work)
    found = _found(work, PaperEdition.id == edition_id) if may_be_id(edition_id) else ()
    if not found:
        raise NotFound(what="edition")
    return found[0]


def year_file(work: Work, edition: YearEdition, form: str) -> Document:
    """A file of an edition as it was handed out; `json` is the snapshot itself.

    Raises WrongRole, NotFound (form), EditionBroken where its bytes are others now.
    """
    require_read(work)
    return Document(f"{edition.name}.{form}", _media_type(form), content_of(work, edition.id, form))


def content_of(work: Work, edition_id: int, form: str) -> bytes:
    """The bytes of a file of an edition. Whether the person may have them is asked before.

    Raises NotFound (form), EditionBroken.
    """
    if form == "json":
        query = select(PaperEdition.snapshot_hash).where(PaperEdition.id == edition_id)
    else:
        query = select(PaperEditionFile.sha256).where(
            PaperEditionFile.edition_id == edition_id, PaperEditionFile.form == form
        )
    digest = work.session.scalar(query)
    if digest is None:
        raise NotFound(what="form", name=form)
    return keeping.sound(work, digest, form)


def verify_years(work: Work) -> Iterator[Finding]:
    """Check every edition of every year: stored bytes, record, ledger, rebuilt files.

    Raises WrongRole.
    """
    require_read(work)
    for row in work.session.scalars(select(PaperEdition).order_by(PaperEdition.id)).all():
        yield from _findings(work, row)


def _findings(work: Work, row: PaperEdition) -> Iterator[Finding]:
    name = year_papers.code(row)
    content = keeping.stored(work, row.snapshot_hash)
    fault = stored_fault(content, row.snapshot_hash)
    yield Finding(f"{name} json", fault)
    if fault or content is None:
        return
    frozen = read(content)
    kept = (frozen["kind"], frozen["fiscal_year"], frozen["edition"], frozen["note"])
    same = kept == (row.kind, row.fiscal_year, row.number, row.note)
    yield Finding(f"{name} record", "" if same else RECORD_DIFFERS)
    is_sound = ledger.audit(work.session, row.ledger_head).is_sound
    yield Finding(f"{name} ledger", "" if is_sound else LEDGER_NEVER_HAD)
    query = select(PaperEditionFile).where(PaperEditionFile.edition_id == row.id)
    files = work.session.scalars(query.order_by(PaperEditionFile.form)).all()
    for form in sorted({*year_snapshot.FORMS} - {file.form for file in files}):
        yield Finding(f"{name} {form}", MISSING)
    for file in files:
        fault = stored_fault(keeping.stored(work, file.sha256), file.sha256)
        if not fault and frozen["format"] == year_snapshot.FORMAT:
            rebuilt = sha256(year_snapshot.file(content, file.form)).hexdigest()
            fault = "" if rebuilt == file.sha256 else REBUILT_DIFFERS
        yield Finding(f"{name} {file.form}", fault)


def _found(work: Work, *which: ColumnElement[bool]) -> tuple[YearEdition, ...]:
    query = _editions().where(*which).order_by(PaperEdition.kind, PaperEdition.number.desc())
    lines = work.session.execute(query).all()
    files: defaultdict[int, dict[str, str]] = defaultdict(dict)
    of_these = PaperEditionFile.edition_id.in_([line.PaperEdition.id for line in lines])
    order = PaperEditionFile.edition_id, PaperEditionFile.form
    for file in work.session.scalars(select(PaperEditionFile).where(of_these).order_by(*order)):
        files[file.edition_id][file.form] = file.sha256
    return tuple(_view(line, files[line.PaperEdition.id]) for line in lines)


def _editions() -> Select[*tuple[Any, ...]]:
    return (
        select(PaperEdition, StoredFile.content, Person.name_ja, Person.name_en)
        .join(Person, Person.id == PaperEdition.frozen_by)
        .outerjoin(StoredFile, StoredFile.sha256 == PaperEdition.snapshot_hash)
    )


def _view(line: Row[Any], files: Mapping[str, str]) -> YearEdition:
    row: PaperEdition = line.PaperEdition
    content: bytes = line.content or b""
    is_sound = not stored_fault(content, row.snapshot_hash)
    return YearEdition(
        id=row.id,
        kind=AgendaKind(row.kind),
        fiscal_year=row.fiscal_year,
        number=row.number,
        sha256=row.snapshot_hash,
        note=row.note,
        by=Title(line.name_ja, line.name_en),
        at=row.frozen_at,
        ledger_head=row.ledger_head,
        files=files,
        snapshot=read(content) if is_sound else {},
    )


def _media_type(form: str) -> str:
    if form not in FORMS:
        raise NotFound(what="form", name=form)
    return FORMS[form].media_type
