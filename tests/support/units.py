"""Verbs on an engine in somebody's name, each in a unit of work of its own."""

from collections.abc import Callable
from typing import Any, TypeVar

from workflow.engine import Engine

T = TypeVar("T")


def do(engine: Engine, login: str, verb: Callable[..., T], *args: Any, **more: Any) -> T:
    """What `verb` gives in a writing unit of the person with this login."""
    with engine.write(engine.actor_named(login)) as work:
        return verb(work, *args, **more)


def look(engine: Engine, login: str, verb: Callable[..., T], *args: Any, **more: Any) -> T:
    """What `verb` gives in a reading unit of the person with this login."""
    with engine.read(engine.actor_named(login)) as work:
        return verb(work, *args, **more)
