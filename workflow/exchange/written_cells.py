"""How a value is written into a cell, and in the words of a page."""

from enum import StrEnum
from typing import Any

from workflow.exchange.cell_values import text_of
from workflow.exchange.names import YES, Names
from workflow.files.grid import Value
from workflow.values.money import format_kyen
from workflow.values.office import Office
from workflow.values.paper_words import ENTRIES
from workflow.values.sheet import SPECS, FundingLine, Kind, Sheet


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
