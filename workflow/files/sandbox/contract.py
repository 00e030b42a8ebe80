"""What both sides hold to: how much a process that reads a file may take, and what comes back."""

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any, Final, NamedTuple

if sys.platform != "win32":
    import resource

MEGABYTE: Final = 1024 * 1024


class Limits(NamedTuple):
    """What one reading may take: memory and answer in bytes, CPU and waiting in seconds."""

    memory: int = 256 * MEGABYTE
    """Beyond what the process has when it begins."""
    cpu: int = 6
    wall: float = 8
    answer: int = 64 * MEGABYTE


def apply(limits: Limits) -> None:
    """Have the system end this process when it takes more, whatever it is doing then.

    A system without `resource` (Windows) leaves only the time to whoever waits.
    """
    if sys.platform == "win32":
        return
    most = _address_space() + limits.memory
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu, limits.cpu + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # It answers through a socket: it has no business with files.
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, limits.wall)


def _address_space() -> int:
    """Bytes of addresses that this process has already; 0 where the system does not say."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


# -------------------------------------------------------------- what comes back


DONE: Final = b"+"
REFUSED: Final = b"-"
BROKEN: Final = b"!"
HEADER: Final = 9
"""Bytes before the answer itself: a mark, and its length."""


class Ended(Exception):
    """The reading took more memory, time or answer than it may, and was ended."""


class Busy(Exception):
    """Other files are being read; this one had no turn in time."""


class TaskBroken(RuntimeError):
    """The task failed with something that is no Refusal: a fault of the program."""


class Refused(Exception):
    """The task raised a Refusal; `data` are its facts."""

    def __init__(self, data: dict[str, Any]) -> None:
        """Keep the facts."""
        super().__init__(data)
        self.data: Final = data


def framed(mark: bytes, body: bytes) -> bytes:
    """An answer as it is sent: half of one is none."""
    return mark + len(body).to_bytes(HEADER - 1, "big") + body


def understood(answer: bytes) -> bytes:
    """What the task gave. Raises Ended, Refused, TaskBroken."""
    mark, body = answer[:1], answer[HEADER:]
    if len(answer) < HEADER or len(body) != int.from_bytes(answer[1:HEADER], "big"):
        raise Ended()
    if mark == REFUSED:
        raise Refused(json.loads(body))
    if mark == BROKEN:
        raise TaskBroken(body.decode("utf-8", "replace"))
    return body
