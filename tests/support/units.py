"""One verb in a unit of work of its own, in somebody's name."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from tests.support.people import person_named
from workflow.engine import Engine
from workflow.values.actor import Actor
from workflow.values.errors import Refusal, WaitedInACircle

T = TypeVar("T")

Who = str | Actor | None
"""A login, the person themselves, or a stranger."""


def do(engine: Engine, who: Who, verb: Callable[..., T], *args: Any, **more: Any) -> T:
    """What `verb` gives in a writing unit of work of `who`."""
    with engine.write(_person(engine, who)) as work:
        return verb(work, *args, **more)


def look(engine: Engine, who: Who, verb: Callable[..., T], *args: Any, **more: Any) -> T:
    """What `verb` gives in a reading unit of work of `who`."""
    with engine.read(_person(engine, who)) as work:
        return verb(work, *args, **more)


@contextmanager
def somebody_may_be_quicker() -> Iterator[None]:
    """Whatever is refused is passed over; that two waited for each other is not."""
    try:
        yield
    except WaitedInACircle:
        raise
    except Refusal:
        return


def _person(engine: Engine, who: Who) -> Actor | None:
    return person_named(engine, who) if isinstance(who, str) else who
