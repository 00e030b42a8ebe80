"""Going through the items to be scored, one after another."""

from collections.abc import Iterable, Sequence

from workflow.evaluation import QueueEntry, ScoringQueue, SheetStatus


class Walk:
    """Where an item stands among those that its reader scores, and where to go on."""

    def __init__(self, queue: ScoringQueue, item_id: int) -> None:
        """`item_id` may be none of them: then everything is ahead."""
        self._entries: Sequence[QueueEntry] = queue.mine or queue.entries
        ids = [one.row.id for one in self._entries]
        self._place = ids.index(item_id) if item_id in ids else -1

    @property
    def number(self) -> int:
        """Which of them it is, from 1; 0 for none of them."""
        return self._place + 1

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._entries)

    @property
    def before(self) -> QueueEntry | None:
        """The one before."""
        return self._entries[self._place - 1] if self._place > 0 else None

    @property
    def after(self) -> QueueEntry | None:
        """The one after."""
        return next(iter(self._entries[self._place + 1 :]), None)

    @property
    def next_unsent(self) -> QueueEntry | None:
        """The next whose sheet is not submitted, after the last one from the beginning again."""
        ahead = self._entries[self._place + 1 :]
        return _first_unsent((*ahead, *self._entries[: max(self._place, 0)]))

    @property
    def unsent_before(self) -> QueueEntry | None:
        """The one before it whose sheet is not submitted."""
        return _first_unsent(reversed(self._entries[: max(self._place, 0)]))


def _first_unsent(entries: Iterable[QueueEntry]) -> QueueEntry | None:
    waiting = (SheetStatus.AWAITED, SheetStatus.DRAFT, SheetStatus.OUTDATED)
    return next((one for one in entries if one.own in waiting), None)
