"""Systems from a file: looked at first, and carried out whole or not at all."""

from functools import partial

from workflow import staging
from workflow.models import StagedSystems
from workflow.staging import Brought, StagedView
from workflow.systems import commands, deciding
from workflow.systems.policy import WRITERS, SystemChanged
from workflow.systems.reading import SystemLine, planned
from workflow.values.actor import permitted, role_refusal
from workflow.values.errors import Conflict
from workflow.work import Work


class SystemsNotReady(Conflict):
    """The file cannot be carried out. Data: reason (problems, committed, nothing)."""

    key = "systems_not_ready"


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


def staged(work: Work, staged_id: int) -> StagedView[SystemLine]:
    """One's own file. Raises NotFound, FileRefused."""
    return staging.look(_own(work, staged_id), partial(planned, work))


def commit(work: Work, staged_id: int, seen: str) -> tuple[int, int]:
    """Carry a file out, whole; gives how many systems were added and changed.

    Raises NotFound, SystemsNotReady, SystemChanged (something else would be done now).
    """

    def write(line: SystemLine) -> None:
        if line.system_id is None:
            commands.add(work, line.after)
            return
        edited = line.after != line.before
        if edited:
            commands.edit(work, line.system_id, line.after, line.revision)
        if line.decided:
            deciding.assess(work, line.system_id, line.decided[1], line.revision + edited)

    return staging.carry_out(
        work,
        _own(work, staged_id, locked=True),
        partial(planned, work),
        write,
        seen=seen,
        not_ready=SystemsNotReady,
        changed=SystemChanged,
    )


def _own(work: Work, staged_id: int, *, locked: bool = False) -> StagedSystems:
    _require_writer(work)
    return staging.own(work, StagedSystems, staged_id, locked=locked)


def _require_writer(work: Work) -> None:
    permitted(work.actor, role_refusal(work.actor, WRITERS))
