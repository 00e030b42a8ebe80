"""Listeners: whoever is told how moves end, for the operators' figures."""

from collections.abc import Callable, Iterable
from typing import Final

from workflow.items.receipts import Outcome
from workflow.values.errors import Refusal

Listener = Callable[[str, str], None]
"""Is called with an action and how it ended."""

DONE: Final = "done"
FAILED: Final = "failed"


class Listeners:
    """All listeners of one engine."""

    def __init__(self) -> None:
        """Begin without any."""
        self._listeners: list[Listener] = []

    def add(self, listener: Listener) -> None:
        """Tell `listener` too from now on."""
        self._listeners.append(listener)

    def notify(self, action: str, result: str) -> None:
        """Tell all of one move: `done`, `failed`, or the key of its refusal."""
        for listener in self._listeners:
            listener(action, result)

    def notify_all(self, outcomes: Iterable[tuple[str, Outcome]]) -> None:
        """Tell all of a batch that is in the database now: each action with its outcome."""
        for action, outcome in outcomes:
            self.notify(action, outcome.key if isinstance(outcome, Refusal) else DONE)
