"""What a process that reads files is asked to do in tests."""

import json
import os
import resource
import time

from workflow.files.workbooks import FileRefused


def backwards(content: bytes) -> bytes:
    """The content from its end to its beginning."""
    return content[::-1]


def refuse(_content: bytes) -> bytes:
    """A refusal with a fact."""
    raise FileRefused("too_large", limit=20)


def fail(_content: bytes) -> bytes:
    """A fault of the program."""
    raise KeyError("nobody thought of this")


def take_memory(_content: bytes) -> bytes:
    """More than there is to be had."""
    return bytes(bytearray(4 << 30))


def take_time(_content: bytes) -> bytes:
    """For ever, without work."""
    while True:
        time.sleep(60)


def end_itself(_content: bytes) -> bytes:
    """As a reader does whose memory cannot be had."""
    os.abort()


def describe(_content: bytes) -> bytes:
    """What the process may take, and what it knows."""
    return json.dumps({
        "cpu": resource.getrlimit(resource.RLIMIT_CPU),
        "written": resource.getrlimit(resource.RLIMIT_FSIZE),
        "addresses": resource.getrlimit(resource.RLIMIT_AS)[0],
        "environment": sorted(os.environ),
        "process": os.getpid(),
    }).encode()  # fmt: skip
