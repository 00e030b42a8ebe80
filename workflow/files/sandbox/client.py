"""Ask for a file to be read in a process of its own."""

import atexit
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Condition, Lock
from typing import Final

from workflow.files.sandbox.contract import HEADER, Busy, Limits, understood

# ------------------------------------------------------------- whose turn it is


AT_ONCE: Final = 2
"""Files that are read at the same time by one program."""
MOST_WAITING: Final = 2
"""Files that wait for their turn; each of them holds a thread that could serve a page."""
PATIENCE: Final = 10
"""Seconds that a file waits."""


class Turns:
    """The files that are read, by the person who brought each, and how many wait."""

    def __init__(self) -> None:
        """Nothing is read yet."""
        self._changed = Condition()
        self._reading: list[int | None] = []
        self._waiting = 0

    @contextmanager
    def turn(self, whose: int | None, patience: float = PATIENCE) -> Iterator[None]:
        """Wait for a turn and have it; None is nobody in particular. Raises Busy."""
        with self._changed:
            if not self._is_free(whose):
                self._wait(whose, patience)
            self._reading.append(whose)
        try:
            yield
        finally:
            with self._changed:
                self._reading.remove(whose)
                self._changed.notify_all()

    def _wait(self, whose: int | None, patience: float) -> None:
        if self._waiting >= MOST_WAITING:
            raise Busy()
        self._waiting += 1
        try:
            if not self._changed.wait_for(lambda: self._is_free(whose), patience):
                raise Busy()
        finally:
            self._waiting -= 1

    def _is_free(self, whose: int | None) -> bool:
        is_alone = whose is None or whose not in self._reading
        return is_alone and len(self._reading) < AT_ONCE


# ----------------------------------------------------------------------- asking


_MARGIN: Final = 1
"""Seconds for the answer of a process that ended itself in time."""
_CHUNK: Final = 256 * 1024
_ROOT: Final = str(Path(__file__).parents[3])

Task = Callable[[bytes], bytes]


_turns: Final = Turns()


def run(
    task: Task, content: Iterable[bytes], limits: Limits | None = None, whose: int | None = None
) -> bytes:
    """What `task` (a function of a module) gives for `content`, in a process with `limits`.

    Of one person (`whose`) one file is read at a time. Raises Ended, Busy, Refused, TaskBroken.
    """
    limits = limits or Limits()
    asked = {"task": f"{task.__module__}:{task.__qualname__}", "limits": limits}
    request = json.dumps(asked).encode() + b"\n"
    with _turns.turn(whose):
        if sys.platform == "win32":
            answer = run_once(request, content, limits)
        else:
            answer = _forked(request, content, limits)
    return understood(answer)


def run_once(request: bytes, content: Iterable[bytes], limits: Limits) -> bytes:
    """The answer of a process that is started for this file alone, where there are no forks."""
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            [*_COMMAND, "once"],
            input=request + b"".join(content),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=limits.wall + _MARGIN,
            env=_environment(),
            check=False,
        )
    except subprocess.TimeoutExpired:
        return b""
    return done.stdout


_COMMAND: Final = (sys.executable, "-m", "workflow.files.sandbox.fork_server")


def _environment() -> dict[str, str]:
    """This program's code, and none of its secrets."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "LANG") if name in os.environ}
    return {**kept, "PYTHONPATH": os.pathsep.join([_ROOT, *filter(None, sys.path)])}


class _ForkServer:
    """The fork server of this process, and the socket on which it takes connections."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self._control, theirs = socket.socketpair()
        with theirs:
            # In a session of its own, so that Ctrl-C in a terminal does not end it first.
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                _COMMAND,
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                env=_environment(),
                start_new_session=True,
            )

    def connection(self) -> socket.socket:
        """A connection to a new fork. Raises OSError where the server is gone."""
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(self._control, [b"+"], [theirs.fileno()])
            except OSError:
                ours.close()
                raise
        return ours

    def close(self) -> None:
        """Let the server end, as it does when nobody is left to ask."""
        self._control.close()
        if self.owner == os.getpid():
            self._process.wait()


_lock: Final = Lock()
_servers: Final[list[_ForkServer]] = []


def _forked(request: bytes, content: Iterable[bytes], limits: Limits) -> bytes:
    deadline = time.monotonic() + limits.wall + _MARGIN
    with _connected() as connection:
        try:
            connection.settimeout(limits.wall + _MARGIN)
            connection.sendall(request)
            for piece in content:
                connection.sendall(piece)
            connection.shutdown(socket.SHUT_WR)
            return _received(connection, limits.answer, deadline)
        except OSError:
            # Ended while it still read, or too slow: no answer is the answer.
            return b""


def _connected() -> socket.socket:
    """A connection to a fork of this process's server, which is started where there is none."""
    with _lock:
        if _servers and _servers[0].owner == os.getpid():
            try:
                return _servers[0].connection()
            except OSError:
                close()
        _servers[:] = [_ForkServer()]
        return _servers[0].connection()


def _received(connection: socket.socket, most: int, deadline: float) -> bytes:
    pieces, size = [], 0
    while piece := connection.recv(_CHUNK):
        pieces.append(piece)
        size += len(piece)
        if size > most + HEADER or time.monotonic() > deadline:
            return b""
    return b"".join(pieces)


@atexit.register
def close() -> None:
    """End the fork server, if there is one; the next file starts another."""
    while _servers:
        _servers.pop().close()
