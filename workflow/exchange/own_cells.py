"""Cells of columns that an office added: read as its field takes them, and written again."""

import datetime as dt
from typing import Final

from workflow.exchange.cell_values import CellUnreadable, is_blank, is_dash, text_of
from workflow.exchange.names import Names
from workflow.files.grid import Value
from workflow.values.own_fields import OwnUnreadable
from workflow.values.text import TextUnclean
from workflow.values.vocabulary import OwnKind

_DIGITS_OF_A_CELL: Final = 15


def read_own(name: str, value: Value, names: Names) -> str:
    """What a cell of a column that the office added says, as it is kept. Raises CellUnreadable."""
    own = names.office.own_fields.get(name)
    is_none = is_blank(value) or is_dash(value)
    if own is None or (is_none and own.kind is not OwnKind.TEXT):
        return ""
    typed = str(value.date()) if isinstance(value, dt.datetime) else text_of(value)
    try:
        return own.read(typed)
    except OwnUnreadable as wrong:
        raise CellUnreadable(wrong.key) from wrong
    except TextUnclean as unclean:
        raise CellUnreadable(f"text_{unclean.reason}", **unclean.facts) from unclean


def written_own(name: str, kept: str, names: Names) -> Value:
    """How a field that the office added stands in a cell: numbers and days as such."""
    own = names.office.own_fields.get(name)
    if own is None or not kept or own.kind not in (OwnKind.NUMBER, OwnKind.DAY):
        return kept
    return dt.date.fromisoformat(kept) if own.kind is OwnKind.DAY else _exact(kept)


def _exact(number: str) -> Value:
    """A number as a cell has it, or as a text where a cell would round it."""
    value = float(number)
    return value if len(number) <= _DIGITS_OF_A_CELL else number
