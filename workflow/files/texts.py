"""Texts as tables (csv, tab-separated, what is pasted): their delimiter and their quotes."""

import csv
import re
from collections import Counter
from collections.abc import Mapping
from io import StringIO
from typing import Final, NamedTuple

from workflow.files.tally import Tally
from workflow.files.workbooks import FileRefused

DELIMITERS: Final = ",\t;"
LOOKED_AT: Final = 200
"""Lines in which the delimiter is looked for."""
LONGEST_FIELD: Final = 32_767
"""Characters in quotes; no cell of a workbook takes more."""
MOST_BROKEN: Final = 100
"""Lines with a quote that is not closed; a file with more is no table."""

_QUOTED: Final = re.compile('"[^"\n]{0,2000}"')
_IN_THOUSANDS: Final = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")


class Table(NamedTuple):
    """The cells of a text. `broken` are rows (from 1) with an open quote, and their lines."""

    rows: list[list[str]]
    broken: Mapping[int, int]


def table(text: str) -> Table:
    """Split a text into cells. Raises FileRefused where it is none of a table, or too large."""
    delimiter, tally = _delimiter(text), Tally()
    try:
        reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
        return Table([_counted(row, tally) for row in reader], {})
    except csv.Error:
        return _split(text, delimiter)


def _counted(row: list[str], tally: Tally) -> list[str]:
    tally.add_area(1, max(len(row), 1))
    tally.add_rows([row])
    return row


def _delimiter(text: str) -> str:
    """What parts most lines into equally many cells; titles above them may hold anything."""
    lines = [_QUOTED.sub("", line) for line in text[: 100 * LONGEST_FIELD].splitlines()[:LOOKED_AT]]
    without = [_IN_THOUSANDS.sub("", line) for line in lines]
    return max(DELIMITERS, key=lambda one: _regularity(without if one == "," else lines, one))


def _regularity(lines: list[str], delimiter: str) -> int:
    counts = Counter(line.count(delimiter) for line in lines)
    return max((lines * count for count, lines in counts.items()), default=0)


def _split(text: str, delimiter: str) -> Table:
    """The same by hand: a quote that is not closed spoils its own line and no other."""
    rows: list[list[str]] = []
    broken: dict[int, int] = {}
    tally, place, line = Tally(), 0, 1
    while place < len(text):
        begin = place
        record = _record(text, place, delimiter)
        if record is None:
            place = _end_of_line(text, begin)
            cells = text[begin:place].strip("\r\n").replace('"', "").split(delimiter)
            rows.append(_counted(cells, tally))
            broken[len(rows)] = line
            if len(broken) > MOST_BROKEN:
                raise FileRefused("quotes")
        else:
            cells, place = record
            rows.append(_counted(cells, tally))
        line += text.count("\n", begin, place)
    return Table(rows, broken)


def _record(text: str, place: int, delimiter: str) -> tuple[list[str], int] | None:
    """The cells of one record and where the next one begins; None where a quote stays open."""
    cells = []
    while True:
        found = (
            _quoted(text, place)
            if text[place : place + 1] == '"'
            else _plain(text, place, delimiter)
        )
        if found is None:
            return None
        cell, place = found
        cells.append(cell)
        following = text[place : place + 1]
        if following == delimiter:
            place += 1
        elif following in ("", "\r", "\n"):
            return cells, _end_of_line(text, place)
        else:
            return None


def _plain(text: str, place: int, delimiter: str) -> tuple[str, int]:
    end = _end_of_line(text, place)
    cell = text[place:end].rstrip("\r\n").partition(delimiter)[0]
    return cell, place + len(cell)


def _quoted(text: str, place: int) -> tuple[str, int] | None:
    end = place + 1
    while True:
        end = text.find('"', end, place + LONGEST_FIELD)
        if end < 0:
            return None
        if text[end + 1 : end + 2] != '"':
            break
        end += 2
    cell = text[place + 1 : end].replace('""', '"')
    after = end + 1
    while text[after : after + 1] == " ":
        after += 1
    return cell, after


def _end_of_line(text: str, place: int) -> int:
    """Where the next line begins."""
    end = text.find("\n", place)
    return len(text) if end < 0 else end + 1
