"""`jizen serve` as a process of its own, on a port that the system chooses."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final, NamedTuple

JIZEN: Final = (sys.executable, "-c", "from webapp.cli.main import main; main()")
"""The program of this checkout, run by its PYTHONPATH."""

LOCAL: Final = "127.0.0.1"
LONGEST_WAIT: Final = 60.0  # seconds; a busy machine is slow, not broken


class Serving(NamedTuple):
    """A site, and the process that serves it."""

    address: str
    port: int
    process: subprocess.Popen[bytes]


@contextmanager
def served(jizen: Path, folder: Path, environment: Mapping[str, str]) -> Iterator[str]:
    """The address of a site that the program `jizen` serves from `folder`, once it answers."""
    with serving([str(jizen)], folder, environment) as site:
        yield site.address


@contextmanager
def serving(
    jizen: Sequence[str], folder: Path, environment: Mapping[str, str], log: IO[bytes] | None = None
) -> Iterator[Serving]:
    """The same with its process; what it writes on standard error goes to `log`."""
    port = _free_port()
    command = [*jizen, "serve", "--port", str(port)]
    server = subprocess.Popen(command, cwd=folder, env=environment, stderr=log)
    try:
        address = f"http://{LOCAL}:{port}"
        _wait_for(f"{address}/healthz", server)
        yield Serving(address, port, server)
    finally:
        server.terminate()
        server.wait(timeout=LONGEST_WAIT)


def fetch(url: str) -> tuple[int, str, str]:
    """The answer to a GET, redirects followed: its status, its kind of content, its text."""
    with urllib.request.urlopen(url, timeout=LONGEST_WAIT) as answer:  # noqa: S310 - our own server
        return answer.status, answer.headers.get_content_type(), answer.read().decode()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOCAL, 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    latest = time.monotonic() + LONGEST_WAIT
    while time.monotonic() < latest:
        assert server.poll() is None, "the server has ended"
        try:
            fetch(url)
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"no answer from {url}")
