"""What a cell says: the value it means.

Nothing is guessed: what does not read plainly is a problem of that cell.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from workflow.exchange import units
from workflow.exchange.names import Names, entry_named, is_yes, listed
from workflow.files.grid import Value
from workflow.items.choices import MasterEntry
from workflow.values import money, text
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
_LARGEST_TYPED: Final = 10**20
"""In whatever unit; beyond it there is no amount of money."""
_NO_AMOUNTS: Final = frozenset((
    "皆増", "皆減", "皆無", "新規", "なし", "該当なし", "無し", "廃止", "終了", "事業終了", "完了",
    "事業完了", "休止", "中止", "統合", "組替", "組替え",
))  # fmt: skip
"""Words for an amount that is none: of the year before, or of this one."""
_AROUND: Final = " 　()（）[]［］【】〔〕「」"
_BRACKETS: Final = re.compile(r"[(（\[［〔<＜]([^()（）]{1,40})[)）\]］〕>＞]")
_ZEROS: Final = re.compile("(?<=[0-9０-９])[.．][0０]{1,2}$")
"""Behind whole thousands: 1200.0."""
_LABEL: Final = re.compile(r"[（(](.*)[）)]")
_NOTE_MARK: Final = re.compile(r"\s?(?:[※*＊]|[(（]?注)[0-9０-９]{0,2}[)）]?$")
"""Which note at the foot is meant: 1,200※1, 300 注2）."""


class CellUnreadable(ValueError):
    """The cell does not say what its column asks for. `key` has a sentence; `data` facts."""

    def __init__(self, key: str, **data: Any) -> None:
        super().__init__(key)
        self.key: Final = key
        self.data: Final = data


def text_of(value: Value) -> str:
    """A cell's value as a person would have typed it."""
    if type(value) is str:  # as nearly all are
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, dt.datetime):
        return str(value.date() if value.time() == dt.time() else value)
    return str(value)


def is_blank(value: Value) -> bool:
    """Whether a cell shows nothing."""
    return isinstance(value, str) and not value.strip()


def is_dash(value: Value) -> bool:
    """Whether a cell of amounts or counts holds －, ―, … and nothing else: none."""
    return isinstance(value, str) and text.is_dash(value)


def decimal_of(value: Value) -> Decimal:
    """An amount in whatever unit its column has. Raises CellUnreadable."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise CellUnreadable("money_unreadable")
    if not isinstance(value, str) and not abs(value) < _LARGEST_TYPED:
        raise CellUnreadable("amount_too_large", limit=money.LARGEST)
    try:
        return money.parse_decimal(value) if isinstance(value, str) else Decimal(str(value))
    except money.MoneyUnreadable as wrong:
        if (plain := _without_marks(str(value))) != value:
            return decimal_of(plain)
        raise CellUnreadable(_why_unreadable(str(value))) from wrong


def _without_marks(typed: str) -> str:
    """An amount without a note's mark or its share behind it and a plus before it, as 増減 have."""
    return (
        _NOTE_MARK.sub("", units.without_share(typed.strip()))
        .strip()
        .removeprefix("+")
        .removeprefix("＋")
    )


def _why_unreadable(typed: str) -> str:
    """Amounts in brackets are reductions, parts or of another year: nobody can say which."""
    return "money_brackets" if within_brackets(typed) else "money_unreadable"


def within_brackets(value: Value) -> str:
    """The amount that stands in brackets, which may mean anything; "" for any other cell."""
    found = _BRACKETS.fullmatch(value.strip()) if isinstance(value, str) else None
    return found[1] if found and amount_in(found[1]) is not None else ""


def amount_in(value: Value) -> Decimal | None:
    """The amount that a cell holds, in whatever unit; None for one that holds none."""
    try:
        return decimal_of(value)
    except CellUnreadable:
        return None


def converted(value: Value, unit: units.Unit, rounding: str) -> int:
    """An amount in another unit as 千円. Raises CellUnreadable."""
    return within_bounds(units.in_thousands(decimal_of(value), unit, rounding))


def within_bounds(amount: int | None) -> int:
    """An amount that was converted. Raises CellUnreadable for none, and for one too large."""
    if amount is None:
        raise CellUnreadable("money_no_thousands")
    if abs(amount) > money.LARGEST:
        raise CellUnreadable("amount_too_large", limit=money.LARGEST)
    return amount


def read(name: str, value: Value, names: Names) -> Any:
    """The value that a cell of the column `name` means. Raises CellUnreadable."""
    spec = SPECS[name]
    if is_blank(value) or (spec.kind in (Kind.MONEY, Kind.COUNT) and is_dash(value)):
        return getattr(_EMPTY, name)
    if spec.kind is Kind.MONEY and (word := text_of(value).strip(_AROUND)) in _NO_AMOUNTS:
        return _no_amount(name, word)
    if name in _NAMED:
        return _NAMED[name](text_of(value), names)
    if spec.kind is Kind.CHOICE and spec.choices:
        return _entry(spec.choices, text_of(value))
    if spec.kind is Kind.SEVERAL and spec.choices:
        parts = [part for part in _BETWEEN.split(text_of(value)) if part.strip()]
        return tuple(dict.fromkeys(_entry(spec.choices, part) for part in parts))
    return _READERS[spec.kind](value)


def money_of(value: Value) -> int:
    """An amount in 千円. Raises CellUnreadable."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        if isinstance(value, float) and not value.is_integer():
            raise CellUnreadable("money_decimal")
        if abs(value) > money.LARGEST:
            raise CellUnreadable("amount_too_large", limit=money.LARGEST)
        return int(value)
    try:
        return money.parse_kyen(_ZEROS.sub("", text_of(value).strip()))
    except money.MoneyNotInThousands as wrong:
        raise CellUnreadable(f"money_{wrong.reason}") from wrong
    except money.MoneyTooLarge as wrong:
        raise CellUnreadable("amount_too_large", limit=money.LARGEST) from wrong
    except money.MoneyUnreadable as wrong:
        if (plain := _without_marks(text_of(value))) != value:
            return money_of(plain)
        raise CellUnreadable(_why_unreadable(text_of(value))) from wrong


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
            raise CellUnreadable("day_unreadable") from wrong
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise CellUnreadable("day_unreadable")
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
