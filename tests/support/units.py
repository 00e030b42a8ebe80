"""One unit of work of a test on an engine: what a verb gives, in somebody's name."""

from collections.abc import Callable
from typing import Any, TypeVar

from workflow.engine import Engine

T = TypeVar("T")


def look(engine: Engine, who: str | None, verb: Callable[..., T], *args: Any, **more: Any) -> T:
    """What `verb` gives in a reading unit of work of `who` (a login; None is a stranger)."""
    with engine.read(engine.actor_named(who) if who else None) as work:
        return verb(work, *args, **more)


def do(engine: Engine, who: str | None, verb: Callable[..., T], *args: Any, **more: Any) -> T:
    """What `verb` gives in a writing unit of work of `who` (a login; None is a stranger)."""
    with engine.write(engine.actor_named(who) if who else None) as work:
        return verb(work, *args, **more)
