"""The letters of a text, in whatever encoding an office's programs have written it."""

import re
from collections.abc import Iterator
from typing import Final

from workflow.files.wide_letters import utf_16_without_mark
from workflow.files.workbooks import FileRefused

_MARKED: Final = {
    b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig",
}  # fmt: skip
_HALF_WIDTH: Final = re.compile("[\uff61-\uff9f]")
_BEYOND_ASCII: Final = re.compile("[^\x00-\x7f]")


def decoded(content: bytes) -> str:
    """The letters of a text in any encoding that offices use. Raises FileRefused."""
    for mark, encoding in _MARKED.items():
        if content.startswith(mark):
            return _strictly(content, encoding)
    if b"\x1b$" in content:
        return _from_jis(content)
    if wide := utf_16_without_mark(content):
        return _strictly(content, wide)
    return _eight_bits(content)


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as wrong:
        raise FileRefused("encoding") from wrong


def _eight_bits(content: bytes) -> str:
    texts = dict(_readings(content))
    if "utf-8" in texts:
        return texts["utf-8"]
    if "euc_jp" in texts and _is_half_width(texts.get("cp932")):
        return texts["euc_jp"]
    if "cp932" in texts:
        return texts["cp932"]
    raise FileRefused("encoding")


def _readings(content: bytes) -> Iterator[tuple[str, str]]:
    for encoding in ("utf-8", "cp932", "euc_jp"):
        try:
            yield encoding, content.decode(encoding)
        except UnicodeDecodeError:
            continue


def _is_half_width(text: str | None) -> bool:
    """Whether a text is mostly ｶﾅ: so another encoding looks where Shift_JIS is expected."""
    if text is None:
        return True
    return 3 * len(_HALF_WIDTH.findall(text)) > len(_BEYOND_ASCII.findall(text))


def _from_jis(content: bytes) -> str:
    """ISO-2022-JP with the letters that Windows adds (①, ㈱, 髙): by way of Shift_JIS."""
    out = bytearray()
    pieces = content.split(b"\x1b")
    out += pieces[0]
    for piece in pieces[1:]:
        mode, letters = piece[:2], piece[2:]
        if mode in (b"$B", b"$@"):
            out += _shifted(letters)
        elif mode == b"(I":
            out += bytes(one | 0x80 for one in letters)
        elif mode in (b"(B", b"(J"):
            out += letters
        else:
            raise FileRefused("iso_2022_jp")
    return _strictly(bytes(out), "cp932")


def _shifted(letters: bytes) -> bytes:
    """Two-byte letters of JIS as Shift_JIS."""
    out = bytearray()
    pairs = iter(letters)
    for high in pairs:
        low = next(pairs, None)
        if low is None or not (0x21 <= high <= 0x7E and 0x21 <= low <= 0x7E):
            raise FileRefused("iso_2022_jp")
        lead = (high - 0x21) // 2 + 0x81
        trail = low + (0x1F if low < 0x60 else 0x20) if high % 2 else low + 0x7E
        out += bytes((lead if lead <= 0x9F else lead + 0x40, trail))
    return bytes(out)
