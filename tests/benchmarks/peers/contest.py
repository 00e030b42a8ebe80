"""The parent's side: starts the peers, and lets door and peers take turns."""

import subprocess
from pathlib import Path
from statistics import median
from typing import Final

from tests.benchmarks.durable import opened
from tests.benchmarks.measuring import Figure, interleaved, ratio, seconds
from tests.benchmarks.one_door import MOVES, prepare_drafts, shares, waiting, walk
from tests.benchmarks.walking import orders
from tests.support.databases import Databases

HERE: Final = Path(__file__).parent
PYTHON: Final = Path("build/bench/bin/python")
"""Where `make bench` installs the peers."""

PEERS: Final = {
    "django-viewflow": ("viewflow_steps.py", 3.0),
    "SpiffWorkflow": ("spiff_steps.py", 1.0),
}


class Peer:
    """A peer's process, which runs when it is told to."""

    def __init__(self, script: str, database: Path) -> None:
        self._process = subprocess.Popen(
            [str(PYTHON.absolute()), script, str(database.absolute())],
            cwd=HERE,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, _run: int) -> float:
        """One run's seconds."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write("run\n")
        self._process.stdin.flush()
        return float(self._process.stdout.readline())

    def close(self) -> None:
        """Let it end."""
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait()


def door_over_peers(databases: Databases, folder: Path) -> list[Figure]:
    """(c): the door's rate over that of each peer, on SQLite files of the same durability."""
    peers = {name: Peer(script, folder / f"{name}.db") for name, (script, _) in PEERS.items()}
    with opened(databases, prepare_drafts) as office:
        planned = [orders(office, taken) for taken in shares(waiting(office))]
        door = {"door": lambda run: seconds(lambda: walk(office, planned[run]))}
        times = interleaved(door | {name: peer.run for name, peer in peers.items()})
    for peer in peers.values():
        peer.close()
    figures = []
    for name, (_, target) in PEERS.items():
        rate = MOVES / median(times[name])
        figures.append(Figure(f"steps per second of {name}", "sqlite", rate, "/s"))
        faster = ratio(times, name, "door")
        figures.append(Figure(f"perform over {name} (rate)", "sqlite", faster, "×", target))
    return figures
