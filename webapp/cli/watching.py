"""Whatever a command leaves with nobody who can act on it is said at once, as on pages."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import click

from workflow import staffing
from workflow.engine import Engine
from workflow.staffing import ShortSession, Unattended
from workflow.values import OPERATOR
from workflow.work import Work


@contextmanager
def changing(engine: Engine) -> Iterator[Work]:
    """A unit of work of the operator; says which live items it leaves with nobody who can act."""
    with engine.write(OPERATOR) as work:
        before = staffing.lacking(work)
        yield work
        left = staffing.left_since(work, before)
    _say(left, ())


@contextmanager
def watching(engine: Engine) -> Iterator[None]:
    """The same of what opens its own units of work, and of open sessions that lack people."""
    with engine.read(OPERATOR) as work:
        before = staffing.lacking(work)
        short = {one.id for one in staffing.short_sessions(work)}
    yield
    with engine.read(OPERATOR) as work:
        left = staffing.left_since(work, before)
        sessions = [one for one in staffing.short_sessions(work) if one.id not in short]
    _say(left, sessions)


def _say(left: Iterable[Unattended], sessions: Iterable[ShortSession]) -> None:
    for one in left:
        click.echo(f"nobody can act any more on item {one.id} {one.name}", err=True)
    for each in sessions:
        click.echo(f"too few people in the session {each.id} {each.title.ja}", err=True)
