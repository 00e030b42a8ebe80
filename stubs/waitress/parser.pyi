from waitress.adjustments import Adjustments
from waitress.utilities import BadRequest

class HTTPRequestParser:
    adj: Adjustments
    command: str
    path: str
    headers: dict[str, str]
    headers_finished: bool
    completed: bool
    chunked: bool
    content_length: int
    body_bytes_received: int
    expect_continue: bool
    error: BadRequest | None
    def __init__(self, adj: Adjustments) -> None: ...
    def received(self, data: bytes) -> int: ...
    def parse_header(self, header_plus: bytes) -> None: ...
