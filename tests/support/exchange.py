"""Workbooks taken out and brought in, each step in a unit of work of its own as on the pages."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from tests.support.office import SEPTEMBER
from workflow import exchange
from workflow.engine import Engine
from workflow.exchange import Committed, ImportView
from workflow.values.actor import Actor

T = TypeVar("T")


@dataclass(frozen=True)
class StagedFile:
    """A file that somebody brought in."""

    engine: Engine
    actor: Actor
    number: int

    def view(self) -> ImportView:
        with self.engine.read(self.actor) as work:
            return exchange.view(work, self.number)

    def commit(self) -> Committed:
        return self.do(exchange.commit)

    def do(self, verb: Callable[..., T], *args: Any, **more: Any) -> T:
        """What a verb gives for this file, written."""
        with self.engine.write(self.actor) as work:
            return verb(work, self.number, *args, **more)


def brought(
    engine: Engine, actor: Actor, content: bytes, name: str = "a.csv", cycle: str = SEPTEMBER
) -> StagedFile:
    """Read first, then kept."""
    with engine.read(actor) as work:
        read = exchange.bring(work, name, content)
    with engine.write(actor) as work:
        return StagedFile(engine, actor, exchange.stage(work, cycle, read))


def taken_out(engine: Engine, actor: Actor, cycle: str = SEPTEMBER, *, items: bool = True) -> bytes:
    """The workbook with what the person may edit, or without items."""
    with engine.read(actor) as work:
        return exchange.workbook(work, cycle, items=items).content
