"""Steps from a file: looked at first, and carried out whole or not at all."""

from typing import Final

from workflow.models import StagedSteps
from workflow.staging import Kind
from workflow.undertakings.policy import UndertakingChanged, require_writer
from workflow.undertakings.step_reading import planned
from workflow.undertakings.step_writing import write
from workflow.values.errors import Conflict


class StepsNotReady(Conflict):
    """The file cannot be carried out. Data: reason (problems, committed, nothing)."""

    key = "steps_not_ready"


FILES: Final = Kind(
    StagedSteps,
    lambda work: require_writer(work.actor),
    planned,
    lambda work, _row, line: write(work, line.step_id, line.before, line.after),
    StepsNotReady,
    UndertakingChanged,
)
