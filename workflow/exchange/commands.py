"""Files that were brought in: kept for one person, then committed whole or not at all."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from workflow.items import drafting
from workflow.items.creation import Beginning, begin_all
from workflow.models import Cycle, Person, StagedImport, StagedRow
from workflow.models.base import may_be_id
from workflow.process.library import ProcessLibrary
from workflow.values.actor import Actor, permitted, role_refusal
from workflow.values.errors import NotFound, Refusal
from workflow.values.sheet import Sheet
from workflow.values.text import is_sound
from workflow.values.vocabulary import Role

KEPT_FOR: Final = timedelta(days=1)
SENT_TWICE_WITHIN: Final = timedelta(minutes=1)
"""Long enough for a double click and a retry; whoever brings a file again later means it."""
CHUNK: Final = 500

_ROWS: Final = StagedRow.__table__


class ImportNotReady(Refusal):
    """Rows are not read yet, are wrong, are in conflict, or there is none. Data: reason."""

    key = "import_not_ready"


def require_import(actor: Actor | None) -> Actor:
    """Who brings files in, or the reason why they may not; each row asks who may begin it."""
    return permitted(actor, role_refusal(actor, (Role.OFFICER,)))


def stage(
    session: Session,
    *,
    actor: Actor,
    cycle_id: str,
    name: str,
    content: bytes,
    understanding: Mapping[str, Any],
    rows_total: int,
    at: datetime,
) -> StagedImport:
    """Keep a file for a person and a cycle; what has expired goes. Raises NotFound.

    The same file within a minute is a second delivery of one form: it is the same import.
    """
    if not is_sound(cycle_id) or session.get(Cycle, cycle_id) is None:
        raise NotFound(what="cycle", name=cycle_id)
    drop_expired(session, at)
    content_hash = hashlib.sha256(content).hexdigest()
    if before := _just_staged(session, actor, cycle_id, name, content_hash, at):
        return before
    staged = StagedImport(
        person_id=actor.person_id,
        cycle_id=cycle_id,
        name=name,
        content=content,
        content_hash=content_hash,
        understanding=understanding,
        rows_total=rows_total,
        rows_read=0,
        staged_at=at,
        expires_at=at + KEPT_FOR,
    )
    session.add(staged)
    session.flush()
    return staged


def _just_staged(
    session: Session, actor: Actor, cycle_id: str, name: str, content_hash: str, at: datetime
) -> StagedImport | None:
    """The same file of the same person, where it was staged a moment ago and waits."""
    # Two deliveries at once wait for each other on the person's row.
    session.scalar(select(Person.id).where(Person.id == actor.person_id).with_for_update())
    return session.scalar(
        select(StagedImport)
        .where(
            StagedImport.person_id == actor.person_id,
            StagedImport.staged_at >= at - SENT_TWICE_WITHIN,
            StagedImport.cycle_id == cycle_id,
            StagedImport.name == name,
            StagedImport.content_hash == content_hash,
            StagedImport.committed_at.is_(None),
        )
        .order_by(StagedImport.id)
        .limit(1)
    )


def own(
    session: Session, actor: Actor, import_id: int, at: datetime, *, locked: bool = False
) -> StagedImport:
    """A person's own staged file. Raises NotFound: another's, expired, or none."""
    query = select(StagedImport).where(
        StagedImport.id == import_id, StagedImport.person_id == actor.person_id
    )
    if locked:
        query = query.with_for_update()
    staged = session.scalar(query) if may_be_id(import_id) else None
    if staged is None or (staged.expires_at <= at and staged.committed_at is None):
        raise NotFound(what="import")
    return staged


def understand(
    session: Session, staged: StagedImport, understanding: Mapping[str, Any], rows_total: int
) -> None:
    """Read the file in another way from now on: what was read before counts no more."""
    _require_open(staged)
    session.execute(delete(StagedRow).where(StagedRow.import_id == staged.id))
    staged.understanding = understanding
    staged.rows_total, staged.rows_read = rows_total, 0


def keep_rows(
    session: Session, staged: StagedImport, rows: Iterable[Mapping[str, Any]], read_up_to: int
) -> None:
    """Keep rows that were understood, and how far the file is read."""
    _require_open(staged)
    given = [{**row, "import_id": staged.id} for row in rows]
    if given:
        session.execute(insert(StagedRow), given)
    staged.rows_read = read_up_to


def rows(session: Session, staged: StagedImport, kind: str) -> Iterator[Any]:
    """The rows of one kind in the file's order, some hundreds at a time."""
    after = 0
    query = select(_ROWS).where(_ROWS.c.import_id == staged.id, _ROWS.c.kind == kind)
    while True:
        chunk = session.execute(
            query.where(_ROWS.c.row > after).order_by(_ROWS.c.row).limit(CHUNK)
        ).all()
        if not chunk:
            return
        yield from chunk
        after = chunk[-1].row


def settle(session: Session, staged: StagedImport, row: int, content: Any, conflicts: Any) -> None:
    """Keep what a person chose for the conflicts of one row."""
    _require_open(staged)
    session.execute(
        update(StagedRow)
        .where(StagedRow.import_id == staged.id, StagedRow.row == row)
        .values(content=content, conflicts=conflicts)
    )


def commit(
    session: Session, library: ProcessLibrary, staged: StagedImport, actor: Actor, at: datetime
) -> tuple[int, int]:
    """Create and change everything, or nothing: how many of each.

    A second delivery gives the first answer. Raises ImportNotReady, ContentChanged where
    an item was written on since it was compared, and what creating and saving refuse.
    """
    if staged.committed_at is not None:
        return staged.created_count or 0, staged.changed_count or 0
    require_ready(session, staged)
    cycle = session.get_one(Cycle, staged.cycle_id)
    created = begin_all(
        session, library, cycle=cycle, beginnings=_beginnings(session, staged), actor=actor, at=at
    )
    changed = 0
    for row in rows(session, staged, "change"):
        drafting.save(
            session,
            library,
            item_id=row.item_id or 0,
            sheet=Sheet.from_json(row.content),
            actor=actor,
            seen=row.seen or "",
            at=at,
        )
        changed += 1
    staged.committed_at, staged.created_count, staged.changed_count = at, created, changed
    return created, changed


def require_ready(session: Session, staged: StagedImport) -> None:
    """Raises ImportNotReady with the first reason why nothing can be committed."""
    counted = kinds(session, staged.id)
    if staged.rows_read < staged.rows_total:
        raise ImportNotReady(reason="unread")
    if counted.get("wrong") or staged.understanding.get("problems"):
        raise ImportNotReady(reason="wrong")
    if count_open_conflicts(session, staged.id):
        raise ImportNotReady(reason="conflicts")
    if not counted.get("create") and not counted.get("change"):
        raise ImportNotReady(reason="nothing")


def kinds(session: Session, import_id: int) -> dict[str, int]:
    """How many rows there are of each kind."""
    query = (
        select(_ROWS.c.kind, func.count().label("rows")).where(_ROWS.c.import_id == import_id)
    ).group_by(_ROWS.c.kind)
    return {row.kind: row.rows for row in session.execute(query)}


def count_open_conflicts(session: Session, import_id: int) -> int:
    """How many cells wait for a choice."""
    query = select(_ROWS.c.conflicts).where(
        _ROWS.c.import_id == import_id, _ROWS.c.kind == "change"
    )
    return sum(not one["choice"] for kept in session.scalars(query) for one in kept.values())


def drop_expired(session: Session, at: datetime) -> None:
    """Let go of the files and rows whose time is over; who brought what stays known."""
    expired = select(StagedImport.id).where(
        StagedImport.expires_at <= at, StagedImport.content.is_not(None)
    )
    ids = list(session.scalars(expired))
    if ids:
        session.execute(delete(StagedRow).where(StagedRow.import_id.in_(ids)))
        session.execute(update(StagedImport).where(StagedImport.id.in_(ids)).values(content=None))


def _beginnings(session: Session, staged: StagedImport) -> Iterator[Beginning]:
    for row in rows(session, staged, "create"):
        key = f"import-{staged.id}-{row.row}"
        yield Beginning(row.department_id or 0, Sheet.from_json(row.content), key)


def _require_open(staged: StagedImport) -> None:
    if staged.committed_at is not None:
        raise ImportNotReady(reason="committed")
