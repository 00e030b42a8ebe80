"""A picture that somebody brings, made anew: only what was understood of it is kept."""

from typing import Final

from workflow.office import png, svg
from workflow.values.errors import InputRefused, Problem

LARGEST: Final = 256 * 1024
"""Bytes of a picture as it is brought."""


def cleaned(content: bytes) -> tuple[str, bytes]:
    """Media type and bytes of a PNG or SVG, by what it holds, not what it is called.

    Raises InputRefused (logo).
    """
    if len(content) > LARGEST:
        raise InputRefused([Problem("logo", "logo_too_large", {"limit": LARGEST // 1024})])
    try:
        if content.startswith(png.SIGNATURE):
            return "image/png", png.made_anew(content)
        return "image/svg+xml", svg.made_anew(content)
    except ValueError as wrong:
        raise InputRefused([Problem("logo", "logo_unreadable")]) from wrong
