"""What a kept file would do, and how it is carried out: the same whatever it is about."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar

from workflow.files.headed import CellProblem
from workflow.models import StagedFile
from workflow.staging.files import settle
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
        """The same as long as the row would do the same."""


L = TypeVar("L", bound=Line)


@dataclass(frozen=True)
class Plan(Generic[L]):
    """What a file would do, and what is wrong with it."""

    lines: tuple[L, ...] = ()
    problems: tuple[CellProblem, ...] = ()

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
