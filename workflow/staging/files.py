"""What is the same for every file that is looked at before it is carried out, whatever is in it."""

import hashlib
from datetime import timedelta
from typing import Any, Final, NamedTuple, TypeVar

from sqlalchemy import select, update

from workflow.files import grid
from workflow.files.workbooks import shown_name
from workflow.models import StagedFile
from workflow.values.errors import NotFound
from workflow.work import Work

HELD_FOR: Final = timedelta(days=1)
SENT_TWICE_WITHIN: Final = timedelta(minutes=1)

F = TypeVar("F", bound=StagedFile)


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
    expired goes. Raises NotSignedIn.
    """
    expired = (kind.expires_at <= work.now, kind.content.is_not(None))
    work.session.execute(update(kind).where(*expired).values(content=None))
    of_file = {**about, "person_id": work.person.person_id, "content_hash": brought.content_hash}
    just_kept = work.session.scalar(
        select(kind.id)
        .filter_by(**of_file)
        .where(kind.staged_at >= work.now - SENT_TWICE_WITHIN, kind.committed_at.is_(None))
    )
    if just_kept is not None:
        return just_kept
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
