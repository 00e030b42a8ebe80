"""A site under attack: how long others wait for an answer meanwhile, and what memory is left."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.request import urlopen

from tests.support.served import Serving

EVERY: Final = 0.1
"""Seconds between two looks at the site's health."""
SETTLES_WITHIN: Final = 120.0
"""Seconds after which the memory of an attack should be given back."""
MEGABYTE: Final = 1024 * 1024


@dataclass
class Health:
    """How the site answered others: the longest wait (seconds), and what it did not answer."""

    longest: float = 0.0
    asked: int = 0
    failed: list[str] = field(default_factory=list)


@contextmanager
def watched(site: Serving) -> Iterator[Health]:
    """Ask for /healthz all the time, from a connection of its own each time."""
    health, over = Health(), threading.Event()
    watch = threading.Thread(target=_watch, args=(site, health, over))
    watch.start()
    try:
        yield health
    finally:
        over.set()
        watch.join()


def _watch(site: Serving, health: Health, over: threading.Event) -> None:
    while True:
        begun = time.monotonic()
        try:
            with urlopen(f"{site.address}/healthz", timeout=60) as answer:  # noqa: S310 - ours
                answer.read()
        except OSError as failed:
            health.failed.append(type(failed).__name__)
        health.asked += 1
        health.longest = max(health.longest, time.monotonic() - begun)
        if over.wait(EVERY):
            return


def memory(site: Serving) -> int:
    """Megabytes that the server's own process holds."""
    status = Path(f"/proc/{site.process.pid}/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0]) // 1024


def settled(site: Serving, before: int, more: int) -> int:
    """Megabytes when at most so many `more` than `before` are held, or after a long wait."""
    latest = time.monotonic() + SETTLES_WITHIN
    while (now := memory(site)) > before + more and time.monotonic() < latest:
        time.sleep(1)
    return now
