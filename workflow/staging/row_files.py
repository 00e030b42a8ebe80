"""Files whose rows are shown first and then carried out, all of them or none."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar

from workflow.files.headed import CellProblem, LeftCells
from workflow.models import StagedFile
from workflow.staging.keeping import Brought, F, keep, own, read, settle
from workflow.values.canonical import fingerprint
from workflow.values.errors import Conflict
from workflow.work import Work


class Line(Protocol):
    """What one row would do."""

    @property
    def is_new(self) -> bool:
        """Whether it adds something."""

    @property
    def told(self) -> list[Any]:
        """What the row would do, as plain values for a fingerprint."""


L = TypeVar("L", bound=Line)


@dataclass(frozen=True)
class Plan(Generic[L]):
    """What a file would do, and what is wrong with it."""

    lines: tuple[L, ...] = ()
    problems: tuple[CellProblem, ...] = ()
    unread: tuple[str, ...] = ()
    """Headings of the file that stand over columns nothing is read of."""
    optional: frozenset[str] = frozenset()
    """Columns of which cells may be left out, where they cannot be read."""
    left: LeftCells = ()
    """The cells that are left out."""

    @property
    def seen(self) -> str:
        """A fingerprint of what would be done."""
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


@dataclass(frozen=True)
class RowFiles(Generic[F, L]):
    """Files of one kind, whose rows are shown first and then carried out, all of them or none."""

    table: type[F]
    require: Callable[[Work], object]
    """Raises NotSignedIn and WrongRole for whoever may not bring such files."""
    planned: Callable[..., Plan[L]]
    """What the cells of a file would do now, in its fiscal year (0 where it is about none).

    Asked with the unit of work, the year and the cells, where it `leaves` some with `left`.
    """
    write: Callable[[Work, F, L], object]
    """Do what one row says."""
    not_ready: type[Conflict]
    """Raised with a reason: committed, problems, nothing."""
    changed: type[Conflict]
    """Raised where something else would be done now than was seen."""
    leaves: bool = False
    """Whether a person may leave out cells that cannot be read."""
    hold: Callable[[Work, int], object] | None = None
    """Keep others from changing what files of a year are about, where a row does not look."""

    def bring(self, work: Work, name: str, content: bytes) -> Brought:
        """Read a file, for `stage` to keep. Raises what `require` does, FileRefused."""
        self.require(work)
        return read(work, name, content)

    def stage(self, work: Work, brought: Brought, year: int | None = None) -> int:
        """Keep a file, of a fiscal year where it is about one; gives its number.

        Raises what `require` does.
        """
        self.require(work)
        return keep(work, self.table, brought, **({} if year is None else {"fiscal_year": year}))

    def staged(self, work: Work, staged_id: int, left: LeftCells = ()) -> StagedView[L]:
        """What one's own file would do but for the cells left out, or did.

        Raises NotFound, FileRefused.
        """
        row = self._own(work, staged_id)
        if row.committed_at is not None:
            done = (row.committed_at, row.added_count or 0, row.changed_count or 0)
            return StagedView(row.id, row.name, *done, Plan(), _year(row))
        plan = self._plan(work, row, left)
        added = plan.added
        changed = len(plan.lines) - added
        return StagedView(row.id, row.name, None, added, changed, plan, _year(row))

    def commit(
        self, work: Work, staged_id: int, seen: str, left: LeftCells = ()
    ) -> tuple[int, int]:
        """Carry a file out, whole but for the cells left out; gives how many were added, changed.

        Raises NotFound, `not_ready`, `changed`, and what a row is refused for.
        """
        row = self._own(work, staged_id, locked=True)
        if row.committed_at is not None:
            raise self.not_ready(reason="committed")
        if self.hold is not None:
            self.hold(work, _year(row))
        plan = self._plan(work, row, left)
        if plan.problems or not plan.lines:
            raise self.not_ready(reason="problems" if plan.problems else "nothing")
        if plan.seen != seen:
            raise self.changed()
        for line in plan.lines:
            self.write(work, row, line)
        counts = plan.added, len(plan.lines) - plan.added
        settle(work, row, *counts)
        return counts

    def _plan(self, work: Work, row: F, left: LeftCells) -> Plan[L]:
        given = {"left": left} if self.leaves else {}
        return self.planned(work, _year(row), row.content or b"", **given)

    def _own(self, work: Work, staged_id: int, *, locked: bool = False) -> F:
        self.require(work)
        return own(work, self.table, staged_id, locked=locked)


def _year(row: StagedFile) -> int:
    return getattr(row, "fiscal_year", 0)
