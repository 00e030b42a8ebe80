"""Files that were brought in, each kept for a day for whoever brought it, until carried out."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Generic, NamedTuple, Protocol, TypeVar

from sqlalchemy import select, update

from workflow.files import grid
from workflow.files.headed import CellProblem
from workflow.files.workbooks import shown_name
from workflow.models import StagedFile
from workflow.values.canonical import fingerprint
from workflow.values.errors import Conflict, NotFound
from workflow.work import Work

__all__ = [
    "HELD_FOR",
    "Brought",
    "Plan",
    "StagedView",
    "carry_out",
    "keep",
    "look",
    "own",
    "read",
    "settle",
]


class Line(Protocol):
    """What one row would do."""

    @property
    def is_new(self) -> bool:
        """Whether it adds something."""

    @property
    def told(self) -> list[Any]:
        """The same as long as the row would do the same."""


L = TypeVar("L", bound=Line)


@dataclass(frozen=True)
class Plan(Generic[L]):
    """What a file would do, and what is wrong with it."""

    lines: tuple[L, ...] = ()
    problems: tuple[CellProblem, ...] = ()
    unread: tuple[str, ...] = ()
    """Headings of the file that stand over columns nothing is read of."""

    @property
    def seen(self) -> str:
        """The same as long as the same would be done."""
        return fingerprint([one.told for one in self.lines])

    @property
    def added(self) -> int:
        """How many things would be added."""
        return sum(one.is_new for one in self.lines)


@dataclass(frozen=True)
class StagedView(Generic[L]):
    """A file that is kept, with what it would do; counts once it is carried out."""

    id: int
    name: str
    committed_at: datetime | None
    added: int
    changed: int
    plan: Plan[L]
    fiscal_year: int = 0
    """Where it is about one."""


def look(
    row: StagedFile, planned: Callable[[bytes], Plan[L]], fiscal_year: int = 0
) -> StagedView[L]:
    """What a kept file would do, by `planned` of its cells, or what it did. Raises FileRefused."""
    if row.committed_at is not None:
        done = (row.committed_at, row.added_count or 0, row.changed_count or 0)
        return StagedView(row.id, row.name, *done, Plan(), fiscal_year)
    plan = planned(row.content or b"")
    added = plan.added
    return StagedView(row.id, row.name, None, added, len(plan.lines) - added, plan, fiscal_year)


def carry_out(
    work: Work,
    row: StagedFile,
    planned: Callable[[bytes], Plan[L]],
    write: Callable[[L], object],
    *,
    seen: str,
    not_ready: type[Conflict],
    changed: type[Conflict],
) -> tuple[int, int]:
    """Carry a locked file out, whole; gives how many things were added and changed.

    Raises `not_ready` with a reason (committed, problems, nothing), and `changed` where
    something else would be done now than was `seen`.
    """
    if row.committed_at is not None:
        raise not_ready(reason="committed")
    plan = planned(row.content or b"")
    if plan.problems or not plan.lines:
        raise not_ready(reason="problems" if plan.problems else "nothing")
    if plan.seen != seen:
        raise changed()
    for line in plan.lines:
        write(line)
    counts = plan.added, len(plan.lines) - plan.added
    settle(work, row, *counts)
    return counts


# ------------------------------------------------------------------ keeping one


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
