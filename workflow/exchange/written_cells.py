"""How a value is written into a cell, and in the words of a page; and cells of own fields read."""

import datetime as dt
from enum import StrEnum
from typing import Any, Final

from workflow.exchange.cell_values import CellUnreadable, is_blank, is_dash, text_of
from workflow.exchange.names import YES, Names
from workflow.files.grid import Value
from workflow.values.money import format_kyen
from workflow.values.office import Office
from workflow.values.own_fields import OwnUnreadable
from workflow.values.paper_words import ENTRIES
from workflow.values.sheet import SPECS, FundingLine, Kind, Sheet
from workflow.values.text import TextUnclean
from workflow.values.vocabulary import OwnKind

_DIGITS_OF_A_CELL: Final = 15


def written(name: str, value: Any, names: Names) -> Value:
    """How a field's value stands in a cell of the template; "" for nothing."""
    if value is None or value == () or value is False:
        return ""
    if name == "field":
        return names.field_title(value) if value else ""
    if name == "category":
        return names.category_title(value) if value else ""
    if name == "joint_departments":
        return "、".join(names.department_title(code) for code in value)
    kind = SPECS[name].kind
    if kind is Kind.FUNDING:
        return "\n".join(_funding_words(line, names.office) for line in value)
    if kind is Kind.SEVERAL:
        return "、".join(ENTRIES[type(entry)][entry] for entry in value)
    if isinstance(value, StrEnum):
        return ENTRIES[type(value)][value]
    plain: Value = YES if value is True else value
    return plain


def in_words(name: str, plain: Any, names: Names) -> str:
    """A field's stored value as a person reads it; "" for nothing, and for other columns."""
    if own := names.office.own_fields.get(name):
        return own.shown(plain or "")
    if plain is None or name not in SPECS:
        return ""
    value = written(name, getattr(Sheet.from_json({name: plain}), name), names)
    if isinstance(value, int) and not isinstance(value, bool):
        return format_kyen(value)
    return text_of(value)


def _funding_words(line: FundingLine, office: Office) -> str:
    label = f"（{line.label}）" if line.label else ""
    return f"{office.source(line.source).ja} {format_kyen(line.amount_kyen)}{label}"


# ------------------------------------------------- fields that an office added


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
        raise CellUnreadable(wrong.key, **wrong.data) from wrong
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
