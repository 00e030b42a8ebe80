"""Steps from a file: looked at first, and carried out whole or not at all."""

from functools import partial

from workflow import staging
from workflow.models import StagedSteps
from workflow.staging import Brought, StagedView
from workflow.undertakings.policy import UndertakingChanged, require_writer
from workflow.undertakings.step_reading import StepLine, planned
from workflow.undertakings.step_writing import write
from workflow.values.errors import Conflict
from workflow.work import Work


class StepsNotReady(Conflict):
    """The file cannot be carried out. Data: reason (problems, committed, nothing)."""

    key = "steps_not_ready"


def bring(work: Work, name: str, content: bytes) -> Brought:
    """Read a file, for `stage` to keep. Raises NotSignedIn, WrongRole, FileRefused."""
    require_writer(work.actor)
    return staging.read(work, name, content)


def stage(work: Work, year: int, brought: Brought) -> int:
    """Keep a file, for a look at what it would do; gives its number.

    Raises NotSignedIn, WrongRole.
    """
    require_writer(work.actor)
    return staging.keep(work, StagedSteps, brought, fiscal_year=year)


def staged(work: Work, staged_id: int) -> StagedView[StepLine]:
    """One's own file. Raises NotFound, FileRefused."""
    row = _own(work, staged_id)
    return staging.look(row, partial(planned, work, row.fiscal_year), row.fiscal_year)


def commit(work: Work, staged_id: int, seen: str) -> tuple[int, int]:
    """Carry a file out, whole; gives how many steps were added and changed.

    Raises NotFound, StepsNotReady, UndertakingChanged (something else would be done now).
    """
    row = _own(work, staged_id, locked=True)
    return staging.carry_out(
        work,
        row,
        partial(planned, work, row.fiscal_year),
        lambda line: write(work, line.step_id, line.before, line.after),
        seen=seen,
        not_ready=StepsNotReady,
        changed=UndertakingChanged,
    )


def _own(work: Work, staged_id: int, *, locked: bool = False) -> StagedSteps:
    require_writer(work.actor)
    return staging.own(work, StagedSteps, staged_id, locked=locked)
