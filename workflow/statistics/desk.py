"""The engine's part about figures."""

from workflow.desk import Desk
from workflow.items.views import ItemFilter
from workflow.statistics import amounts, flow
from workflow.statistics.flow import Flow
from workflow.statistics.views import Amounts, CycleSum
from workflow.values.actor import Actor


class StatisticsDesk(Desk):
    """`engine.statistics`: figures of what `actor` may see."""

    def amounts(self, actor: Actor | None, wanted: ItemFilter, year: int) -> Amounts:
        """Sums of the cycle or meeting that `wanted` names; goals of fiscal `year`."""
        with self._read(actor) as work:
            return amounts.amounts(work, wanted, year)

    def years(self, actor: Actor | None, until: int) -> tuple[CycleSum, ...]:
        """The cycles of the six budget years up to `until`, by their place in the year."""
        with self._read(actor) as work:
            return amounts.years(work, until)

    def flow(self, actor: Actor | None, wanted: ItemFilter) -> Flow:
        """Where the items of a cycle or meeting are, and where their time went."""
        with self._read(actor) as work:
            return flow.flow(work, wanted)
