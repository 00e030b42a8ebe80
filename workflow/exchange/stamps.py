"""The hidden sheet of an exported list: what each item was when it was exported."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from workflow.exchange.cell_values import text_of
from workflow.files.grid import Grid, Value
from workflow.values.canonical import fingerprint
from workflow.values.sheet import Sheet

STAMP_TAB: Final = "_jizen"
LISTS_TAB: Final = "_lists"
MARK: Final = "jizen"
VERSION: Final = 1
LONGEST_CELL: Final = 30_000
"""Characters; a workbook's cell takes 32,767."""


class Stamped(Protocol):
    """What a row's stamp is made of."""

    @property
    def item_id(self) -> int: ...

    @property
    def revision(self) -> int: ...

    @property
    def content_hash(self) -> str: ...

    @property
    def content(self) -> Mapping[str, Any]: ...


@dataclass(frozen=True)
class Stamps:
    """The cycle of a template, and the content of each item as it was exported."""

    cycle_id: str = ""
    contents: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)


def stamp_of(item: Stamped) -> list[str]:
    """One row of the stamp sheet: item, revision, content hash, content in pieces."""
    content = json.dumps(item.content, ensure_ascii=True)
    pieces = [
        content[start : start + LONGEST_CELL] for start in range(0, len(content), LONGEST_CELL)
    ]
    return [str(item.item_id), str(item.revision), item.content_hash, *pieces]


def read(grid: Grid) -> Stamps:
    """The stamps of a file; those that are damaged, and those of another program, are none."""
    tab = grid.tab(STAMP_TAB)
    if tab is None or not tab.rows or text_of(tab.value(0, 0)) != MARK:
        return Stamps()
    contents = dict(filter(None, (_content(row) for row in tab.rows[2:])))
    return Stamps(text_of(tab.value(1, 1)), contents)


def _content(row: Any) -> tuple[int, Mapping[str, Any]] | None:
    cells: list[Value] = list(row)
    if len(cells) < 4:
        return None
    try:
        item_id = int(text_of(cells[0]))
        content = json.loads("".join(text_of(cell) for cell in cells[3:]))
        whole = isinstance(content, dict) and fingerprint(content) == text_of(cells[2])
        intact = whole and Sheet.from_json(content).content_hash == fingerprint(content)
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return (item_id, content) if intact else None
