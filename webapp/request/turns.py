"""Turns: how many requests one person has answered at the same time, and who makes a long page.

Long pages and files are made one after the other. Made together they are not there any sooner, as
a process works at one thing at a time; but each takes tens of megabytes until it is there, and
of many that were taken among each other the system gets little back.
"""

from collections import Counter
from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import Any, Final

from flask import Flask, current_app, g, request

from webapp.request import access, current
from workflow.values import TooMuchAtOnce

AT_ONCE: Final = 6
"""Of the eight that a process answers together: a browser asks for as many pictures of a page."""

PATIENCE: Final = 20.0
"""Seconds that a long page waits for those before it."""

View = Callable[..., Any]


class Turns:
    """Who is being answered now, in one process."""

    def __init__(self) -> None:
        """Nobody yet."""
        self._lock = Lock()
        self._taken: Counter[int] = Counter()
        self.long: Final = Lock()

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


def one_after_the_other(view: View) -> View:
    """Have the answers of a view, which may be long, made one at a time.

    Raises TooMuchAtOnce where those before it take too long.
    """

    @wraps(view)
    def in_turn(*args: Any, **given: Any) -> Any:
        if not _turns().long.acquire(timeout=PATIENCE):
            raise TooMuchAtOnce()
        try:
            return view(*args, **given)
        finally:
            _turns().long.release()

    return in_turn


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
