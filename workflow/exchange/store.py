"""Files in the database, each one person's own, and their rows: until committed or expired."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import delete, func, insert, select, update

from workflow.database.statements import RowWrite
from workflow.database.transactions import connection_of
from workflow.exchange import answering, policy
from workflow.exchange.policy import ImportNotReady, Readiness
from workflow.models import StagedImport, StagedRow
from workflow.models.base import table_of
from workflow.staging import beyond_most
from workflow.values.actor import permitted
from workflow.values.errors import NotFound
from workflow.work import Work

CHUNK: Final = 500

ROWS: Final = table_of(StagedRow)
_PUT: Final = RowWrite(insert(ROWS))


def own(work: Work, import_id: int, *, locked: bool = False) -> StagedImport:
    """A person's own staged file.

    Raises NotSignedIn, WrongRole; NotFound for another's, an expired one, and where there is none.
    """
    person = permitted(work.actor, policy.import_refusal(work.actor))
    query = select(StagedImport).where(
        StagedImport.id == import_id, StagedImport.person_id == person.person_id
    )
    staged = work.session.scalar(query.with_for_update() if locked else query)
    if staged is None or (staged.expires_at <= work.now and staged.committed_at is None):
        raise NotFound(what="import")
    return staged


def rows(work: Work, staged: StagedImport, kind: str) -> Iterator[Any]:
    """The rows of one kind in the file's order, some hundreds at a time."""
    after = 0
    query = select(ROWS).where(ROWS.c.import_id == staged.id, ROWS.c.kind == kind)
    while True:
        chunk = work.session.execute(
            query.where(ROWS.c.row > after).order_by(ROWS.c.row).limit(CHUNK)
        ).all()
        if not chunk:
            return
        yield from chunk
        after = chunk[-1].row


def readiness(work: Work, staged: StagedImport) -> Readiness:
    """How far a file is on its way to be committed."""
    query = select(ROWS.c.conflicts).where(ROWS.c.import_id == staged.id, ROWS.c.kind == "change")
    conflicts = [one for found in work.session.scalars(query) for one in found.values()]
    return Readiness(
        rows_read=staged.rows_read,
        rows_total=staged.rows_total,
        kinds=_kinds(work, staged.id),
        head_is_wrong=bool(staged.understanding["problems"]),
        open_questions=len(answering.open_questions(staged.understanding)),
        open_conflicts=sum(not one["choice"] for one in conflicts),
        is_committed=staged.committed_at is not None,
    )


def reread(
    work: Work, staged: StagedImport, understanding: Mapping[str, Any], rows_total: int
) -> None:
    """Read the file in another way from now on: what was read before counts no more."""
    _require_open(staged)
    work.session.execute(delete(StagedRow).where(StagedRow.import_id == staged.id))
    staged.understanding = understanding
    staged.rows_total, staged.rows_read = rows_total, 0


def add_rows(
    work: Work, staged: StagedImport, checked: Iterable[Mapping[str, Any]], read_up_to: int
) -> None:
    """Store rows that were checked, and how far the file is read."""
    _require_open(staged)
    given = [{**row, "import_id": staged.id} for row in checked]
    if given:
        _PUT.send(connection_of(work.session), given)
    staged.rows_read = read_up_to


def drop_rows(work: Work, staged: StagedImport, numbers: Sequence[int]) -> None:
    """Delete rows that are not to come in."""
    _require_open(staged)
    of_file = StagedRow.import_id == staged.id
    for begin in range(0, len(numbers), CHUNK):
        some = numbers[begin : begin + CHUNK]
        work.session.execute(delete(StagedRow).where(of_file, StagedRow.row.in_(some)))


def settle(work: Work, staged: StagedImport, row: int, content: Any, conflicts: Any) -> None:
    """Store what a person chose for the conflicts of one row."""
    _require_open(staged)
    work.session.execute(
        update(StagedRow)
        .where(StagedRow.import_id == staged.id, StagedRow.row == row)
        .values(content=content, conflicts=conflicts)
    )


def drop_the_oldest(work: Work) -> None:
    """Make room for one more of the person's files: nobody fills a disk with what waits."""
    waiting = select(StagedImport.id).where(
        StagedImport.person_id == work.person.person_id,
        StagedImport.content.is_not(None),
        StagedImport.committed_at.is_(None),
    )
    oldest = work.session.scalars(beyond_most(waiting, StagedImport.id)).all()
    if oldest:
        dropped = update(StagedImport).where(StagedImport.id.in_(oldest))
        work.session.execute(dropped.values(expires_at=work.now))
        drop_expired(work)


def drop_expired(work: Work) -> None:
    """Delete the files and rows whose time is over; who brought what stays known."""
    expired = select(StagedImport.id).where(
        StagedImport.expires_at <= work.now, StagedImport.content.is_not(None)
    )
    ids = list(work.session.scalars(expired))
    if ids:
        work.session.execute(delete(StagedRow).where(StagedRow.import_id.in_(ids)))
        work.session.execute(
            update(StagedImport).where(StagedImport.id.in_(ids)).values(content=None)
        )


def _kinds(work: Work, import_id: int) -> dict[str, int]:
    """How many rows there are of each kind."""
    query = (
        select(ROWS.c.kind, func.count().label("rows")).where(ROWS.c.import_id == import_id)
    ).group_by(ROWS.c.kind)
    return {row.kind: row.rows for row in work.session.execute(query)}


def _require_open(staged: StagedImport) -> None:
    if staged.committed_at is not None:
        raise ImportNotReady(reason="committed")
