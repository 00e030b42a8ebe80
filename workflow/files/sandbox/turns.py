"""Whose file is read when: few at once, one a person, and few that wait."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition
from typing import Final

from workflow.files.sandbox.answers import Busy

AT_ONCE: Final = 2
"""Files that are read at the same time by one program."""
MOST_WAITING: Final = 2
"""Files that wait for their turn; each of them holds a thread that could serve a page."""
PATIENCE: Final = 10
"""Seconds that a file waits."""


class Turns:
    """The files that are read, by the person who brought each, and how many wait."""

    def __init__(self) -> None:
        """Nothing is read yet."""
        self._changed = Condition()
        self._reading: list[int | None] = []
        self._waiting = 0

    @contextmanager
    def turn(self, whose: int | None, patience: float = PATIENCE) -> Iterator[None]:
        """Wait for a turn and have it; None is nobody in particular. Raises Busy."""
        with self._changed:
            if not self._is_free(whose):
                self._wait(whose, patience)
            self._reading.append(whose)
        try:
            yield
        finally:
            with self._changed:
                self._reading.remove(whose)
                self._changed.notify_all()

    def _wait(self, whose: int | None, patience: float) -> None:
        if self._waiting >= MOST_WAITING:
            raise Busy()
        self._waiting += 1
        try:
            if not self._changed.wait_for(lambda: self._is_free(whose), patience):
                raise Busy()
        finally:
            self._waiting -= 1

    def _is_free(self, whose: int | None) -> bool:
        is_alone = whose is None or whose not in self._reading
        return is_alone and len(self._reading) < AT_ONCE
