"""`jizen serve` as a process of its own, on a port that the system chooses."""

import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

LOCAL: Final = "127.0.0.1"
LONGEST_WAIT: Final = 60.0  # seconds; a busy machine is slow, not broken


@contextmanager
def served(jizen: Path, folder: Path, environment: Mapping[str, str]) -> Iterator[str]:
    """The address of a site that the program `jizen` serves from `folder`, once it answers."""
    port = _free_port()
    command = [jizen, "serve", "--port", str(port)]
    server = subprocess.Popen(command, cwd=folder, env=environment)
    try:
        address = f"http://{LOCAL}:{port}"
        _wait_for(f"{address}/healthz", server)
        yield address
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
