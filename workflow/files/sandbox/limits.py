"""How much a process that reads a stranger's file may take, and how it is held to that."""

import os
import signal
import sys
from pathlib import Path
from typing import Final, NamedTuple

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
