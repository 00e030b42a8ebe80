"""Files that were brought in, each kept for a day for whoever brought it."""

import hashlib
from datetime import timedelta
from typing import Any, Final, NamedTuple, TypeVar

from sqlalchemy import Select, select, update

from workflow.files import grid
from workflow.files.workbooks import shown_name
from workflow.models import StagedFile
from workflow.values.clock import SENT_TWICE_WITHIN
from workflow.values.errors import NotFound
from workflow.work import Work

F = TypeVar("F", bound=StagedFile)

HELD_FOR: Final = timedelta(days=1)
MOST_WAITING: Final = 30
"""Files of one kind that wait for one person; one more, and the oldest is dropped."""


class Brought(NamedTuple):
    """A file that was read; nothing of it is kept yet."""

    name: str
    content_hash: str
    cells: bytes


def read(work: Work, name: str, content: bytes) -> Brought:
    """Read a file, for `keep`. Raises NotSignedIn, FileRefused.

    Reading may take a second: it is done before anything is locked.
    """
    cells = grid.packed(content, work.person.person_id)
    return Brought(shown_name(name), hashlib.sha256(content).hexdigest(), cells)


def keep(work: Work, kind: type[F], brought: Brought, **about: Any) -> int:
    """Keep a file for a day, for a look at what it would do; gives its number.

    The same file, `about` the same, within a minute is a second delivery of one form. What has
    expired goes, and the oldest of the person's that wait where there are too many.
    Raises NotSignedIn.
    """
    expired = (kind.expires_at <= work.now, kind.content.is_not(None))
    work.session.execute(update(kind).where(*expired).values(content=None))
    of_file = {**about, "person_id": work.person.person_id, "content_hash": brought.content_hash}
    just_kept = work.session.scalar(
        select(kind.id)
        .filter_by(**of_file)
        .where(kind.staged_at >= work.now - SENT_TWICE_WITHIN, kind.committed_at.is_(None))
        .where(kind.content.is_not(None))
    )
    if just_kept is not None:
        return just_kept
    _drop_the_oldest(work, kind)
    row = kind(
        **of_file,
        name=brought.name,
        content=brought.cells,
        staged_at=work.now,
        expires_at=work.now + HELD_FOR,
    )
    work.session.add(row)
    work.session.flush()
    return row.id


def beyond_most(waiting: Select[int], number: Any) -> Select[int]:
    """The oldest of what waits for a person, by its `number`, that make room for one more."""
    return waiting.order_by(number.desc()).offset(MOST_WAITING - 1)


def _drop_the_oldest(work: Work, kind: type[F]) -> None:
    """Make room for one more of the person's files: nobody fills a disk with what waits."""
    waiting = select(kind.id).where(
        kind.person_id == work.person.person_id, kind.content.is_not(None)
    )
    oldest = work.session.scalars(beyond_most(waiting, kind.id)).all()
    if oldest:
        dropped = update(kind).where(kind.id.in_(oldest))
        work.session.execute(dropped.values(content=None, expires_at=work.now))


def settle(work: Work, row: StagedFile, added: int, changed: int) -> None:
    """Say that a file was carried out, with its counts; what was read of it goes."""
    row.committed_at, row.content = work.now, None
    row.added_count, row.changed_count = added, changed


def own(work: Work, kind: type[F], staged_id: int, *, locked: bool = False) -> F:
    """A person's own file. Raises NotSignedIn; NotFound for another's or an expired one."""
    query = select(kind).where(kind.id == staged_id, kind.person_id == work.person.person_id)
    row = work.session.scalar(query.with_for_update() if locked else query)
    if row is None or (row.expires_at <= work.now and row.committed_at is None):
        raise NotFound(what="import")
    return row
