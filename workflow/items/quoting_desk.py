"""The engine's part about drafts taken from earlier items; `engine.create` begins them."""

from workflow.desk import Desk
from workflow.items import quoting
from workflow.items.quoting import Quotation
from workflow.values.actor import Actor


class QuotingDesk(Desk):
    """`engine.quoting`."""

    def offer(
        self, source_id: int, cycle_id: str, department_id: int, actor: Actor | None
    ) -> Quotation:
        """What an item gives to a draft of a department in a cycle. Raises NotFound."""
        with self._read(actor) as work:
            return quoting.offer(work, source_id, cycle_id, department_id)

    def origin(self, item_id: int, actor: Actor | None) -> Quotation | None:
        """What an item was taken from, where `actor` may see that. Raises NotFound."""
        with self._read(actor) as work:
            return quoting.origin(work, item_id)
