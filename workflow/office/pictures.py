"""A picture that somebody brings, made anew: only what was understood of it is kept."""

import re
import struct
import zlib
from collections.abc import Callable, Iterator
from typing import Final
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from workflow.files import sandbox
from workflow.values.errors import InputRefused, Problem

LARGEST: Final = 256 * 1024
"""Bytes of a picture as it is brought."""


def cleaned(content: bytes, whose: int | None = None) -> tuple[str, bytes]:
    """Media type and bytes of a PNG or SVG, by what it holds, not what it is called.

    Read in a process with limits, one of a person (`whose`) at a time. Raises InputRefused (logo).
    """
    if len(content) > LARGEST:
        raise InputRefused([Problem("logo", "logo_too_large", {"limit": LARGEST // 1024})])
    is_png = content.startswith(SIGNATURE)
    task = png_within if is_png else svg_within
    try:
        clean = sandbox.run(task, [content], whose=whose)
    except (sandbox.Refused, sandbox.Ended, sandbox.Busy) as wrong:
        raise InputRefused([Problem("logo", "logo_unreadable")]) from wrong
    return ("image/png" if is_png else "image/svg+xml"), clean


def png_within(content: bytes) -> bytes:
    """A PNG made anew here: for a process with limits only. Raises InputRefused."""
    return _readable(png_anew, content)


def svg_within(content: bytes) -> bytes:
    """The same of an SVG."""
    return _readable(svg_anew, content)


def _readable(made_anew: Callable[[bytes], bytes], content: bytes) -> bytes:
    try:
        return made_anew(content)
    except ValueError as wrong:
        raise InputRefused([Problem("logo", "logo_unreadable")]) from wrong


# -------------------------------------------------------------------------- PNG


SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
MOST_PIXELS: Final = 1024
"""The longest side of a logo."""

_CHANNELS: Final = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_DEPTHS: Final = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
_HEAD: Final = struct.Struct(">IIBBBBB")


def png_anew(content: bytes) -> bytes:
    """The same picture of its head, its colours and its pixels alone. Raises ValueError."""
    head, palette, transparent, pixels = b"", b"", b"", b""
    for kind, data in _chunks(content):
        if kind == b"IHDR":
            head = data
        elif kind == b"PLTE":
            palette = data
        elif kind == b"tRNS":
            transparent = data
        elif kind == b"IDAT":
            pixels += data
    plain = _unpacked(pixels, _size(head, palette, transparent))
    chunks = [(b"IHDR", head), (b"PLTE", palette), (b"tRNS", transparent)]
    kept = [one for one in chunks if one[1]] + [(b"IDAT", zlib.compress(plain, 9)), (b"IEND", b"")]
    return SIGNATURE + b"".join(png_chunk(*one) for one in kept)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    while at + 12 <= len(content):
        length, kind = struct.unpack_from(">I4s", content, at)
        data = content[at + 8 : at + 8 + length]
        end = at + 12 + length
        if end > len(content) or zlib.crc32(kind + data) != int.from_bytes(content[end - 4 : end]):
            raise ValueError("a chunk is damaged")
        if kind == b"IEND":
            return
        yield kind, data
        at = end
    raise ValueError("the picture has no end")


def _size(head: bytes, palette: bytes, transparent: bytes) -> int:
    """How many bytes its lines take, each with its filter."""
    if len(head) != _HEAD.size:
        raise ValueError("no head")
    width, height, depth, colours, packing, filters, interlaced = _HEAD.unpack(head)
    if not (0 < width <= MOST_PIXELS and 0 < height <= MOST_PIXELS):
        raise ValueError("too many pixels")
    if depth not in _DEPTHS.get(colours, ()) or packing or filters or interlaced:
        raise ValueError("a kind of picture that is not taken")
    if (colours == 3) != bool(palette) and colours not in (2, 6):
        raise ValueError("colours without a table")
    if len(palette) % 3 or len(palette) > 768 or len(transparent) > 256:
        raise ValueError("a table of colours that is none")
    return int(height * (1 + (width * depth * _CHANNELS[colours] + 7) // 8))


def _unpacked(pixels: bytes, size: int) -> bytes:
    try:
        unpacking = zlib.decompressobj()
        plain = unpacking.decompress(pixels, size + 1)
    except zlib.error as wrong:
        raise ValueError("the pixels are damaged") from wrong
    if len(plain) != size:
        raise ValueError("too few pixels, or too many")
    return plain


def png_chunk(kind: bytes, data: bytes) -> bytes:
    """One chunk, with its length and its check sum."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


# -------------------------------------------------------------------------- SVG


DEEPEST: Final = 30
SVG: Final = "http://www.w3.org/2000/svg"

_SHAPES: Final = frozenset({
    "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "defs",
    "linearGradient", "radialGradient", "stop", "clipPath", "title",
})  # fmt: skip
_ATTRIBUTES: Final = frozenset({
    "id", "viewBox", "width", "height", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx",
    "ry", "fx", "fy", "d", "points", "transform", "fill", "fill-rule", "fill-opacity", "stroke",
    "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-opacity", "stroke-miterlimit",
    "stroke-dasharray", "opacity", "clip-path", "clip-rule", "offset", "stop-color",
    "stop-opacity", "gradientUnits", "gradientTransform", "spreadMethod", "preserveAspectRatio",
})  # fmt: skip
_HARMLESS: Final = re.compile(r"[\w\s.,#%()+:-]*")
_OWN: Final = re.compile(r"url\(#[\w-]+\)")


def svg_anew(content: bytes) -> bytes:
    """The same picture of known shapes with known attributes alone. Raises ValueError."""
    writer = _Writer()
    try:
        writer.parser.Parse(content, True)
    except (expat.ExpatError, UnicodeError, LookupError) as wrong:
        raise ValueError("no XML") from wrong
    return "".join(writer.parts).encode()


class _Writer:
    """Writes what is known again while it is read."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self._open: list[str] = []
        self._skipped = 0
        self.parser = expat.ParserCreate(namespace_separator="}")
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def _refuse(self, *_given: object) -> None:
        raise ValueError("a document type")

    def _start(self, full: str, attributes: dict[str, str]) -> None:
        space, _brace, name = full.rpartition("}")
        if not self.parts and (space != SVG or name != "svg"):
            raise ValueError("no SVG")
        if len(self._open) + self._skipped > DEEPEST:
            raise ValueError("too deep")
        if self._skipped or space != SVG or name not in _SHAPES:
            self._skipped += 1
            return
        kept = {key: value for key, value in attributes.items() if _is_harmless(key, value)}
        about = {"xmlns": SVG, **kept} if not self._open else kept
        self.parts.append(f"<{name}{''.join(f' {k}={quoteattr(v)}' for k, v in about.items())}>")
        self._open.append(name)

    def _end(self, _name: str) -> None:
        if self._skipped:
            self._skipped -= 1
        else:
            self.parts.append(f"</{self._open.pop()}>")

    def _text(self, text: str) -> None:
        if not self._skipped and self._open and self._open[-1] == "title":
            self.parts.append(escape(text))


def _is_harmless(name: str, value: str) -> bool:
    if name not in _ATTRIBUTES:
        return False
    if "url" in value.lower():
        return _OWN.fullmatch(value) is not None
    return _HARMLESS.fullmatch(value) is not None
