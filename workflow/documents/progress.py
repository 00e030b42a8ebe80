"""Long papers: how far the writing of one is, and big ones written by a process of their own."""

import os
import pickle
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from threading import Timer
from typing import IO, Any, Final, TypeVar, cast

from sqlalchemy import delete
from sqlalchemy.exc import DBAPIError

from workflow.models import PaperProgress
from workflow.values.errors import Refusal
from workflow.work import UnitsOfWork, Work

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
    """Have what writers say here told to somebody."""
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
        """Keep it, unless the same step was kept a moment ago."""
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


# ----------------------------------------------------------- by another process


T = TypeVar("T")

DIRECT: Final = 100
"""Rows of a paper that are written where they are asked for: a process takes longer to begin."""
LONGEST: Final = 300
"""Seconds after which a paper is given up."""
_CHILD: Final = """
import gc
gc.disable()
from workflow.documents.progress import serve_one
gc.freeze()
gc.enable()
serve_one()
gc.freeze()
"""
"""What it imports is not looked through for garbage: it begins in two thirds of the time."""
_GENTLER: Final = 10


class PaperNotMade(RuntimeError):
    """The process that was to write a paper ended without one, or took too long."""


def written(write: Callable[[T], bytes], paper: T, rows: int, tell: Tell = to_nobody) -> bytes:
    """What `write`, a function of a module, makes of a paper of so many rows.

    `tell` is told meanwhile how far it is. Raises PaperNotMade.
    """
    if rows > DIRECT:
        return by_another(write, paper, tell)
    with told_to(tell):
        return write(paper)


def by_another(write: Callable[[T], bytes], paper: T, tell: Tell = to_nobody) -> bytes:
    """The same, written by a process of its own. Raises PaperNotMade."""
    try:
        with _child() as child:
            asked, answer = cast(IO[bytes], child.stdin), cast(IO[bytes], child.stdout)
            asked.write(pickle.dumps((write, paper)))
            asked.close()
            content = _received(answer, tell)
            child.wait()
    except OSError as failed:
        raise PaperNotMade(type(failed).__name__) from None
    if child.returncode:
        raise PaperNotMade(child.returncode)
    return content


@contextmanager
def _child() -> Iterator["subprocess.Popen[bytes]"]:
    """The process that writes; it is ended when its time is over, or nobody listens any more."""
    with subprocess.Popen(  # noqa: S603 - our own program, and nothing typed in its arguments
        [sys.executable, "-c", _CHILD],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    ) as child:
        limit = Timer(LONGEST, child.kill)
        limit.start()
        try:
            yield child
        finally:
            limit.cancel()
            child.kill()


def _received(answer: IO[bytes], tell: Tell) -> bytes:
    """What comes behind the lines that say how far it is."""
    for line in iter(answer.readline, b""):
        if line == b"\n":
            return answer.read()
        step, done = line.split()
        tell(Step(step.decode()), int(done))
    return b""


def serve_one() -> None:
    """In that process: read what is to be written, write it, and end."""
    if hasattr(os, "nice"):
        os.nice(_GENTLER)
    given: tuple[Callable[[Any], bytes], Any] = pickle.load(sys.stdin.buffer)  # noqa: S301 - ours
    write, paper = given
    with told_to(_say_line):
        content = write(paper)
    sys.stdout.buffer.write(b"\n" + content)


def _say_line(step: Step, done: int) -> None:
    sys.stdout.buffer.write(f"{step} {done}\n".encode())
    sys.stdout.buffer.flush()
