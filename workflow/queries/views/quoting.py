"""What a draft was taken from, and how far its sheet still says the same."""

from dataclasses import dataclass
from typing import Final

from workflow.actor import Title
from workflow.queries.views.cycles import CycleView
from workflow.sheet import SPECS, FieldChange, Sheet, differences

GOAL: Final = "goal_number"
"""Goals are numbered anew each fiscal year: the same number may be another goal."""


@dataclass(frozen=True)
class Source:
    """An item that is quoted, for somebody who may see it."""

    item_id: int
    name: str
    cycle: CycleView
    department: Title
    section: str
    sheet: Sheet
    content_hash: str
    """The content quoted; `seen` when the draft is begun."""


@dataclass(frozen=True)
class Quotation:
    """A source, and its sheet in terms of the cycle and department that quote it."""

    source: Source
    meant: Sheet
    """The source's sheet, its goal by the number that the goal has in the other year."""
    offered: Sheet
    """The same without what cannot be chosen any more: what a draft begins with."""
    exact: bool = True
    """False where the source was written on since and the content quoted is kept nowhere."""

    @property
    def lost(self) -> tuple[FieldChange, ...]:
        """What could not be taken over whole: as the source says it, and what is left of it."""
        return self._told({one.name for one in differences(self.meant, self.offered)}, self.offered)

    def changes(self, sheet: Sheet) -> tuple[FieldChange, ...]:
        """Where `sheet` says something else than its source, in sheet order."""
        return self._told({one.name for one in differences(self.meant, sheet)}, sheet)

    def _told(self, names: set[str], sheet: Sheet) -> tuple[FieldChange, ...]:
        said = self.source.sheet
        if said.goal_number is not None and self.meant.goal_number is None:
            names.add(GOAL)
        return tuple(
            FieldChange(name, getattr(said, name), getattr(sheet, name))
            for name in SPECS
            if name in names
        )
