"""A picture that somebody brings, made anew: only what was understood of it is kept."""

from collections.abc import Callable
from typing import Final

from workflow.files import sandbox
from workflow.office import png, svg
from workflow.values.errors import InputRefused, Problem

LARGEST: Final = 256 * 1024
"""Bytes of a picture as it is brought."""


def cleaned(content: bytes, whose: int | None = None) -> tuple[str, bytes]:
    """Media type and bytes of a PNG or SVG, by what it holds, not what it is called.

    Read in a process with limits, one of a person (`whose`) at a time. Raises InputRefused (logo).
    """
    if len(content) > LARGEST:
        raise InputRefused([Problem("logo", "logo_too_large", {"limit": LARGEST // 1024})])
    is_png = content.startswith(png.SIGNATURE)
    task = png_within if is_png else svg_within
    try:
        clean = sandbox.run(task, [content], whose=whose)
    except (sandbox.Refused, sandbox.Ended, sandbox.Busy) as wrong:
        raise InputRefused([Problem("logo", "logo_unreadable")]) from wrong
    return ("image/png" if is_png else "image/svg+xml"), clean


def png_within(content: bytes) -> bytes:
    """A PNG made anew here: for a process with limits only. Raises InputRefused."""
    return _readable(png.made_anew, content)


def svg_within(content: bytes) -> bytes:
    """The same of an SVG."""
    return _readable(svg.made_anew, content)


def _readable(made_anew: Callable[[bytes], bytes], content: bytes) -> bytes:
    try:
        return made_anew(content)
    except ValueError as wrong:
        raise InputRefused([Problem("logo", "logo_unreadable")]) from wrong
