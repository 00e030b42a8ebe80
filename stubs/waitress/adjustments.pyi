from typing import Any

SockInfo = tuple[int, int, int, Any]

class Adjustments:
    host: str
    port: int
    listen: list[SockInfo]
    max_request_body_size: int
    def __init__(
        self,
        *,
        host: str,
        port: int,
        threads: int = ...,
        ident: str = ...,
        connection_limit: int = ...,
        cleanup_interval: int = ...,
        inbuf_overflow: int = ...,
        outbuf_high_watermark: int = ...,
        max_request_header_size: int = ...,
        max_request_body_size: int = ...,
        log_socket_errors: bool = ...,
        clear_untrusted_proxy_headers: bool = ...,
        asyncore_use_poll: bool = ...,
    ) -> None: ...
