"""How far the writing of a long paper is: said by whoever writes it, kept for other processes."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sqlalchemy import delete
from sqlalchemy.exc import DBAPIError

from workflow.models import PaperProgress
from workflow.units import UnitsOfWork
from workflow.values.errors import Refusal
from workflow.work import Work

EVERY: Final = 0.5
"""Seconds between two notes of the same step."""


class Step(StrEnum):
    """What is being done: the list is read, its rows are written, the file is put together."""

    READING = "reading"
    WRITING = "writing"
    COMPOSING = "composing"


Tell = Callable[[Step, int], None]
"""Is given a step and how many rows are written."""


def to_nobody(step: Step, done: int) -> None:
    """Tell nobody."""


_listener: ContextVar[Tell] = ContextVar("_listener", default=to_nobody)


@contextmanager
def told_to(tell: Tell) -> Iterator[None]:
    """While the block runs, pass what writers say on to `tell`."""
    before = _listener.set(tell)
    try:
        yield
    finally:
        _listener.reset(before)


def say(step: Step, done: int = 0) -> None:
    """A writer says how far it is, where somebody listens."""
    _listener.get()(step, done)


@dataclass(frozen=True)
class Progress:
    """How far it is: rows written, of all."""

    step: Step
    done: int
    count: int


class Notes:
    """Keeps what is told about one job, each time in a unit of its own: other processes see it."""

    def __init__(self, units: UnitsOfWork, job: str, count: int) -> None:
        """Nothing is kept yet; the paper has `count` rows."""
        self._units, self._job, self._count = units, job, count
        self._last: tuple[Step, float] | None = None

    def tell(self, step: Step, done: int) -> None:
        """Keep how far it is, unless the same step was kept a moment ago."""
        now = time.monotonic()
        if self._last and self._last[0] is step and now < self._last[1] + EVERY:
            return
        self._last = (step, now)
        note = PaperProgress(job=self._job, step=step.value, done=done, count=self._count)
        # A paper is not given up because nobody could be told how far it is.
        with suppress(DBAPIError, Refusal), self._units.write() as work:
            work.session.merge(note)


def of(work: Work, job: str) -> Progress | None:
    """How far a job is; None before it is begun, and once it is done."""
    found = work.session.get(PaperProgress, job)
    return Progress(Step(found.step), found.done, found.count) if found else None


def forget(work: Work, jobs: list[str]) -> None:
    """Forget what was kept about jobs that are done."""
    work.session.execute(delete(PaperProgress).where(PaperProgress.job.in_(jobs)))
