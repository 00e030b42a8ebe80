"""Long papers are written by a process of their own, which says meanwhile how far it is."""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Timer
from typing import IO, Any, Final, TypeVar, cast

from workflow.documents.progress import Step, Tell, to_nobody, told_to

T = TypeVar("T")

DIRECT: Final = 100
"""Rows of a paper that are written where they are asked for: a process takes longer to begin."""

LONGEST: Final = 300
"""Seconds after which a paper is given up."""

_CHILD: Final = """
import gc
gc.disable()
from workflow.documents.writer_process import serve_one
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
    """The paper, which comes after the lines of progress."""
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
