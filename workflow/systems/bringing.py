"""A file of systems is brought in: shown first, then carried out whole."""

from typing import Final

from workflow.models import StagedSystems
from workflow.staging import RowFiles
from workflow.systems import commands, deciding
from workflow.systems.policy import WRITERS, SystemChanged
from workflow.systems.reading import SystemLine, planned
from workflow.values.actor import require_role
from workflow.values.errors import Conflict
from workflow.work import Work


class SystemsNotReady(Conflict):
    """The file cannot be carried out. Data: reason (problems, committed, nothing)."""

    key = "systems_not_ready"


def _write(work: Work, _row: StagedSystems, line: SystemLine) -> None:
    if line.system_id is None:
        commands.add(work, line.after)
        return
    edited = line.after != line.before
    if edited:
        commands.edit(work, line.system_id, line.after, line.revision)
    if line.decided:
        deciding.assess(work, line.system_id, line.decided[1], line.revision + edited)


FILES: Final = RowFiles(
    StagedSystems,
    lambda work: require_role(work.actor, WRITERS),
    lambda work, _year, cells, left: planned(work, cells, left=left),
    _write,
    SystemsNotReady,
    SystemChanged,
    leaves=True,
)
