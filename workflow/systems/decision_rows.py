"""What the rows of a file decide of systems: the center alone, and only where it is its turn."""

from dataclasses import replace
from typing import Any, Final

from workflow.files.headed import HeadedRow
from workflow.models import System
from workflow.systems.cell_reading import CellReader
from workflow.systems.cells import ASSESSMENTS
from workflow.systems.deciding import FIELDS, Decision, checked, decided
from workflow.systems.interfaces import LONGEST_LINE
from workflow.systems.merging import FIELD, Merges
from workflow.systems.policy import may
from workflow.values.systems import ReviewState, SystemAct
from workflow.work import Work

UNDECIDED: Final = Decision()


class DecisionRows:
    """Reads the decisions of rows one after the other: each is checked against those before."""

    def __init__(self, work: Work) -> None:
        """As it is decided now."""
        self._work = work
        self._merges = Merges(work)

    def read(
        self, reader: CellReader, row: HeadedRow, system: System | None
    ) -> tuple[Decision, Decision] | None:
        """What is decided of a system and what a row decides; None where it is the same.

        What cannot be decided goes to the problems of the `reader`.
        """
        old = decided(system) if system else UNDECIDED
        new = self._given(reader, row, old)
        if new == old:
            return None
        if system is None or self._is_refused(system):
            changed = next(one for one in FIELDS if getattr(old, one) != getattr(new, one))
            reader.wrong(row, changed, "systems_not_decidable")
            return None
        settled, problems = checked(self._merges, system.id, new)
        for one in problems:
            reader.wrong(row, one.field, one.key, **one.data)
        self._merges.decide(system.id, settled.assessment, settled.into)
        return old, settled

    def _is_refused(self, system: System) -> bool:
        state = ReviewState(system.state)
        refusal = may(self._work.actor, SystemAct.ASSESS, state, system.department_id)
        return refusal is not None

    def _given(self, reader: CellReader, row: HeadedRow, old: Decision) -> Decision:
        """What a row says; a column that is not in the file leaves what is decided."""
        cells = row.cells
        given: dict[str, Any] = {}
        if "reasons" in cells:
            given["reasons"] = cells["reasons"]
        if FIELD in cells:
            into = self._merges.meant(cells[FIELD][:LONGEST_LINE])
            given[FIELD] = str(into) if into else cells[FIELD]
        if "assessment" in cells:
            given["assessment"] = reader.enum(row, "assessment", ASSESSMENTS)
        if "act_by" in cells:
            given["act_by"] = reader.day(row, "act_by")
        return replace(old, **given)
