"""A site behind the server of `jizen serve`, in a thread of this process."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from flask import Flask
from waitress import wasyncore
from waitress.server import TcpWSGIServer

from webapp.app.connections import Limits
from webapp.app.server import Server, open_server

LOCAL = "127.0.0.1"
LONGEST_WAIT = 30.0  # seconds; a busy machine is slow, not broken


@contextmanager
def listening(app: Flask, limits: Limits) -> Iterator[int]:
    """The port on which `app` answers within `limits`.

    At the end whoever is still being answered is waited for: a thread that is done with an answer
    says so to the server, by a file descriptor that may belong to another file when it is closed.
    """
    server = open_server(app, LOCAL, 0, limits)
    assert isinstance(server, Server)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield int(server.effective_port)
    finally:
        stop(server, thread)


def stop(server: TcpWSGIServer, thread: threading.Thread) -> None:
    """Wait for whoever is still being answered, then close what is open, files half sent too.

    It is closed in the server's own thread: in another, the sockets might be listened to just then.
    """
    server.task_dispatcher.shutdown(timeout=LONGEST_WAIT)
    server.trigger.pull_trigger(partial(_close_all, server))
    thread.join(LONGEST_WAIT)


def _close_all(server: TcpWSGIServer) -> None:
    for channel in list(server.active_channels.values()):
        channel.handle_close()
    wasyncore.close_all(server._map, ignore_all=True)


def call(port: int) -> socket.socket:
    """A new connection."""
    return socket.create_connection((LOCAL, port), LONGEST_WAIT)


def asked(port: int, head: bytes, *lines: str) -> bytes:
    """What comes back for the head of a request alone: the whole answer, or a `100 Continue`."""
    with call(port) as line:
        line.sendall(head + b"\r\n" + "".join(f"{one}\r\n" for one in lines).encode() + b"\r\n")
        answer = piece = line.recv(1024)
        while piece and b" 100 " not in answer:
            piece = line.recv(1024)
            answer += piece
    return answer
