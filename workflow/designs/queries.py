"""Drafts as pages show them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from workflow.designs.commands import called
from workflow.designs.document import Document, Unreadable, read
from workflow.designs.findings import Findings, drawable, examine
from workflow.models import Person, ProcessDraft, ProcessVersion
from workflow.process.definition import MOST_VERSIONS
from workflow.process.difference import Difference, difference
from workflow.process.shape import Process
from workflow.process.toml_table import NAME
from workflow.values.actor import Title, require_administrator
from workflow.values.errors import NotFound
from workflow.work import Work


@dataclass(frozen=True)
class DraftCard:
    """A draft as the list of all shows it. `is_published`: its text is a version by now."""

    id: int
    name: str
    version: str
    title: Title
    origin: str
    changed_by: Title
    changed_at: datetime
    withdrawn_at: datetime | None
    is_published: bool


@dataclass(frozen=True)
class DraftDetail:
    """One draft: its text, its parts (None where it has none), and all that is wrong with it."""

    card: DraftCard
    source: str
    seen: str
    """The hash of the text; who changes the draft says by it what they were looking at."""
    document: Document | None
    findings: Findings
    drawn: Process | None
    """As much of it as can be drawn."""
    previous: Process | None
    """The newest published version of this name."""
    difference: Difference | None
    is_taken: bool
    """Whether name and version stand for another text already."""


def drafts(work: Work) -> tuple[DraftCard, ...]:
    """Every draft, the one changed last first. Raises WrongRole: for administrators."""
    require_administrator(work.actor)
    rows = work.session.execute(_QUERY.order_by(ProcessDraft.changed_at.desc(), ProcessDraft.id))
    return tuple(_card(row) for row in rows)


def draft(work: Work, draft_id: int) -> DraftDetail:
    """One draft, looked at. Raises WrongRole, NotFound."""
    require_administrator(work.actor)
    row = work.session.execute(_QUERY.where(ProcessDraft.id == draft_id)).one_or_none()
    if row is None:
        raise NotFound(what="process_draft")
    card, source = _card(row), row.ProcessDraft.source
    try:
        document = read(source)
    except Unreadable:
        document = None
    findings = examine(source)
    drawn = drawable(findings.process)
    previous = work.newest.get(card.name)
    return DraftDetail(
        card=card,
        source=source,
        seen=row.ProcessDraft.source_hash,
        document=document,
        findings=findings,
        drawn=drawn,
        previous=previous,
        difference=difference(previous, drawn) if previous and drawn else None,
        is_taken=_is_taken(work, findings.process),
    )


_QUERY: Any = (
    select(ProcessDraft, Person, ProcessVersion.version.is_not(None).label("published"))
    .join(Person, Person.id == ProcessDraft.changed_by)
    .outerjoin(ProcessVersion, ProcessVersion.source_hash == ProcessDraft.source_hash)
)


def _card(row: Any) -> DraftCard:
    one, changer, published = row
    name, version, title = called(one.source)
    return DraftCard(
        id=one.id,
        name=name,
        version=version,
        title=title,
        origin=one.origin,
        changed_by=Title(changer.name_ja, changer.name_en),
        changed_at=one.changed_at,
        withdrawn_at=one.withdrawn_at,
        is_published=published,
    )


def _is_taken(work: Work, process: Process | None) -> bool:
    """Whether another text is published under name and version; what is no name never is."""
    if process is None or not NAME.fullmatch(process.name) or process.version > MOST_VERSIONS:
        return False
    taken = select(ProcessVersion.source_hash).where(
        ProcessVersion.name == process.name, ProcessVersion.version == process.version
    )
    return work.session.scalar(taken) not in (None, process.source_hash)
