"""Cells as bytes that hold nothing but cells: what a process that read a workbook hands on.

A line of JSON for what is said of the file, one for each table, one for each row; packed.
Nothing of it is code, and no line is longer than a row: it is unpacked row by row.
"""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from gzip import BadGzipFile, GzipFile
from io import BufferedReader, BytesIO
from typing import Any, Final
from zlib import error as ZlibError  # noqa: N812 - an error class with a small name

Facts = Mapping[str, Any]
Table = tuple[Facts, Sequence[Sequence[Any]]]
"""What is said of a table, and its rows; blank cells at the end of a row may be missing."""

_QUICKLY: Final = 1
_AT_A_TIME: Final = 2**18
"""Bytes that are unpacked in one go."""
_ROWS: Final = "rows"


class NotPacked(ValueError):
    """These bytes are not what `packed` gave."""


def packed(head: Facts, tables: Iterable[Table]) -> bytes:
    """Pack what is said of a file, and its tables as they come."""
    out = BytesIO()
    with GzipFile(fileobj=out, mode="wb", compresslevel=_QUICKLY, mtime=0) as file:
        file.write(_line(_tagged(head)))
        for facts, rows in tables:
            file.write(_line(_tagged({**facts, _ROWS: len(rows)})))
            for row in _without_blanks(rows):
                file.write(_line(row))
    return out.getvalue()


def unpacked(content: bytes) -> tuple[Facts, list[Table]]:
    """What `packed` was given. Raises NotPacked."""
    try:
        with BufferedReader(GzipFile(fileobj=BytesIO(content)), _AT_A_TIME) as lines:
            head = _read(next(lines))
            return head, list(_tables(lines))
    except (BadGzipFile, ZlibError, EOFError, StopIteration, ValueError) as wrong:
        raise NotPacked() from wrong


def _without_blanks(rows: Iterable[Sequence[Any]]) -> Iterator[Sequence[Any] | int]:
    """The rows up to their last cell that holds something; of blank ones only how many."""
    blank = 0
    for row in rows:
        if width := _width(row):
            if blank:
                yield blank
            yield row[:width]
            blank = 0
        else:
            blank += 1
    if blank:
        yield blank


def _tables(lines: Iterator[bytes]) -> Iterator[Table]:
    for line in lines:
        facts = _read(line)
        count, rows = facts.pop(_ROWS), list[Sequence[Any]]()
        while len(rows) < count:
            row = _read(next(lines))
            rows.extend([()] * row if isinstance(row, int) else [row])
        yield facts, rows


def _width(row: Sequence[Any]) -> int:
    """How many cells there are up to the last that holds something."""
    width = len(row)
    while width and row[width - 1] == "":
        width -= 1
    return width


def _tagged(value: Any) -> Any:
    """The same with every tuple, set and mapping under the name of its kind, for `_restored`."""
    if isinstance(value, tuple):
        return {"tuple": [_tagged(one) for one in value]}
    if isinstance(value, frozenset):
        return {"set": [_tagged(one) for one in value]}
    if isinstance(value, Mapping):
        return {"mapping": [[_tagged(key), _tagged(one)] for key, one in value.items()]}
    return value


def _plain(value: Any) -> dict[str, Any]:
    """The values of cells that JSON does not know."""
    if isinstance(value, dt.timedelta):
        return {"timedelta": [value.days, value.seconds, value.microseconds]}
    if isinstance(value, dt.date | dt.time):
        return {type(value).__name__: value.isoformat()}
    raise TypeError(type(value).__name__)


_KINDS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "tuple": tuple,
    "set": frozenset,
    "mapping": dict,
    "date": dt.date.fromisoformat,
    "datetime": dt.datetime.fromisoformat,
    "time": dt.time.fromisoformat,
    "timedelta": lambda parts: dt.timedelta(*parts),
}


def _restored(tagged: dict[str, Any]) -> Any:
    ((kind, value),) = tagged.items()
    return _KINDS[kind](value)


_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_plain)
_DECODER: Final = json.JSONDecoder(object_hook=_restored)


def _line(value: Any) -> bytes:
    return _ENCODER.encode(value).encode("utf-8") + b"\n"


def _read(line: bytes) -> Any:
    return _DECODER.decode(line.decode("utf-8"))
