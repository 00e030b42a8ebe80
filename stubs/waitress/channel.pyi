import socket
from typing import ClassVar

from waitress.parser import HTTPRequestParser

class HTTPChannel:
    parser_class: ClassVar[type[HTTPRequestParser]]
    socket: socket.socket
    request: HTTPRequestParser | None
    requests: list[HTTPRequestParser]
    creation_time: float
    last_activity: float
    will_close: bool
