"""How large a file is, as people and limits say it: 1,024 bytes a KB."""

from enum import StrEnum
from typing import Final

_KILOBYTE: Final = 1024


class SizeUnit(StrEnum):
    """What a size is told in."""

    BYTE = "byte"
    KB = "KB"
    MB = "MB"


def in_units(size: int) -> tuple[str, SizeUnit]:
    """A number to read and its unit: ("512", BYTE), ("20", KB) or ("1.5", MB)."""
    if size < _KILOBYTE:
        return f"{size}", SizeUnit.BYTE
    if size < _KILOBYTE**2 - _KILOBYTE // 2:
        return f"{round(size / _KILOBYTE):,}", SizeUnit.KB
    return f"{round(size / _KILOBYTE**2, 1):,g}", SizeUnit.MB
