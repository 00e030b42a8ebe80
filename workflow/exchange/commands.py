"""Files that were brought in: kept for one person, then committed whole or not at all."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import delete, func, insert, select, update

from workflow.items import drafting
from workflow.items.creation import Beginning, begin_all
from workflow.models import Cycle, Person, StagedImport, StagedRow
from workflow.models.base import may_be_id
from workflow.values.actor import Actor, permitted, role_refusal
from workflow.values.errors import NotFound, Refusal
from workflow.values.sheet import Sheet
from workflow.values.text import is_sound
from workflow.values.vocabulary import Role
from workflow.work import Work

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
    work: Work,
    *,
    cycle_id: str,
    name: str,
    content: bytes,
    understanding: Mapping[str, Any],
    rows_total: int,
) -> StagedImport:
    """Keep a file for a person and a cycle; what has expired goes. Raises NotFound.

    The same file within a minute is a second delivery of one form: it is the same import.
    """
    if not is_sound(cycle_id) or work.session.get(Cycle, cycle_id) is None:
        raise NotFound(what="cycle", name=cycle_id)
    drop_expired(work)
    content_hash = hashlib.sha256(content).hexdigest()
    if before := _just_staged(work, cycle_id, name, content_hash):
        return before
    staged = StagedImport(
        person_id=work.person.person_id,
        cycle_id=cycle_id,
        name=name,
        content=content,
        content_hash=content_hash,
        understanding=understanding,
        rows_total=rows_total,
        rows_read=0,
        staged_at=work.now,
        expires_at=work.now + KEPT_FOR,
    )
    work.session.add(staged)
    work.session.flush()
    return staged


def _just_staged(work: Work, cycle_id: str, name: str, content_hash: str) -> StagedImport | None:
    """The same file of the same person, where it was staged a moment ago and waits."""
    # Two deliveries at once wait for each other on the person's row.
    work.session.scalar(
        select(Person.id).where(Person.id == work.person.person_id).with_for_update()
    )
    return work.session.scalar(
        select(StagedImport)
        .where(
            StagedImport.person_id == work.person.person_id,
            StagedImport.staged_at >= work.now - SENT_TWICE_WITHIN,
            StagedImport.cycle_id == cycle_id,
            StagedImport.name == name,
            StagedImport.content_hash == content_hash,
            StagedImport.committed_at.is_(None),
        )
        .order_by(StagedImport.id)
        .limit(1)
    )


def own(work: Work, import_id: int, *, locked: bool = False) -> StagedImport:
    """A person's own staged file. Raises NotFound: another's, expired, or none."""
    query = select(StagedImport).where(
        StagedImport.id == import_id, StagedImport.person_id == work.person.person_id
    )
    if locked:
        query = query.with_for_update()
    staged = work.session.scalar(query) if may_be_id(import_id) else None
    if staged is None or (staged.expires_at <= work.now and staged.committed_at is None):
        raise NotFound(what="import")
    return staged


def understand(
    work: Work, staged: StagedImport, understanding: Mapping[str, Any], rows_total: int
) -> None:
    """Read the file in another way from now on: what was read before counts no more."""
    _require_open(staged)
    work.session.execute(delete(StagedRow).where(StagedRow.import_id == staged.id))
    staged.understanding = understanding
    staged.rows_total, staged.rows_read = rows_total, 0


def keep_rows(
    work: Work, staged: StagedImport, rows: Iterable[Mapping[str, Any]], read_up_to: int
) -> None:
    """Keep rows that were understood, and how far the file is read."""
    _require_open(staged)
    given = [{**row, "import_id": staged.id} for row in rows]
    if given:
        work.session.execute(insert(StagedRow), given)
    staged.rows_read = read_up_to


def rows(work: Work, staged: StagedImport, kind: str) -> Iterator[Any]:
    """The rows of one kind in the file's order, some hundreds at a time."""
    after = 0
    query = select(_ROWS).where(_ROWS.c.import_id == staged.id, _ROWS.c.kind == kind)
    while True:
        chunk = work.session.execute(
            query.where(_ROWS.c.row > after).order_by(_ROWS.c.row).limit(CHUNK)
        ).all()
        if not chunk:
            return
        yield from chunk
        after = chunk[-1].row


def settle(work: Work, staged: StagedImport, row: int, content: Any, conflicts: Any) -> None:
    """Keep what a person chose for the conflicts of one row."""
    _require_open(staged)
    work.session.execute(
        update(StagedRow)
        .where(StagedRow.import_id == staged.id, StagedRow.row == row)
        .values(content=content, conflicts=conflicts)
    )


def commit(work: Work, staged: StagedImport) -> tuple[int, int]:
    """Create and change everything, or nothing: how many of each.

    A second delivery gives the first answer. Raises ImportNotReady, ContentChanged where
    an item was written on since it was compared, and what creating and saving refuse.
    """
    if staged.committed_at is not None:
        return staged.created_count or 0, staged.changed_count or 0
    require_ready(work, staged)
    cycle = work.session.get_one(Cycle, staged.cycle_id)
    created = begin_all(work, cycle=cycle, beginnings=_beginnings(work, staged))
    changed = 0
    for row in rows(work, staged, "change"):
        drafting.save(
            work,
            item_id=row.item_id or 0,
            sheet=Sheet.from_json(row.content),
            seen=row.seen or "",
        )
        changed += 1
    staged.committed_at, staged.created_count, staged.changed_count = work.now, created, changed
    return created, changed


def require_ready(work: Work, staged: StagedImport) -> None:
    """Raises ImportNotReady with the first reason why nothing can be committed."""
    counted = kinds(work, staged.id)
    if staged.rows_read < staged.rows_total:
        raise ImportNotReady(reason="unread")
    if counted.get("wrong") or staged.understanding.get("problems"):
        raise ImportNotReady(reason="wrong")
    if count_open_conflicts(work, staged.id):
        raise ImportNotReady(reason="conflicts")
    if not counted.get("create") and not counted.get("change"):
        raise ImportNotReady(reason="nothing")


def kinds(work: Work, import_id: int) -> dict[str, int]:
    """How many rows there are of each kind."""
    query = (
        select(_ROWS.c.kind, func.count().label("rows")).where(_ROWS.c.import_id == import_id)
    ).group_by(_ROWS.c.kind)
    return {row.kind: row.rows for row in work.session.execute(query)}


def count_open_conflicts(work: Work, import_id: int) -> int:
    """How many cells wait for a choice."""
    query = select(_ROWS.c.conflicts).where(
        _ROWS.c.import_id == import_id, _ROWS.c.kind == "change"
    )
    return sum(not one["choice"] for kept in work.session.scalars(query) for one in kept.values())


def drop_expired(work: Work) -> None:
    """Let go of the files and rows whose time is over; who brought what stays known."""
    expired = select(StagedImport.id).where(
        StagedImport.expires_at <= work.now, StagedImport.content.is_not(None)
    )
    ids = list(work.session.scalars(expired))
    if ids:
        work.session.execute(delete(StagedRow).where(StagedRow.import_id.in_(ids)))
        work.session.execute(
            update(StagedImport).where(StagedImport.id.in_(ids)).values(content=None)
        )


def _beginnings(work: Work, staged: StagedImport) -> Iterator[Beginning]:
    for row in rows(work, staged, "create"):
        key = f"import-{staged.id}-{row.row}"
        yield Beginning(row.department_id or 0, Sheet.from_json(row.content), key)


def _require_open(staged: StagedImport) -> None:
    if staged.committed_at is not None:
        raise ImportNotReady(reason="committed")
