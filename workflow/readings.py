"""The reading half of the façade: lists, pages and documents."""

from workflow import documents
from workflow.calendar import schedule
from workflow.calendar.schedule import Schedule
from workflow.documents import Document, report
from workflow.documents.report import Report
from workflow.items import detail, inbox, lists, overview
from workflow.items.inbox import Inbox
from workflow.items.overview import CycleOverview
from workflow.items.views import ItemDetail, ItemFilter, ItemPage, RevisionDiff
from workflow.process.drawing import svg
from workflow.process.shape import Process
from workflow.values.actor import Actor
from workflow.work import UnitsOfWork


class Readings(UnitsOfWork):
    """What can be asked of an office; nothing here changes anything."""

    def inbox(self, actor: Actor, cycle_id: str | None = None) -> Inbox:
        """The home page: what waits for `actor`, the cycle now, what happened."""
        with self.read(actor) as work:
            return inbox.inbox(work, cycle_id)

    def count_turns(self, actor: Actor) -> int:
        """How many items wait for `actor`."""
        with self.read(actor) as work:
            return inbox.count_turns(work)

    def items(
        self,
        actor: Actor | None,
        wanted: ItemFilter,
        after: str | None = None,
        limit: int = 50,
    ) -> ItemPage:
        """One page of items; `after` is the `next_cursor` of the page before."""
        with self.read(actor) as work:
            return lists.items(
                work,
                wanted,
                after=after,
                limit=limit,
            )

    def item(self, item_id: int, actor: Actor | None) -> ItemDetail:
        """Everything about one item. Raises NotFound, also where it is not for `actor`."""
        with self.read(actor) as work:
            return detail.item(work, item_id)

    def find_item(self, text: str) -> int:
        """The id of the item named by number or exact name, for the shell. Raises NotFound."""
        with self.read() as work:
            return lists.find(work, text)

    def changes(self, item_id: int, before: int, after: int, actor: Actor | None) -> RevisionDiff:
        """What changed between two revisions; 0 is the content now. Raises NotFound."""
        with self.read(actor) as work:
            return detail.changes(work, item_id, before, after)

    def overview(self, cycle_id: str, actor: Actor | None) -> CycleOverview:
        """Counts and sums of a cycle, of what `actor` may see. Raises NotFound."""
        with self.read(actor) as work:
            return overview.overview(work, cycle_id)

    def report(self, actor: Actor | None, wanted: ItemFilter) -> Report:
        """資料1-6 of the cycle or meeting that `wanted` names. Raises NotFound."""
        with self.read(actor) as work:
            return report.report(work, wanted)

    def document(self, actor: Actor | None, wanted: ItemFilter, form: str) -> Document:
        """The report as a `csv`, `json`, `xlsx` or `pdf` file. Raises NotFound."""
        return documents.document(self.report(actor, wanted), form)

    def history(self, item_id: int, actor: Actor | None, form: str) -> bytes:
        """Every move of an item as `json`, `xes` or `ocel`. Raises NotFound."""
        return documents.history(self.item(item_id, actor), form)

    def processes(self) -> tuple[Process, ...]:
        """Every published process, by name and version."""
        with self.database.reading() as session:
            return tuple(self.library.published(session))

    def diagram(self, process_name: str, lang: str = "ja") -> str:
        """The newest published version of a process as an SVG picture. Raises NotFound."""
        with self.database.reading() as session:
            return svg(self.library.latest(session, process_name), lang)
