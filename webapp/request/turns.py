"""How many requests one person has answered at the same time: the others are there for others."""

from collections import Counter
from threading import Lock
from typing import Final

from flask import Flask, current_app, g, request

from webapp.request import access, current
from workflow.values import TooMuchAtOnce

AT_ONCE: Final = 6
"""Of the eight that a process answers together: a browser asks for as many pictures of a page."""


class Turns:
    """Who is being answered now, in one process."""

    def __init__(self) -> None:
        """Nobody yet."""
        self._lock = Lock()
        self._taken: Counter[int] = Counter()

    def take(self, person_id: int) -> bool:
        """Take a turn for somebody; False where they have as many as there are for one."""
        with self._lock:
            if self._taken[person_id] >= AT_ONCE:
                return False
            self._taken[person_id] += 1
            return True

    def give_back(self, person_id: int) -> None:
        """Their answer is made."""
        with self._lock:
            self._taken[person_id] -= 1
            if not self._taken[person_id]:
                del self._taken[person_id]


def init_app(app: Flask) -> None:
    """Ask for a turn behind the door, and give it back with the answer."""
    app.extensions["jizen.turns"] = Turns()
    app.before_request(_take)
    app.teardown_request(_give_back)


def _turns() -> Turns:
    found: Turns = current_app.extensions["jizen.turns"]
    return found


def _take() -> None:
    guard = access.guard_of(current_app, request.endpoint or "")
    if guard is None or guard.public:
        return
    person_id = current.actor().person_id
    if not _turns().take(person_id):
        raise TooMuchAtOnce()
    g.turn_of = person_id


def _give_back(_error: BaseException | None) -> None:
    if (person_id := g.pop("turn_of", None)) is not None:
        _turns().give_back(person_id)
