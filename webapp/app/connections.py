"""What a connection to `jizen serve` may take and bring.

By itself waitress waits for as long as a client sends a byte now and then, and takes a gigabyte
from anybody. Here slow connections are closed, and a large body is taken only from somebody who is
signed in, for a page that takes files.
"""

import select
import socket
import time
from contextlib import suppress
from copy import copy
from typing import ClassVar, Final, NamedTuple
from weakref import WeakSet

from flask import Flask
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.utilities import BadRequest, RequestEntityTooLarge

from webapp.app.security import LARGEST_REQUEST
from webapp.request import files

THREADS: Final = 8
UNLIMITED: Final = 2**30  # for limits of waitress in whose place there are ours
TOO_LARGE: Final = "送られたデータが大きすぎます。/ What was sent is too large."
TOO_MANY: Final = (
    "前のファイルの送信が終わってから送ってください。/ Wait for your other files first."
)


class Limits(NamedTuple):
    """What connections may take; the defaults serve an office with hundreds of people."""

    connections: int = 200
    """At the same time. One more, and the one that is least worth waiting for is closed."""
    head_seconds: float = 10
    """From a request's first byte to the end of its head."""
    idle_seconds: float = 30
    """Between two requests, and while an answer waits to be fetched."""
    body_seconds: float = 20
    """From there on a body has to have come at `least_rate`."""
    least_rate: int = 16 * 1024
    """Bytes a second."""
    large_bodies: int = 3
    """Above the usual size, on their way from one person at the same time."""


USUAL: Final = Limits()


class TooManyRequests(BadRequest):
    """One person sends too many large bodies at the same time."""

    code = 429
    reason = "Too Many Requests"


class Door(Adjustments):
    """What waitress is told, and whom it lets bring how much."""

    def __init__(self, app: Flask, host: str, port: int, limits: Limits) -> None:
        """Listen on `host` and `port` for `app`. Raises ValueError for a host that is none."""
        super().__init__(
            host=host,
            port=port,
            threads=THREADS,
            ident="jizen",
            connection_limit=UNLIMITED,
            cleanup_interval=1,
            inbuf_overflow=64 * 1024,
            # A thread never waits for somebody who reads slowly.
            outbuf_high_watermark=UNLIMITED,
            max_request_header_size=64 * 1024,
            max_request_body_size=LARGEST_REQUEST + 1,
            log_socket_errors=False,
            # What proxies say is believed or not in `wiring`, by JIZEN_TRUSTED_PROXIES.
            clear_untrusted_proxy_headers=False,
            asyncore_use_poll=hasattr(select, "poll"),
        )
        self.app = app
        self.limits = limits
        self.large: WeakSet[Request] = WeakSet()

    def admit(self, request: "Request") -> None:
        """Let a request bring as much as its page takes from the one who sends it."""
        most, sender = files.most_from(
            self.app, request.command, request.path, request.headers.get("COOKIE", "")
        )
        if not sender or most <= LARGEST_REQUEST:
            return
        request.adj = copy(self)
        request.adj.max_request_body_size = most + 1
        request.sender = sender
        under_way = sum(one.sender == sender and not one.completed for one in list(self.large))
        request.is_one_too_many = under_way >= self.limits.large_bodies
        self.large.add(request)


class Request(HTTPRequestParser):
    """A request that is being received."""

    adj: Door

    def __init__(self, adj: Door) -> None:
        """Begin with its first byte."""
        super().__init__(adj)
        self.begun = time.time()
        self.sender = ""
        self.is_one_too_many = False

    def parse_header(self, header_plus: bytes) -> None:
        """The head is there: ask how large the body may be."""
        super().parse_header(header_plus)
        if self.chunked or self.content_length > LARGEST_REQUEST:
            self.adj.admit(self)

    def received(self, data: bytes) -> int:
        """Take in some more; a body that is refused is not waited for."""
        taken = super().received(data)
        if self.is_one_too_many:
            self.error, self.completed = TooManyRequests(TOO_MANY), True
        elif isinstance(self.error, RequestEntityTooLarge):
            self.error.body = TOO_LARGE
        if self.error:
            self.expect_continue = False
        return taken

    def is_late(self, now: float, limits: Limits) -> bool:
        """Whether it took longer than anybody needs."""
        age = now - self.begun
        if not self.headers_finished:
            return age > limits.head_seconds
        return self.body_bytes_received < (age - limits.body_seconds) * limits.least_rate


class Connection(HTTPChannel):
    """A connection, and how long it is borne with."""

    parser_class: ClassVar[type[HTTPRequestParser]] = Request

    @property
    def is_being_answered(self) -> bool:
        """Whether a thread works at a request of it, or will."""
        return bool(self.requests)

    @property
    def worth(self) -> tuple[int, float]:
        """The lower, the sooner it is closed: half a head, then nothing at all, then a body."""
        if not isinstance(self.request, Request):
            return 1, self.last_activity
        return (2 if self.request.headers_finished else 0), self.creation_time

    def is_late(self, now: float, limits: Limits) -> bool:
        """Whether nothing has come, or too slowly, for too long."""
        if self.is_being_answered:
            return False
        if isinstance(self.request, Request):
            return self.request.is_late(now, limits)
        return now - self.last_activity > limits.idle_seconds

    def let_go(self) -> None:
        """End it, also where the other side reads no more of what it asked for."""
        self.will_close = True
        with suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)
