"""Workbooks taken out and brought in, each step in a unit of work of its own as on the pages."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from tests.support.office import SEPTEMBER
from workflow import exchange, people
from workflow.engine import Engine
from workflow.exchange import Committed, ImportView
from workflow.values.actor import OPERATOR, Actor, Title
from workflow.values.vocabulary import Role

T = TypeVar("T")

EVERYWHERE: Final = "everywhere"
"""The login of an officer of two departments, whose sheets have items of both."""


def with_officer_of_two(engine: Engine) -> Engine:
    """The same demonstration, in which there is such a person."""
    grants = [(Role.OFFICER, code) for code in ("soumu", "kensetsu")]
    with engine.write(OPERATOR) as work:
        people.add_person(
            work, login=EVERYWHERE, name=Title("総括担当", ""), password=None, grants=grants
        )
    return engine


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
