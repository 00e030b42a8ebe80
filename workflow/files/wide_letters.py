"""UTF-16 that does not say so: told by its letters."""

import re
from typing import Final

_SAMPLE: Final = 8_192
_ENOUGH: Final = 0.9
_LIKELY: Final = re.compile(
    "[\t\r\n\x20-\x7e\u00a0-\u00ff\u2010-\u203b\u2160-\u217f\u2190-\u2193\u2460-\u2473\u25a0-\u25ef"
    "\u3000-\u30ff\u3220-\u33ff\u4e00-\u9fff\uff01-\uff9f]"
)


def utf_16_without_mark(content: bytes) -> str | None:
    """The byte order of a UTF-16 text that does not say it; None for anything else."""
    sample = content[:_SAMPLE]
    if b"\x00" not in sample or len(content) % 2:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        letters = sample.decode(encoding, "ignore")
        if len(_LIKELY.findall(letters)) >= _ENOUGH * len(sample) // 2:
            return encoding
    return None
