"""Two hundred hostile workbooks: does each end in time, within its memory, and the server live?

    python -m tests.soak.hostile_workbooks [--many 200] [--first 0]

Each is brought as the page brings it, up to the guess of its head. Prints its figures; exits 1
where one took over 10 s or 300 MB, or failed in a way that nobody has a sentence for.
"""

import argparse
import gc
import sys
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event, Thread
from typing import Final

from tests.soak.both import say
from tests.support.hostile_workbooks import MANY, Hostile, hostile
from workflow.exchange import understanding
from workflow.files import grid
from workflow.files.sandbox import client
from workflow.files.workbooks import FileRefused

MOST_SECONDS: Final = 10
MOST_MEMORY: Final = 300


class Watcher(Thread):
    """The most MB that any process had which read a file."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most = 0.0
        self.done = Event()

    def run(self) -> None:
        """Look again and again, until it is done."""
        while not self.done.wait(0.002):
            self.most = max([self.most, *map(_memory, _children())])


def _children() -> list[str]:
    """The processes that the fork server has now."""
    found = []
    for server in client._servers:
        children = Path(f"/proc/{server._process.pid}/task/{server._process.pid}/children")
        found += children.read_text(encoding="ascii").split()
    return found


def _memory(process: str, which: str = "VmHWM:") -> float:
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    found = [line for line in status.splitlines() if line.startswith(which)]
    return int(found[0].split()[1]) / 1024 if found else 0.0


def _grown(run: Callable[[], str]) -> tuple[str, float]:
    """What `run` gives, and by how many MB this process grew meanwhile at most."""
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    before = _memory("self", "VmRSS:")
    found = run()
    return found, _memory("self") - before


def outcome(file: Hostile) -> str:
    """What becomes of a file: `read`, the reason why not, or a fault."""
    try:
        understanding.guess(grid.read(file.content))
    except FileRefused as refused:
        return refused.reason
    except Exception as fault:
        return f"FAULT {type(fault).__name__}: {fault}"[:200]
    return "read"


def main() -> int:
    """Read them all; 1 where there was a fault."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--many", type=int, default=MANY)
    parser.add_argument("--first", type=int, default=0)
    given = parser.parse_args()
    watcher, faults, outcomes = Watcher(), 0, Counter[str]()
    slowest = largest = (0.0, "")
    watcher.start()
    for which in range(given.first, given.first + given.many):
        file = hostile(which)
        began = time.perf_counter()
        found, grown = _grown(partial(outcome, file))
        taken = time.perf_counter() - began
        outcomes[found.split()[0]] += 1
        slowest = max(slowest, (taken, file.name))
        largest = max(largest, (grown, file.name))
        if found.startswith("FAULT") or taken > MOST_SECONDS:
            faults += 1
            say(f"  {file.name}: {taken:.1f} s, {found}")
    watcher.done.set()
    watcher.join()
    say(f"{given.many} files: " + ", ".join(f"{n} {word}" for word, n in outcomes.most_common()))
    say(f"slowest {slowest[0]:.1f} s: {slowest[1]}; reading took at most {watcher.most:.0f} MB")
    say(f"who asked grew by at most {largest[0]:.0f} MB: {largest[1]}; {faults} faults")
    return 1 if faults or max(watcher.most, largest[0]) > MOST_MEMORY else 0


if __name__ == "__main__":
    sys.exit(main())
