"""PNG: chunks that make the picture, unpacked and packed again; everything else is left out."""

import struct
import zlib
from collections.abc import Iterator
from typing import Final

SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
MOST_PIXELS: Final = 1024
"""The longest side of a logo."""

_CHANNELS: Final = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_DEPTHS: Final = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
_HEAD: Final = struct.Struct(">IIBBBBB")


def made_anew(content: bytes) -> bytes:
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
    return SIGNATURE + b"".join(chunk(*one) for one in kept)


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


def chunk(kind: bytes, data: bytes) -> bytes:
    """One chunk, with its length and its check sum."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
