"""What is waited for before anything is done, and what a site costs while nobody uses it."""

import os
import subprocess
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from typing import Final

from tests.benchmarks.measuring import RUNS, Figure, seconds
from tests.support.databases import Databases
from tests.support.demonstration import prepare
from tests.support.served import JIZEN, serving

SETTLED: Final = 10.0
"""Seconds after which a server that nobody uses has nothing more to do."""
AT_REST: Final = 30.0
"""Seconds for which it is watched."""


def start_and_rest(databases: Databases, kind: str) -> list[Figure]:
    """Seconds until help, list and server are there; processor and memory of one at rest."""
    url = databases.copy_of(prepare)
    settings = {"JIZEN_DATABASE_URL": url, "JIZEN_SECRET_KEY": "only for measuring 1"}
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd()), **settings}
    listing = ("list", "--cycle", "2021-09")
    figures = [
        Figure("jizen --help", kind, _taken(environment, "--help"), "s", 0.6, False),
        Figure("jizen list", kind, _taken(environment, *listing), "s", 1.2, False),
    ]
    began = time.perf_counter()
    with (
        tempfile.TemporaryDirectory(prefix="jizen-bench-") as folder,
        (Path(folder) / "log").open("wb") as log,
        serving(JIZEN, Path(folder), environment, log) as site,
    ):
        ready = time.perf_counter() - began
        time.sleep(SETTLED)
        before = _processor_seconds(site.process.pid)
        time.sleep(AT_REST)
        share = 100 * (_processor_seconds(site.process.pid) - before) / AT_REST
        memory = _megabytes(site.process.pid)
    databases.drop(url)
    return [
        *figures,
        Figure("jizen serve, until it answers", kind, ready, "s", 3, False),
        Figure("jizen serve at rest, of one core", kind, share, "%", 1, False),
        Figure("jizen serve at rest, memory", kind, memory, "MB", 160, False),
    ]


def _taken(environment: Mapping[str, str], *arguments: str) -> float:
    def run() -> None:
        subprocess.run([*JIZEN, *arguments], env=environment, check=True, capture_output=True)

    return median(seconds(run) for _ in range(RUNS))


def _processor_seconds(process: int) -> float:
    """What a process has used so far, by Linux's own account."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _megabytes(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text().splitlines()
    return int(next(line for line in status if line.startswith("VmRSS:")).split()[1]) / 1024
