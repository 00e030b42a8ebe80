import socket
from typing import Any, ClassVar

from waitress.adjustments import Adjustments, SockInfo
from waitress.channel import HTTPChannel
from waitress.task import ThreadedTaskDispatcher

class TcpWSGIServer:
    channel_class: ClassVar[type[HTTPChannel]]
    active_channels: dict[int, Any]
    effective_host: str
    effective_port: str
    log_info: Any
    def __init__(
        self,
        application: Any,
        sockets: dict[int, Any],
        /,
        *,
        _sock: socket.socket,
        dispatcher: ThreadedTaskDispatcher,
        adj: Adjustments,
        sockinfo: SockInfo,
        bind_socket: bool,
    ) -> None: ...
    def handle_accept(self) -> None: ...
    def maintenance(self, now: float) -> None: ...
    def run(self) -> None: ...
    def close(self) -> None: ...

class MultiSocketServer:
    def __init__(
        self,
        sockets: dict[int, Any],
        /,
        adj: Adjustments,
        effective_listen: list[tuple[str, str]],
        dispatcher: ThreadedTaskDispatcher,
        log_info: Any,
    ) -> None: ...
    def run(self) -> None: ...
