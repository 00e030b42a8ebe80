"""The head of a table: which words stand over which column, in one row or in up to three."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, starmap
from typing import Final, NamedTuple

from workflow.files.grid import Row, Value
from workflow.values.text import folded

DEEPEST: Final = 3
WIDEST: Final = 500
"""Columns that are looked at: those of any list are a tenth of them."""
LONGEST: Final = 60
"""Characters; a longer text is no heading."""

_BRACKETS: Final = re.compile(r"[(\[【](?![^)\]】]{0,40}(?<!千)円)[^()\[\]【】]{0,40}[)\]】]")
"""What may be left out; （円） may not, where amounts are counted in thousands."""
_NOTES: Final = re.compile("[※*][0-9]{0,2}|注[0-9]{1,2}$|[・:：/._~〜]")
_MAY_LACK: Final = "等"


class TableHead(NamedTuple):
    """The place of each column that is known, from 0, and what stands over all columns."""

    depth: int
    columns: Mapping[str, int]
    labels: Sequence[str]


def read(rows: Sequence[Row], words: Mapping[str, str]) -> TableHead:
    """The head that begins with the first of these rows and names most.

    `words` are the names of columns by what may stand over them, folded. The name of a group counts
    for the columns beneath it: 旧 over 部局 and 課室.
    """
    is_title = sum(map(bool, _texts(rows[0], WIDEST))) == 1
    depths = range(1, 2 if is_title else DEEPEST + 1)
    found = (_of_depth(rows[:depth], words) for depth in depths)
    return max(found, key=lambda one: (len(one.columns), -one.depth))


def _of_depth(rows: Sequence[Row], words: Mapping[str, str]) -> TableHead:
    width = min(WIDEST, max((len(row) for row in rows), default=0))
    typed = [*(_texts(row, width) for row in rows), [""] * width]
    columns: dict[str, int] = {}
    labels = []
    for place, over in enumerate(zip(*starmap(_with_groups, pairwise(typed)), strict=True)):
        levels = list(dict.fromkeys(filter(None, over)))
        labels.append(" ".join(levels))
        for text in ("".join(levels[start:]) for start in range(len(levels))):
            name = next((words[key] for key in _ways(text) if key in words), None)
            if name is not None:
                columns.setdefault(name, place)
                break
    return TableHead(len(rows), columns, labels)


def _with_groups(own: Sequence[str], beneath: Sequence[str]) -> Iterator[str]:
    """The texts of a row; over a column with more beneath, the name of its group."""
    group = ""
    for text, below in zip(own, beneath, strict=True):
        group = text or group
        yield text or (group if below else "")


def _texts(row: Row, width: int) -> list[str]:
    cells: Sequence[Value] = row[:width]
    return [*(" ".join(str(value).split()) for value in cells), *[""] * (width - len(cells))]


def _ways(text: str) -> Iterator[str]:
    """A heading as it is, then without notes, brackets and what it may lack."""
    if len(text) > LONGEST:
        return
    key = folded(text)
    yield key
    without = _NOTES.sub("", key)
    yield without
    plain = _BRACKETS.sub("", without)
    yield plain
    yield plain.replace(_MAY_LACK, "")
