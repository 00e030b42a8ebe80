"""The engine's part about items that are like one another."""

from workflow.desk import Desk
from workflow.search import similar
from workflow.search.similar import Similar
from workflow.values.actor import Actor


class LikenessDesk(Desk):
    """`engine.likeness`."""

    def similar(self, item_id: int, actor: Actor | None) -> tuple[Similar, ...]:
        """The items most like one, of those `actor` may see, and why. Raises NotFound."""
        with self._read(actor) as work:
            return similar.similar(work, item_id)
