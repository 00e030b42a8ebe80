"""The Vega-Lite specification of a chart, its picture, and the process that draws it."""

import os
import subprocess
import sys
from functools import lru_cache
from importlib import resources
from pathlib import Path
from threading import Lock, Timer
from typing import IO, Final, cast

from workflow.statistics.charts.lengths import bars, grid, spans
from workflow.statistics.charts.shapes import BarChart, Chart, GridChart, SpanChart, Spec
from workflow.values.canonical import canonical_bytes, fingerprint

# -------------------------------------------------------------------- who draws


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


# ---------------------------------------------------------------- what is drawn


REMEMBERED: Final = 500
"""How many pictures a process remembers: about 10 kB each, the figures of some sixty readers."""


def key_of(chart: Chart) -> str:
    """The hash by which the picture of `chart` is known: of everything that is drawn in it."""
    return fingerprint(spec(chart))


def spec(chart: Chart) -> Spec:
    """The Vega-Lite specification of `chart`, in JSON's plain values."""
    match chart:
        case BarChart():
            return bars(chart)
        case SpanChart():
            return spans(chart)
        case GridChart():
            return grid(chart)


def draw(chart: Chart) -> str:
    """The SVG of `chart`; the same chart gives the same picture.

    The first one after a while takes a second or two, later ones a tenth of one; the pictures
    that were asked for last are not drawn again. Raises ChartNotDrawn.
    """
    return render(canonical_bytes(spec(chart)).decode())


_RENDERER: Final = Renderer()


@lru_cache(maxsize=REMEMBERED)
def render(text: str) -> str:
    """The SVG of a Vega-Lite specification in JSON; the last ones are remembered."""
    return _RENDERER.svg(text)
