"""What comes back from a process that read a file, and how it is understood."""

import json
from typing import Any, Final

DONE: Final = b"+"
REFUSED: Final = b"-"
BROKEN: Final = b"!"
HEADER: Final = 9
"""Bytes before the answer itself: a mark, and its length."""


class Ended(Exception):
    """The reading took more memory, time or answer than it may, and was ended."""


class Busy(Exception):
    """Other files are being read; this one had no turn in time."""


class TaskBroken(RuntimeError):
    """The task failed with something that is no Refusal: a fault of the program."""


class Refused(Exception):
    """The task raised a Refusal; `data` are its facts."""

    def __init__(self, data: dict[str, Any]) -> None:
        """Keep the facts."""
        super().__init__(data)
        self.data: Final = data


def framed(mark: bytes, body: bytes) -> bytes:
    """An answer as it is sent: half of one is none."""
    return mark + len(body).to_bytes(HEADER - 1, "big") + body


def understood(answer: bytes) -> bytes:
    """What the task gave. Raises Ended, Refused, TaskBroken."""
    mark, body = answer[:1], answer[HEADER:]
    if len(answer) < HEADER or len(body) != int.from_bytes(answer[1:HEADER], "big"):
        raise Ended()
    if mark == REFUSED:
        raise Refused(json.loads(body))
    if mark == BROKEN:
        raise TaskBroken(body.decode("utf-8", "replace"))
    return body
