"""How long a conversation with another server may take altogether.

The timeout of a socket is for one piece: a server that sends a byte now and then never meets it.
"""

import socket
import threading
from contextlib import suppress
from types import TracebackType


class Patience:
    """Hangs up on a server with which a conversation has not come to its end in time."""

    def __init__(self, seconds: float) -> None:
        """Wait for so many seconds from the beginning of the `with` block."""
        self._seconds = seconds
        self._timer = threading.Timer(seconds, self._hang_up)
        self._timer.daemon = True
        self._lock = threading.Lock()
        self._line: socket.socket | None = None
        self._is_over = False

    def __enter__(self) -> "Patience":
        """Begin to wait."""
        self._timer.start()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        failure: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """Wait no more. Raises TimeoutError in place of what hanging up has broken."""
        self._timer.cancel()
        with self._lock:
            if self._line:
                self._line.close()
            self._line = None
        if failure and self._is_over:
            raise TimeoutError(f"not done within {self._seconds:g} seconds") from failure

    def follow(self, line: socket.socket) -> None:
        """Watch over a connection: by a copy, which stays when the connection is encrypted."""
        with self._lock:
            self._line = line.dup()
        if self._is_over:
            self._hang_up()

    def _hang_up(self) -> None:
        self._is_over = True
        with self._lock:
            if self._line:
                with suppress(OSError):
                    self._line.shutdown(socket.SHUT_RDWR)
