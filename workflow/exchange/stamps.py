"""The hidden sheet of an exported list: what each item was when it was exported."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from workflow.exchange.cell_values import text_of
from workflow.files.grid import Grid, Value
from workflow.files.stamps import MARK, STAMP_TAB, read_stamp, stamped
from workflow.values.canonical import fingerprint
from workflow.values.sheet import Sheet

LISTS_TAB: Final = "_lists"
VERSION: Final = 1


class Stamped(Protocol):
    """What a row's stamp is made of."""

    @property
    def item_id(self) -> int: ...

    @property
    def revision(self) -> int: ...

    @property
    def content(self) -> Mapping[str, Any]: ...


@dataclass(frozen=True)
class Stamps:
    """The cycle of a template, and the content of each item as it was exported."""

    cycle_id: str = ""
    contents: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)


def stamp_of(item: Stamped) -> list[str]:
    """One row of the stamp sheet: item, revision, content hash, content in pieces."""
    return stamped([str(item.item_id), str(item.revision)], item.content)


def read(grid: Grid) -> Stamps:
    """The stamps of a file; those that are damaged, and those of another program, are none."""
    tab = grid.tab(STAMP_TAB)
    if tab is None or not tab.rows or text_of(tab.value(0, 0)) != MARK:
        return Stamps()
    contents = dict(filter(None, (_content(row) for row in tab.rows[2:])))
    return Stamps(text_of(tab.value(1, 1)), contents)


def _content(row: Sequence[Value]) -> tuple[int, Mapping[str, Any]] | None:
    stamp = read_stamp(row, 2)
    try:
        item_id = int(stamp.keys[0]) if stamp else 0
        is_sheet = stamp and Sheet.from_json(stamp.content).content_hash == fingerprint(
            stamp.content
        )
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return (item_id, stamp.content) if stamp and is_sheet else None
