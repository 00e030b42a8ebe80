"""Checking a sheet before it is kept: shape and limits, every problem at once.

What it refers to is asked of the `register`. A draft need not be complete, but what it
holds must be clean; completeness and the rules about amounts are asked by the guards of
`submit`.
"""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any

from workflow.values.conditions import ConditionLine
from workflow.values.errors import InputRefused, Problem
from workflow.values.money import LARGEST
from workflow.values.sheet import (
    MAY_STAY_AS_TYPED,
    SPECS,
    AsTyped,
    FundingLine,
    Kind,
    Sheet,
    Spec,
)
from workflow.values.text import TextUnclean, clean_block, clean_line

LABEL_LIMIT = 100
LONGEST_CONDITION = 2000
"""Characters of one condition."""
MOST_CONDITIONS = 50
"""Conditions of one evaluation."""


def cleaned(sheet: Sheet) -> Sheet:
    """The sheet with its texts trimmed. Raises InputRefused naming every bad field."""
    problems: list[Problem] = []
    values: dict[str, Any] = {}
    for name, spec in SPECS.items():
        try:
            values[name] = _clean(spec, getattr(sheet, name))
        except TextUnclean as unclean:
            problems.append(text_problem(name, unclean))
        except _OutOfRange as wrong:
            problems.append(Problem(name, wrong.key, {"limit": wrong.limit}))
    if problems:
        raise InputRefused(problems)
    return replace(sheet, **values)


def clean_as_typed(as_typed: AsTyped) -> dict[str, Any]:
    """What was typed and cannot be read, trimmed. Raises InputRefused naming every bad field."""
    problems: list[Problem] = []
    kept: dict[str, Any] = {}
    for name, typed in as_typed.items():
        if name not in MAY_STAY_AS_TYPED:
            raise InputRefused([Problem("as_typed", "unknown_field")])
        spec = SPECS[name]
        try:
            kept[name] = _rows(typed, spec.limit) if spec.kind is Kind.FUNDING else _short(typed)
        except TextUnclean as unclean:
            problems.append(text_problem(name, unclean))
        except _OutOfRange as wrong:
            problems.append(Problem(name, wrong.key, {"limit": wrong.limit}))
    if problems:
        raise InputRefused(problems)
    return kept


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
    return replace(
        line, label=clean_line(line.label, LABEL_LIMIT), amount_kyen=_amount(line.amount_kyen)
    )


def text_problem(field: str, unclean: TextUnclean) -> Problem:
    """What is wrong with a text, as a problem of its field."""
    return Problem(field, f"text_{unclean.reason}", unclean.facts)
