"""Big papers are written by a process of their own.

Nobody else waits while it works, and its memory ends with it.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from typing import Any, Final, TypeVar

T = TypeVar("T")

DIRECT: Final = 100
"""Rows of a paper that are written where they are asked for: a process takes longer to begin."""
LONGEST: Final = 300
"""Seconds after which a paper is given up."""
_CHILD: Final = "from workflow.documents.apart import serve_one; serve_one()"
_GENTLER: Final = 5


class PaperNotMade(RuntimeError):
    """The process that was to write a paper ended without one, or took too long."""


def written(write: Callable[[T], bytes], paper: T, rows: int) -> bytes:
    """What `write`, a function of a module, makes of a paper of so many rows."""
    return write(paper) if rows <= DIRECT else by_another(write, paper)


def by_another(write: Callable[[T], bytes], paper: T) -> bytes:
    """The same, written by a process of its own. Raises PaperNotMade."""
    try:
        done = subprocess.run(  # noqa: S603 - our own program, and nothing typed in its arguments
            [sys.executable, "-c", _CHILD],
            input=pickle.dumps((write, paper)),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=LONGEST,
            check=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
    except subprocess.SubprocessError as failed:
        raise PaperNotMade(type(failed).__name__) from None
    return done.stdout


def serve_one() -> None:
    """In that process: read what is to be written, write it, and end."""
    if hasattr(os, "nice"):
        os.nice(_GENTLER)
    given: tuple[Callable[[Any], bytes], Any] = pickle.load(sys.stdin.buffer)  # noqa: S301 - ours
    write, paper = given
    sys.stdout.buffer.write(write(paper))
