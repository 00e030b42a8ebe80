"""Systems from a file: looked at first, and carried out whole or not at all."""

from dataclasses import dataclass
from datetime import datetime

from workflow import staging
from workflow.models import StagedSystems
from workflow.staging import Brought
from workflow.systems import commands, deciding
from workflow.systems.policy import WRITERS, SystemChanged
from workflow.systems.reading import SystemsPlan, planned
from workflow.values.actor import permitted, role_refusal
from workflow.values.errors import Conflict
from workflow.work import Work


class SystemsNotReady(Conflict):
    """The file cannot be carried out. Data: reason (problems, committed, nothing)."""

    key = "systems_not_ready"


@dataclass(frozen=True)
class StagedView:
    """A file that is kept, with what it would do; counts once it is carried out."""

    id: int
    name: str
    committed_at: datetime | None
    added: int
    changed: int
    plan: SystemsPlan


def bring(work: Work, name: str, content: bytes) -> Brought:
    """Read a file, for `stage` to keep. Raises NotSignedIn, WrongRole, FileRefused."""
    _require_writer(work)
    return staging.read(work, name, content)


def stage(work: Work, brought: Brought) -> int:
    """Keep a file, for a look at what it would do; gives its number.

    Raises NotSignedIn, WrongRole.
    """
    _require_writer(work)
    return staging.keep(work, StagedSystems, brought)


def staged(work: Work, staged_id: int) -> StagedView:
    """One's own file. Raises NotFound, FileRefused."""
    row = _own(work, staged_id)
    if row.committed_at is not None:
        done = (row.committed_at, row.added_count or 0, row.changed_count or 0)
        return StagedView(row.id, row.name, *done, SystemsPlan())
    plan = planned(work, row.content or b"")
    return StagedView(row.id, row.name, None, plan.added, len(plan.lines) - plan.added, plan)


def commit(work: Work, staged_id: int, seen: str) -> tuple[int, int]:
    """Carry a file out, whole; gives how many systems were added and changed.

    Raises NotFound, SystemsNotReady, SystemChanged (something else would be done now).
    """
    row = _own(work, staged_id, locked=True)
    if row.committed_at is not None:
        raise SystemsNotReady(reason="committed")
    plan = planned(work, row.content or b"")
    if plan.problems or not plan.lines:
        raise SystemsNotReady(reason="problems" if plan.problems else "nothing")
    if plan.seen != seen:
        raise SystemChanged()
    for line in plan.lines:
        if line.system_id is None:
            commands.add(work, line.after)
            continue
        edited = line.after != line.before
        if edited:
            commands.edit(work, line.system_id, line.after, line.revision)
        if line.decided:
            deciding.assess(work, line.system_id, line.decided[1], line.revision + edited)
    counts = plan.added, len(plan.lines) - plan.added
    staging.settle(work, row, *counts)
    return counts


def _own(work: Work, staged_id: int, *, locked: bool = False) -> StagedSystems:
    _require_writer(work)
    return staging.own(work, StagedSystems, staged_id, locked=locked)


def _require_writer(work: Work) -> None:
    permitted(work.actor, role_refusal(work.actor, WRITERS))
