"""Checking a sheet or a form before it is kept: shape and limits, every problem at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from workflow.values.conditions import ConditionLine
from workflow.values.errors import InputRefused, Problem
from workflow.values.money import LARGEST
from workflow.values.own_fields import OwnField, OwnUnreadable
from workflow.values.sheet import (
    MAY_STAY_AS_TYPED,
    SPECS,
    AsTyped,
    FundingLine,
    Kind,
    Sheet,
    Spec,
    is_own,
)
from workflow.values.text import TextUnclean, clean_block, clean_line
from workflow.values.vocabulary import OwnKind

LABEL_LIMIT = 100
LONGEST_CONDITION = 2000
"""Characters of one condition."""
MOST_CONDITIONS = 50
"""Conditions of one evaluation."""


def cleaned(sheet: Sheet, own: Iterable[OwnField] = ()) -> Sheet:
    """The sheet with its texts trimmed; `own` are the fields that the office added.

    Raises InputRefused naming every bad field.
    """
    problems: list[Problem] = []
    values: dict[str, Any] = {"own": _own_values(sheet.own, own, problems)}
    for name, given in sheet.filled().items():
        try:
            values[name] = _clean(SPECS[name], given)
        except TextUnclean as unclean:
            problems.append(text_problem(name, unclean))
        except _OutOfRange as wrong:
            problems.append(Problem(name, wrong.key, {"limit": wrong.limit}))
    if problems:
        raise InputRefused(problems)
    changed = {name: one for name, one in values.items() if one != getattr(sheet, name)}
    return replace(sheet, **changed) if changed else sheet


def _own_values(
    given: Mapping[str, str], own: Iterable[OwnField], problems: list[Problem]
) -> dict[str, str]:
    known, values = {one.name: one for one in own} if given else {}, {}
    for name, typed in given.items():
        if name not in known:
            raise InputRefused([Problem("own", "unknown_field")])
        try:
            values[name] = known[name].read(typed)
        except TextUnclean as unclean:
            problems.append(text_problem(name, unclean))
        except OwnUnreadable as wrong:
            problems.append(Problem(name, wrong.key, wrong.data))
    return {name: value for name, value in values.items() if value}


def clean_as_typed(as_typed: AsTyped, own: Iterable[OwnField]) -> dict[str, Any]:
    """What was typed and cannot be read, trimmed. Raises InputRefused naming every bad field."""
    problems: list[Problem] = []
    kept: dict[str, Any] = {}
    readable = MAY_STAY_AS_TYPED | {one.name for one in own if stays_as_typed(one)}
    for name, typed in as_typed.items():
        if name not in readable:
            raise InputRefused([Problem("as_typed", "unknown_field")])
        try:
            kept[name] = _short(typed) if is_own(name) else _as_typed(SPECS[name], typed)
        except TextUnclean as unclean:
            problems.append(text_problem(name, unclean))
        except _OutOfRange as wrong:
            problems.append(Problem(name, wrong.key, {"limit": wrong.limit}))
    if problems:
        raise InputRefused(problems)
    return kept


def stays_as_typed(field: OwnField) -> bool:
    """Whether a draft keeps a text that cannot be read in an own field: 未定, 来年3月."""
    return field.kind in (OwnKind.NUMBER, OwnKind.DAY)


def _as_typed(spec: Spec, typed: Any) -> Any:
    return _rows(typed, spec.limit) if spec.kind is Kind.FUNDING else _short(typed)


def _rows(typed: Any, limit: int) -> list[list[str]]:
    if len(typed) > limit:
        raise _OutOfRange("too_many", limit)
    return [[_short(text) for text in row] for row in typed]


def _short(typed: str) -> str:
    return clean_line(typed, LABEL_LIMIT)


def clean_words(field: str, text: str, limit: int) -> str:
    """One free text (note, findings, …) made clean. Raises InputRefused for `field`."""
    try:
        return clean_block(text, limit)
    except TextUnclean as unclean:
        raise InputRefused([text_problem(field, unclean)]) from unclean


def cleaned_conditions(given: Sequence[ConditionLine]) -> tuple[ConditionLine, ...]:
    """Conditions made clean, those that say nothing left out. Raises InputRefused (conditions)."""
    if len(given) > MOST_CONDITIONS:
        raise InputRefused([Problem("conditions", "too_many", {"limit": MOST_CONDITIONS})])
    try:
        clean = [
            replace(
                one,
                text=clean_block(one.text, LONGEST_CONDITION),
                who=clean_line(one.who, LABEL_LIMIT),
            )
            for one in given
        ]
    except TextUnclean as unclean:
        raise InputRefused([text_problem("conditions", unclean)]) from unclean
    if any(one.terms and not one.text for one in clean):
        raise InputRefused([Problem("conditions", "required")])
    return tuple(one for one in clean if one.text)


class _OutOfRange(Exception):
    def __init__(self, key: str, limit: int) -> None:
        super().__init__(key)
        self.key = key
        self.limit = limit


def _clean(spec: Spec, value: Any) -> Any:
    if spec.kind is Kind.LINE:
        return clean_line(value, spec.limit)
    if spec.kind is Kind.BLOCK:
        return clean_block(value, spec.limit)
    if spec.kind is Kind.MONEY and value is not None:
        return _amount(value)
    if spec.kind is Kind.COUNT and value is not None and not 0 <= value <= spec.limit:
        raise _OutOfRange("count_out_of_range", spec.limit)
    if spec.kind in (Kind.SEVERAL, Kind.FUNDING) and len(value) > spec.limit:
        raise _OutOfRange("too_many", spec.limit)
    if spec.kind is Kind.SEVERAL:
        return tuple(dict.fromkeys(_code(entry) for entry in value))
    return tuple(_line(line) for line in value) if spec.kind is Kind.FUNDING else value


def _amount(kyen: int) -> int:
    if abs(kyen) > LARGEST:
        raise _OutOfRange("amount_too_large", LARGEST)
    return kyen


def _code(entry: Any) -> Any:
    return entry if isinstance(entry, StrEnum) else clean_line(entry, LABEL_LIMIT)


def _line(line: FundingLine) -> FundingLine:
    return FundingLine(
        clean_line(line.source, LABEL_LIMIT),
        _amount(line.amount_kyen),
        clean_line(line.label, LABEL_LIMIT),
    )


def text_problem(field: str, unclean: TextUnclean) -> Problem:
    """What is wrong with a text, as a problem of its field."""
    return Problem(field, f"text_{unclean.reason}", unclean.facts)


# ------------------------------------------------------- a form, field by field


T = TypeVar("T")


class Checking:
    """What is wrong with a form, as far as it was looked at."""

    def __init__(self) -> None:
        """Nothing is wrong yet."""
        self.problems: list[Problem] = []

    def wrong(self, field: str, key: str, **facts: object) -> None:
        """Say what is wrong with a field."""
        self.problems.append(Problem(field, key, facts))

    def line(self, field: str, typed: str, limit: int, *, needed: bool = False) -> str:
        """A text of one line of at most `limit` characters."""
        return self._text(field, typed, limit, needed=needed, several=False)

    def block(self, field: str, typed: str, limit: int, *, needed: bool = False) -> str:
        """A text of several lines of at most `limit` characters."""
        return self._text(field, typed, limit, needed=needed, several=True)

    def lines(self, field: str, typed: Iterable[str], limit: int, most: int) -> list[str]:
        """At most `most` texts of one line each; those that say nothing are left out."""
        found = [text for one in typed if (text := self.line(field, one, limit))]
        if len(found) > most:
            self.wrong(field, "too_many", limit=most)
        return found

    def given(self, field: str, value: T | None, instead: T) -> T:
        """What has to be there, and something `instead` while it is not."""
        if value is None:
            self.wrong(field, "required")
            return instead
        return value

    def in_order(self, field: str, first: date | None, last: date | None) -> None:
        """Refuse `field` where the `last` day is before the `first`."""
        if first is not None and last is not None and last < first:
            self.wrong(field, "ends_before_beginning")

    def not_ahead(self, field: str, day: date | None, today: date) -> None:
        """Refuse a day that is still to come."""
        if day is not None and day > today:
            self.wrong(field, "day_ahead")

    def done(self) -> None:
        """Go on where nothing is wrong. Raises InputRefused with everything that is."""
        if self.problems:
            raise InputRefused(self.problems)

    def _text(self, field: str, typed: str, limit: int, *, needed: bool, several: bool) -> str:
        try:
            text = (clean_block if several else clean_line)(typed, limit)
        except TextUnclean as unclean:
            self.problems.append(text_problem(field, unclean))
            return ""
        if needed and not text:
            self.wrong(field, "required")
        return text
