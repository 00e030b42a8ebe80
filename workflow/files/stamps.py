"""The hidden sheet of a workbook: what everything was when it was written out, for coming back.

A row is keys, the fingerprint of a content, and the content in pieces that cells can hold.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from workflow.files.grid import Value
from workflow.files.headed import text_of
from workflow.values.canonical import fingerprint

STAMP_TAB: Final = "_jizen"
MARK: Final = "jizen"
LONGEST_CELL: Final = 30_000
"""Characters; a workbook's cell takes 32,767."""


class Stamp(NamedTuple):
    """A row of the hidden sheet that nobody has damaged."""

    keys: tuple[str, ...]
    content: Mapping[str, Any]


def stamped(keys: Sequence[str], content: Mapping[str, Any]) -> list[str]:
    """The cells of a row."""
    written = json.dumps(content, ensure_ascii=True)
    pieces = [
        written[start : start + LONGEST_CELL] for start in range(0, len(written), LONGEST_CELL)
    ]
    return [*keys, fingerprint(content), *pieces]


def read_stamp(row: Sequence[Value], keys: int) -> Stamp | None:
    """A row of the hidden sheet with so many keys; None for one that is damaged."""
    cells = [cell if isinstance(cell, str) else text_of(cell) for cell in row]
    try:
        content = json.loads("".join(cells[keys + 1 :]))
        whole = isinstance(content, dict) and fingerprint(content) == cells[keys]
    except (ValueError, TypeError, IndexError, RecursionError):
        return None
    return Stamp(tuple(cells[:keys]), content) if whole else None
