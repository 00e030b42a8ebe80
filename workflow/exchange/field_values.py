"""What a cell says in the column of a field of the sheet: the value that the field then has."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any, Final

from workflow.exchange.cell_values import CellUnreadable, is_blank, is_dash, money_of, text_of
from workflow.exchange.names import Names, entry_named, is_yes, listed
from workflow.files.grid import Value
from workflow.items.choices import MasterEntry
from workflow.values.days import DayUnreadable, parse_day
from workflow.values.fiscal import FIRST_YEAR, LAST_YEAR
from workflow.values.paper_words import ENTRIES
from workflow.values.sheet import SPECS, FundingLine, Kind, Sheet
from workflow.values.text import search_key

_EMPTY: Final = Sheet()
_BETWEEN: Final = re.compile("[、,，;；\n]")
_COUNT: Final = re.compile("[0-9]{1,12}|[0-9]{1,3}(?:,[0-9]{3})+")
LONGEST_SOURCE: Final = 100
"""Characters of the name of a kind of funding."""
LONGEST_FUNDING_LINE: Final = 300
_FUNDING: Final = re.compile(r"(\D+)([0-9０-９][0-9０-９,，]*+)\s*+(?:千円)?+\s*+(.*)", re.DOTALL)
_BEFORE_SOURCE: Final = re.compile(r"[、,，]\s?(?=[^0-9０-９\s])")
_MINUS: Final = "△▲-－−"
_BEFORE_AMOUNT: Final = f"{_MINUS}:： \t\u3000\u00a0"
_NO_AMOUNTS: Final = frozenset((
    "皆増", "皆減", "皆無", "新規", "なし", "該当なし", "無し", "廃止", "終了", "事業終了", "完了",
    "事業完了", "休止", "中止", "統合", "組替", "組替え",
))  # fmt: skip
"""Words for an amount that is none: of the year before, or of this one."""
_AROUND: Final = " 　()（）[]［］【】〔〕「」"
_LABEL: Final = re.compile(r"[（(](.*)[）)]")


def read(name: str, value: Value, names: Names) -> Any:
    """The value that a cell of the column `name` means. Raises CellUnreadable."""
    spec = SPECS[name]
    if is_blank(value) or (spec.kind in (Kind.MONEY, Kind.COUNT) and is_dash(value)):
        return getattr(_EMPTY, name)
    if spec.kind is Kind.MONEY and says_no_amount(typed := text_of(value)):
        return _no_amount(name, typed.strip(_AROUND))
    if name in _NAMED:
        return _NAMED[name](text_of(value), names)
    if spec.kind is Kind.CHOICE and spec.choices:
        return _entry(spec.choices, text_of(value))
    if spec.kind is Kind.SEVERAL and spec.choices:
        parts = [part for part in _BETWEEN.split(text_of(value)) if part.strip()]
        return tuple(dict.fromkeys(_entry(spec.choices, part) for part in parts))
    return _READERS[spec.kind](value)


def says_no_amount(typed: str) -> bool:
    """Whether a cell says 皆増 or the like."""
    return typed.strip(_AROUND) in _NO_AMOUNTS


def _no_amount(name: str, word: str) -> None:
    """皆増 and the like: none beside the amount asked for, in which it is a word."""
    if name == "amount_kyen":
        raise CellUnreadable("money_word", word=word)


def count_of(value: Value) -> int:
    """A whole number. Raises CellUnreadable."""
    plain = search_key(text_of(value)).replace("、", ",")
    if not _COUNT.fullmatch(plain):
        raise CellUnreadable("count_unreadable")
    return int(plain.replace(",", ""))


def _day(value: Value) -> dt.date:
    if isinstance(value, dt.datetime):
        value = value.date()
    if not isinstance(value, dt.date):
        try:
            return parse_day(text_of(value))
        except DayUnreadable as wrong:
            raise CellUnreadable(wrong.key, **wrong.data) from wrong
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise CellUnreadable(DayUnreadable.key)
    return value


def _flag(value: Value) -> bool:
    if isinstance(value, bool):
        return value
    answer = is_yes(text_of(value))
    if answer is None:
        raise CellUnreadable("flag_unreadable")
    return answer


def _entry(kind: type[StrEnum], typed: str) -> StrEnum:
    found = entry_named(kind, typed)
    if found is None:
        raise CellUnreadable("not_in_list", entries=tuple(ENTRIES[kind].values()))
    return found


def _listed(typed: str, known: Mapping[str, str], entries: Iterable[MasterEntry]) -> str:
    """The code of a master's entry that is called so. Raises CellUnreadable."""
    found = known.get(search_key(typed))
    if found is None:
        titles = tuple(one.title.ja for one in entries)
        raise CellUnreadable("not_in_list", entries=titles)
    return found


def _departments(typed: str, names: Names) -> tuple[str, ...]:
    codes = []
    for part, found in listed(typed, names):
        if found is None:
            raise CellUnreadable("department_unknown", name=part)
        codes.append(names.department_codes[found])
    return tuple(dict.fromkeys(codes))


def whole_source(value: Value, names: Names) -> str | None:
    """The one kind of funding that a cell names without an amount: it bears all of it."""
    typed = text_of(value)
    return names.source_named(typed) if len(typed) <= LONGEST_SOURCE else None


def _funding(typed: str, names: Names) -> tuple[FundingLine, ...]:
    lines = re.split("[\n;；]", typed.replace("\r\n", "\n"))
    return tuple(one for line in lines if line.strip() for one in _on_line(line.strip(), names))


def _on_line(typed: str, names: Names) -> list[FundingLine]:
    """A line of funding, or where it is none several with 、 between them: 国庫100、一般200."""
    try:
        return [_funding_line(typed, names)]
    except CellUnreadable:
        parts = _BEFORE_SOURCE.split(typed[:LONGEST_FUNDING_LINE])
        if len(parts) == 1 or len(typed) > LONGEST_FUNDING_LINE:
            raise
        return [_funding_line(part.strip(), names) for part in parts]


def _funding_line(typed: str, names: Names) -> FundingLine:
    shown = typed[:LONGEST_FUNDING_LINE]
    found = _FUNDING.fullmatch(typed) if typed == shown else None
    if found is None:
        raise CellUnreadable("funding_unreadable", line=shown)
    named = found[1].rstrip(_BEFORE_AMOUNT)
    minus = "".join(sign for sign in found[1][len(named) :] if sign in _MINUS)
    source = names.source_named(named)
    label = _LABEL.fullmatch(found[3]) if found[3] else None
    if source is None or len(minus) > 1 or (found[3] and label is None):
        raise CellUnreadable("funding_unreadable", line=shown)
    amount = money_of(f"{minus}{found[2]}")
    return FundingLine(source, amount, label[1] if label else "")


_NAMED: Final[Mapping[str, Callable[[str, Names], Any]]] = {
    "field": lambda typed, names: _listed(typed, names.fields, names.masters.fields),
    "category": lambda typed, names: _listed(typed, names.categories, names.masters.categories),
    "joint_departments": _departments,
    "funding_lines": _funding,
}
"""Columns whose words the office gives."""

_READERS: Final[Mapping[Kind, Callable[[Value], Any]]] = {
    Kind.LINE: text_of,
    Kind.BLOCK: text_of,
    Kind.MONEY: money_of,
    Kind.COUNT: count_of,
    Kind.DATE: _day,
    Kind.FLAG: _flag,
}
