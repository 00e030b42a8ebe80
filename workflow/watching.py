"""Those who are told how moves end: what counts them, and never what decides about them."""

from collections.abc import Callable, Iterable
from typing import Final

from workflow.errors import Refusal
from workflow.order import Outcome

Watcher = Callable[[str, str], None]
"""Is told an action and how it ended."""

DONE: Final = "done"
FAILED: Final = "failed"


class Watchers:
    """Everybody who watches the moves of one engine."""

    def __init__(self) -> None:
        """Nobody yet."""
        self._watchers: list[Watcher] = []

    def add(self, watcher: Watcher) -> None:
        """Tell `watcher` too from now on."""
        self._watchers.append(watcher)

    def tell(self, action: str, result: str) -> None:
        """Tell all of one move: `done`, `failed`, or the key of its refusal."""
        for watcher in self._watchers:
            watcher(action, result)

    def tell_all(self, outcomes: Iterable[tuple[str, Outcome]]) -> None:
        """Tell all of a batch that is in the database now: each action with its outcome."""
        for action, outcome in outcomes:
            self.tell(action, outcome.key if isinstance(outcome, Refusal) else DONE)
