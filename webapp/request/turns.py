"""Turns: how many pages are made at a time, how many of one person, and who makes a long one.

Pages are made by two at a time: a process works at one thing at a time, and many that are made
together take it from each other. Where eight were, sixty people got a quarter fewer pages, and one
in twenty waited three times as long.

Long pages and files are made one after the other. Made together they are not there any sooner, as
a process works at one thing at a time; but each takes tens of megabytes until it is there, and
of many that were taken among each other the system gets little back.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import wraps
from threading import BoundedSemaphore, Lock
from typing import Any, Final

from flask import Flask, current_app, g, request

from webapp.request import access, current
from workflow.values import TooMuchAtOnce

OF_ONE: Final = 6
"""Of the eight that a process answers together: a browser asks for as many pictures of a page."""

AT_ONCE: Final = 2
"""Pages that are made at the same time."""
PATIENCE: Final = 0.5
"""Seconds after which a page is made beside those before it: one of them takes a file in, say."""

LONG_PATIENCE: Final = 20.0
"""Seconds that a long page waits for those before it."""

_PLACE: Final = "jizen.place"

View = Callable[..., Any]


class FewAtOnce:
    """An application of which few pages are made at the same time."""

    def __init__(self, app: Flask) -> None:
        """Nobody waits yet."""
        self._app = app
        self._places = BoundedSemaphore(AT_ONCE)

    def __call__(self, environ: dict[str, Any], begin: Callable[..., Any]) -> Iterable[bytes]:
        """Answer by the application, after those before or when patience is at its end."""
        with Place(self._places) as environ[_PLACE]:
            return self._app(environ, begin)


class Place:
    """What a page needs to be made; without one it is made when it has waited long enough."""

    def __init__(self, places: BoundedSemaphore) -> None:
        """Not taken yet."""
        self._places = places
        self._is_taken = False

    def __enter__(self) -> "Place":
        self._is_taken = self._places.acquire(timeout=PATIENCE)
        return self

    def __exit__(self, *_failed: object) -> None:
        if self._is_taken:
            self._places.release()

    @contextmanager
    def left(self) -> Iterator[None]:
        """Leave it to others while this page waits for something else."""
        self.__exit__()
        try:
            yield
        finally:
            self.__enter__()


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
            if self._taken[person_id] >= OF_ONE:
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
    """Ask for a turn once a request is admitted, and give it back with the answer."""
    app.extensions["jizen.turns"] = Turns()
    app.before_request(_take)
    app.teardown_request(_give_back)


def one_after_the_other(view: View) -> View:
    """Make the answers of a view, which may be long, one at a time.

    Raises TooMuchAtOnce where those before it take too long.
    """

    @wraps(view)
    def in_turn(*args: Any, **given: Any) -> Any:
        with ExitStack() as elsewhere:
            if place := request.environ.get(_PLACE):
                elsewhere.enter_context(place.left())
            if not _turns().long.acquire(timeout=LONG_PATIENCE):
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
