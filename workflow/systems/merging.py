"""Which system merges into which: never into itself, into one that stops, or in a circle."""

from sqlalchemy import or_, select

from workflow.models import System
from workflow.systems import interfaces
from workflow.values.errors import Problem
from workflow.values.systems import Assessment, ReviewState
from workflow.work import Work

FIELD = "merges_into"


class Merges:
    """What is decided of mergers and of systems that stop, and what would be if more were."""

    def __init__(self, work: Work) -> None:
        """As it is decided now: one query."""
        self._work = work
        self._into: dict[int, int] = {}
        self._stopping: set[int] = set()
        retired = System.state == ReviewState.RETIRED
        decided = or_(
            retired, System.merges_into_id.is_not(None), System.assessment == Assessment.STOP
        )
        columns = select(System.id, System.merges_into_id, System.assessment, retired.label("gone"))
        for one in work.session.execute(columns.where(decided)):
            if one.gone or one.assessment == Assessment.STOP:
                self._stopping.add(one.id)
            elif one.merges_into_id is not None:
                self._into[one.id] = one.merges_into_id

    def decide(self, system_id: int, assessment: Assessment | None, into: int | None) -> None:
        """Take it that this is decided of a system."""
        self._into.pop(system_id, None)
        self._stopping.discard(system_id)
        if into is not None:
            self._into[system_id] = into
        if assessment is Assessment.STOP:
            self._stopping.add(system_id)

    def meant(self, typed: str) -> int | None:
        """The number of the system whose number or whole name a clean line is."""
        found = interfaces.meant(self._work, typed) if typed else None
        return found.target_id if found else None

    def against(
        self, system_id: int, assessment: Assessment | None, typed: str, into: int | None
    ) -> list[Problem]:
        """What speaks against a decision; `into` is what is meant by what was `typed`."""
        if assessment is not Assessment.MERGE:
            unmeant = [Problem(FIELD, "system_merges_only")] if typed else []
            return [*unmeant, *self._left_alone(system_id, assessment)]
        if not typed:
            return [Problem(FIELD, "required")]
        if into is None:
            return [Problem(FIELD, "system_merge_unknown", {"line": typed[:60]})]
        key = self._refusal(system_id, into)
        return [Problem(FIELD, key)] if key else []

    def onto(self, system_id: int) -> int | None:
        """A system that merges into this one; None where there is none."""
        return next((one for one, into in self._into.items() if into == system_id), None)

    def _left_alone(self, system_id: int, assessment: Assessment | None) -> list[Problem]:
        """What speaks against stopping a system: another one merges into it."""
        other = self.onto(system_id) if assessment is Assessment.STOP else None
        return [Problem("assessment", "system_merged_into", {"number": other})] if other else []

    def _refusal(self, system_id: int, into: int) -> str:
        if into == system_id:
            return "system_merges_itself"
        if into in self._stopping:
            return "system_merge_stops"
        step: int | None = into
        for _turn in self._into:
            step = self._into.get(step) if step else None
            if step == system_id:
                return "system_merge_circle"
        return ""
