"""What was read of an office's masters, kept from one unit of work to the next."""

from typing import Any, Final

MARKS: Final = 4
"""States of the masters of which something is kept: units that began before a change still read."""
THINGS: Final = 500
"""What is kept of one state; departments are another thing every day."""


class MasterCache:
    """What was read, by the mark that the masters bore.

    Any change of a master gives them another mark (migration 0058), in the same transaction: what
    was read under one mark is true for every unit that sees this mark.
    """

    def __init__(self) -> None:
        """Nothing is kept yet."""
        self._by_mark: dict[str | None, dict[Any, Any]] = {}

    def of(self, mark: str | None) -> dict[Any, Any]:
        """What is kept of the masters with this mark, to be added to."""
        kept = self._by_mark.get(mark)
        if kept is None or len(kept) >= THINGS:
            if len(self._by_mark) >= MARKS:
                self._by_mark.clear()
            kept = self._by_mark[mark] = {}
        return kept
