"""One verb in a unit of work of its own, for tests that have an engine and no office."""

from collections.abc import Callable
from typing import Any, TypeVar

from workflow.engine import Engine

T = TypeVar("T")


def do(engine: Engine, who: str, verb: Callable[..., T], *args: Any, **more: Any) -> T:
    """What `verb` gives in a writing unit of the person with the login `who`."""
    with engine.write(engine.actor_named(who)) as work:
        return verb(work, *args, **more)


def look(engine: Engine, who: str, verb: Callable[..., T], *args: Any, **more: Any) -> T:
    """What `verb` gives in a reading unit of the person with the login `who`."""
    with engine.read(engine.actor_named(who)) as work:
        return verb(work, *args, **more)
