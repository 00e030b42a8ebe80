"""The process that reads strangers' files: `python -m workflow.files.sandbox.fork_server`.

It has loaded what reading needs, holds no secret and no database, and forks for each file:
the fork holds itself to its limits, answers and ends. Standard input is a socket on which
each byte brings a connection; it ends with the program that started it. With `once` it reads
one request from standard input and answers on standard output, where there are no forks.
"""

import gc
import importlib
import json
import os
import signal
import socket
import sys
from collections.abc import Callable
from typing import Any, BinaryIO, Final, NoReturn

from workflow.files.sandbox.contract import BROKEN, DONE, REFUSED, Limits, apply, framed
from workflow.values.errors import Refusal

LOADED: Final = ("workflow.files.grid", "python_calamine", "workflow.files.attachments")
"""Modules that are loaded before the first file comes."""


def main() -> None:
    """Serve until whoever asks has gone."""
    for name in LOADED:
        importlib.import_module(name)
    if "once" in sys.argv:
        sys.stdout.buffer.write(_answer(sys.stdin.buffer))
        return
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(fileno=0) as control:
        _serve(control)


def _serve(control: socket.socket) -> None:
    while True:
        message, received, _flags, _address = socket.recv_fds(control, 1, 1)
        if not message:
            return
        try:
            if os.fork() == 0:
                _read_one(control, received[0])
        except OSError:
            # No process to be had: whoever asked sees the connection close.
            pass
        for descriptor in received:
            os.close(descriptor)


def _read_one(control: socket.socket, descriptor: int) -> NoReturn:
    """Answer one connection, in the fork."""
    try:
        control.close()
        # What the reader in Rust says when it is out of memory is of no use to anybody.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        with socket.socket(fileno=descriptor) as connection, connection.makefile("rb") as asked:
            connection.sendall(_answer(asked))
    finally:
        os._exit(0)


def _answer(asked: BinaryIO) -> bytes:
    """What a task gives for a request; nothing where there was not enough memory for it."""
    try:
        request = json.loads(asked.readline())
        apply(Limits(*request["limits"]))
        return framed(*_outcome(_task(request["task"]), asked.read()))
    except MemoryError:
        return b""


def _outcome(task: Callable[[bytes], bytes], content: bytes) -> tuple[bytes, bytes]:
    try:
        return DONE, task(content)
    except Refusal as refusal:
        return REFUSED, json.dumps(refusal.data, default=str).encode()
    except MemoryError:
        raise
    except Exception as fault:
        return BROKEN, f"{type(fault).__name__}: {fault}".encode()


def _task(name: str) -> Callable[[bytes], bytes]:
    module, _colon, function = name.partition(":")
    task: Any = getattr(importlib.import_module(module), function)
    return task  # type: ignore[no-any-return]


if __name__ == "__main__":
    main()
