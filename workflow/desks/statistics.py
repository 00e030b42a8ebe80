"""The engine's part about figures and their pictures."""

from collections.abc import Iterable

from workflow.actor import Actor
from workflow.canonical import fingerprint
from workflow.desks.desk import Desk
from workflow.documents.charts import Chart, key_of, spec
from workflow.queries import charts as reads
from workflow.queries import flow, statistics
from workflow.queries.views import ItemFilter
from workflow.queries.views.statistics import Amounts, CycleSum, Flow
from workflow.services import charts as services


class StatisticsDesk(Desk):
    """`engine.statistics`: figures of what `actor` may see, and charts drawn of them.

    A picture is known by what is drawn in it. Whoever asks for one must have the figures
    already, so it can tell nobody more than they may see.
    """

    def amounts(self, actor: Actor | None, wanted: ItemFilter, year: int) -> Amounts:
        """Sums of the cycle or meeting that `wanted` names; goals of fiscal `year`."""
        with self._database.reading() as session:
            return statistics.amounts(session, actor, wanted, year)

    def years(self, actor: Actor | None, until: int) -> tuple[CycleSum, ...]:
        """The cycles of the six budget years up to `until`, by their place in the year."""
        with self._database.reading() as session:
            return statistics.years(session, actor, until)

    def flow(self, actor: Actor | None, wanted: ItemFilter) -> Flow:
        """Where the items of a cycle or meeting are, and where their time went."""
        with self._database.reading() as session:
            return flow.flow(session, self._library, actor, wanted, self._clock.today())

    def pictures(self, wanted: Iterable[Chart]) -> tuple[str | None, ...]:
        """The key of each chart that is drawn; None for one that is, from now on, being drawn."""
        charts = [spec(chart) for chart in wanted]
        keys = [fingerprint(one) for one in charts]
        specs = dict(zip(keys, charts, strict=True))
        today = self._clock.today()
        with self._database.reading() as session:
            found = reads.find(session, specs, today)
        if not found.settled:
            with self._database.writing() as session:
                services.ask(session, self._outbox, specs, today)
        return tuple(key if key in found.drawn else None for key in keys)

    def picture(self, chart: Chart) -> str:
        """The SVG of a chart. Raises NotFound where it is not drawn (yet)."""
        with self._database.reading() as session:
            return reads.picture(session, key_of(chart))
