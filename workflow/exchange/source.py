"""A file that somebody brings: read, recognised, and described for the pages that show it.

What pages show of the file itself is stored with its import, so that no page reads the file.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from xlsxwriter.utility import xl_col_to_name

from workflow.exchange import policy, understanding
from workflow.exchange import stamps as exchange_stamps
from workflow.exchange.cell_values import is_blank, text_of
from workflow.exchange.columns import ITEM
from workflow.exchange.stamps import Stamps
from workflow.exchange.understanding import MOST_ROWS, Understanding, cell_name
from workflow.files import grid as exchange_grid
from workflow.files.grid import Grid, Tab
from workflow.files.workbooks import FileRefused, shown_name
from workflow.values.actor import permitted
from workflow.work import Work

PASTED: Final = "貼り付け"
LONGEST_PASTED: Final = 1_000_000
SAMPLES: Final = 3
_LONGEST_SAMPLE: Final = 40
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"


class Source(NamedTuple):
    """A file as grids, and what its hidden sheet says."""

    grid: Grid
    stamps: Stamps


class Brought(NamedTuple):
    """A file that was read and recognised; nothing of it is stored yet.

    `content` is the file as it came, `cells` what was read of it: only that is kept.
    """

    name: str
    content: bytes
    cells: bytes
    source: Source
    how: Understanding
    rows: int


@dataclass(frozen=True)
class ColumnView:
    """A column of the file (`place` from 0), what it was taken for, and what stands in it."""

    place: int
    letter: str
    heading: str
    column: str
    samples: tuple[str, ...] = ()


def bring(work: Work, name: str, content: bytes) -> Brought:
    """Read a file, for `stage` to keep. Raises NotSignedIn, WrongRole, FileRefused.

    Reading may take a second: it is done before anything is locked.
    """
    permitted(work.actor, policy.import_refusal(work.actor))
    cells = exchange_grid.packed(content)
    source = kept(cells)
    how = understanding.guess(source.grid)
    return Brought(shown_name(name), content, cells, source, how, count_rows(source, how))


def paste(work: Work, text: str) -> Brought:
    """The same for what was copied from a sheet."""
    if len(text) > LONGEST_PASTED:
        raise FileRefused("too_large", limit=1)
    content = text.encode("utf-8", "replace")
    return bring(work, PASTED, _BYTE_ORDER_MARK + content if text else b"")


def kept(cells: bytes) -> Source:
    """A file from the cells that were kept of it: the file itself is read once only.

    Raises FileRefused.
    """
    grid = exchange_grid.unpacked(cells)
    return Source(grid, exchange_stamps.read(grid))


def tab_of(source: Source, how: Understanding) -> Tab:
    """The sheet that is read. Raises FileRefused where there is none."""
    tab = source.grid.tab(how.tab)
    if tab is None:
        raise FileRefused("no_sheet")
    return tab


def count_rows(source: Source, how: Understanding) -> int:
    """How many rows there are beneath the head. Raises FileRefused."""
    count = max(0, len(tab_of(source, how).rows) - how.first)
    if count > MOST_ROWS:
        raise FileRefused("too_many_rows", limit=MOST_ROWS)
    return count


def describe(source: Source, how: Understanding, cycle_id: str, other_cycle: str) -> dict[str, Any]:
    """An understanding with everything that pages show of it, as plain values to store.

    `other_cycle` is the cycle that the file was made for, where it names one.
    """
    tab = tab_of(source, how)
    return {
        **how.to_json(),
        "tabs": [one.name for one in understanding.shown_tabs(source.grid)],
        "shown": _columns(tab, how),
        "problems": list(_problems_of_head(tab, how)),
        "other_cycle": other_cycle if other_cycle != cycle_id else "",
    }


def columns_of(described: Mapping[str, Any]) -> tuple[ColumnView, ...]:
    """The columns again, from what `describe` gave."""
    return tuple(
        ColumnView(
            place,
            xl_col_to_name(place),
            heading,
            described["columns"].get(str(place), ""),
            tuple(samples),
        )
        for place, heading, samples in described["shown"]
    )


def _columns(tab: Tab, how: Understanding) -> list[list[Any]]:
    width = max((len(row) for row in tab.rows[how.head :]), default=0)
    shown = []
    for place in range(min(width, understanding.MOST_COLUMNS)):
        heading = understanding.headline(tab, how.head, how.depth, place)
        samples = list(_samples(tab, how, place))
        if heading or samples or place in how.columns:
            shown.append([place, heading, samples])
    return shown


def _samples(tab: Tab, how: Understanding, place: int) -> Iterator[str]:
    found = 0
    for row in range(how.first, min(how.first + 50, len(tab.rows))):
        value = tab.value(row, place)
        if not is_blank(value):
            yield text_of(value)[:_LONGEST_SAMPLE]
            found += 1
        if found == SAMPLES:
            return


def _problems_of_head(tab: Tab, how: Understanding) -> Iterator[dict[str, Any]]:
    if how.place_of("name") is None and how.place_of(ITEM) is None:
        yield _of_head(how, 0, "name", "no_name_column", "")
    for place in how.other_units:
        heading = understanding.headline(tab, how.head, how.depth, place)
        yield _of_head(how, place, how.columns[place], "unit_of_column", heading)


def _of_head(how: Understanding, place: int, column: str, key: str, typed: str) -> dict[str, Any]:
    row = how.head + 1
    cell = cell_name(row, place)
    return {"row": row, "cell": cell, "column": column, "key": key, "typed": typed, "data": {}}
