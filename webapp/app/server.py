"""The HTTP server of `jizen serve`: waitress, on an address that is looked at first.

By itself waitress stops listening when its connections are used up. Here there is always room for
one more: whoever is least worth waiting for goes.
"""

import errno
import socket
import sys
from contextlib import ExitStack
from typing import Any, ClassVar

from flask import Flask
from waitress.channel import HTTPChannel
from waitress.server import MultiSocketServer, TcpWSGIServer
from waitress.task import ThreadedTaskDispatcher

from webapp.app.connections import THREADS, USUAL, Connection, Door, Limits
from webapp.request.turns import FewAtOnce

if sys.platform != "win32":
    import resource


class CannotListen(Exception):
    """The address cannot be listened on; the sentence says why."""


class Server(TcpWSGIServer):
    """Listens on one address."""

    adj: Door
    channel_class: ClassVar[type[HTTPChannel]] = Connection

    def maintenance(self, now: float) -> None:
        """Once a second: close the connections that are late."""
        for one in list(self.active_channels.values()):
            if one.is_late(now, self.adj.limits):
                one.let_go()

    def handle_accept(self) -> None:
        """There is always room for one more."""
        living = [one for one in self.active_channels.values() if not one.will_close]
        waiting = [one for one in living if not one.is_being_answered]
        if len(living) >= self.adj.limits.connections and waiting:
            min(waiting, key=lambda one: one.worth).let_go()
        super().handle_accept()


def open_server(
    app: Flask, host: str, port: int, limits: Limits = USUAL
) -> Server | MultiSocketServer:
    """A server that listens; `run()` serves until SIGTERM. Raises CannotListen."""
    with ExitStack() as bound:
        try:
            door = Door(app, host, port, limits)
            made = [bound.enter_context(_bound(place)) for place in door.listen]
        except (OSError, ValueError) as error:
            raise CannotListen(_why_not(error, host, port)) from error
        bound.pop_all()
    dispatcher, channels = ThreadedTaskDispatcher(), dict[int, Any]()
    answering = FewAtOnce(app)
    servers = [_listening(answering, channels, dispatcher, door, one) for one in made]
    _allow_open_files()
    dispatcher.set_thread_count(THREADS)
    if len(servers) == 1:
        return servers[0]
    places = [(one.effective_host, one.effective_port) for one in servers]
    return MultiSocketServer(channels, door, places, dispatcher, servers[0].log_info)


def _bound(place: Any) -> socket.socket:
    """A socket at a place that waitress found for a host and a port. Raises OSError."""
    family, kind, _protocol, address = place
    made = socket.socket(family, kind)
    try:
        if family == socket.AF_INET6:
            made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        if sys.platform != "win32":  # There it would let two programs have one port.
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(address)
    except OSError:
        made.close()
        raise
    return made


def _listening(
    app: FewAtOnce,
    channels: dict[int, Any],
    dispatcher: ThreadedTaskDispatcher,
    door: Door,
    made: socket.socket,
) -> Server:
    place = (made.family, made.type, made.proto, made.getsockname())
    return Server(
        app,
        channels,
        _sock=made,
        dispatcher=dispatcher,
        adj=door,
        sockinfo=place,
        bind_socket=False,
    )


def _why_not(error: OSError | ValueError, host: str, port: int) -> str:
    number = error.errno if isinstance(error, OSError) else None
    if number == errno.EADDRINUSE:
        return (
            f"Port {port} on {host} is taken: another program listens there already."
            " Stop it, or give another one with --port."
        )
    if number == errno.EACCES:
        return f"Port {port} may not be opened by this user. Give one above 1023 with --port."
    if number in (None, errno.EADDRNOTAVAIL):
        return f"{host} is no address of this machine. Give another one with --host."
    return f"{host}, port {port}: {error}"


def _allow_open_files() -> None:
    """A connection needs up to three open files: let there be as many as the system allows."""
    if sys.platform != "win32":
        most, allowed = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = 4096 if allowed == resource.RLIM_INFINITY else min(4096, allowed)
        if most < wanted:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, allowed))
