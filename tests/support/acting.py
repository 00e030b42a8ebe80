"""One verb in a unit of work of its own, in somebody's name."""

from collections.abc import Callable
from typing import Any, TypeVar

from workflow.engine import Engine
from workflow.values.actor import Actor

T = TypeVar("T")


def do(engine: Engine, actor: Actor | None, verb: Callable[..., T], *given: Any, **named: Any) -> T:
    """What `verb` gives where it may write."""
    with engine.write(actor) as work:
        return verb(work, *given, **named)


def look(
    engine: Engine, actor: Actor | None, verb: Callable[..., T], *given: Any, **named: Any
) -> T:
    """What `verb` gives where it only reads."""
    with engine.read(actor) as work:
        return verb(work, *given, **named)
