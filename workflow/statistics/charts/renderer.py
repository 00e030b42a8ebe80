"""Who draws: a process of its own, there while pictures are asked for and not at rest."""

import os
import subprocess
import sys
from importlib import resources
from pathlib import Path
from threading import Lock, Timer
from typing import IO, Final, cast

PACKAGES: Final = ("noto_cjk_sans_jp_regular", "noto_cjk_sans_jp_bold")
IDLE: Final = 60.0
"""Seconds after the last picture in which the next one finds the renderer still there."""
LONGEST: Final = 30.0
"""Seconds after which a picture is given up."""

_CHILD: Final = str(Path(__file__).with_name("renderer_child.py"))


class ChartNotDrawn(RuntimeError):
    """The renderer ended without a picture, or took too long."""


def font_folders() -> list[str]:
    """The folders in which the font files lie."""
    return [str(resources.files(package)) for package in PACKAGES]


class Renderer:
    """Draws one picture at a time; may be asked by many threads."""

    def __init__(self, idle: float = IDLE) -> None:
        """Nothing is started yet; it ends `idle` seconds after the last picture."""
        self._idle = idle
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._ending: Timer | None = None

    def svg(self, specification: str) -> str:
        """The picture of a Vega-Lite specification in JSON. Raises ChartNotDrawn."""
        with self._lock:
            process = self._at_work()
            limit = Timer(LONGEST, process.kill)
            limit.start()
            try:
                return _drawn(process, specification.encode())
            except (OSError, ValueError) as failed:
                self._end()
                raise ChartNotDrawn(type(failed).__name__) from None
            finally:
                limit.cancel()
                self._end_when_idle()

    def close(self) -> None:
        """End the process, where there is one."""
        with self._lock:
            self._end()

    @property
    def is_there(self) -> bool:
        """Whether a process waits for the next picture."""
        return self._process is not None

    def _at_work(self) -> "subprocess.Popen[bytes]":
        """The process that draws. One that was started before a fork is somebody else's."""
        if self._process is None or self._owner != os.getpid() or self._process.poll() is not None:
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                [sys.executable, _CHILD, *font_folders()],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
                start_new_session=True,  # Ctrl-C in a terminal does not end it first
            )
            self._owner = os.getpid()
        return self._process

    def _end_when_idle(self) -> None:
        if self._ending:
            self._ending.cancel()
        self._ending = Timer(self._idle, self.close)
        self._ending.daemon = True
        self._ending.start()

    def _end(self) -> None:
        if self._process is not None and self._owner == os.getpid():
            self._process.kill()
            self._process.communicate()
        self._process = None


def _drawn(process: "subprocess.Popen[bytes]", specification: bytes) -> str:
    """Raises OSError, or ValueError where the process has ended."""
    asked, answer = cast(IO[bytes], process.stdin), cast(IO[bytes], process.stdout)
    asked.write(b"%d\n" % len(specification) + specification)
    asked.flush()
    return answer.read(int(answer.readline())).decode()
