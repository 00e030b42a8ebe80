"""A day as people type it (2022-03-31, 令和8年5月14日, R5.5.12, 1 Apr 2022); a span of days."""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, ClassVar, Final, NamedTuple

from workflow.values.fiscal import FIRST_YEAR, LAST_YEAR, YearUnreadable, parse_era_year
from workflow.values.text import search_key

_BETWEEN: Final = r"\s*[-/.・年]\s*([0-9]{1,2})\s*[-/.・月]\s*([0-9]{1,2})\s*日?"
_BEHIND: Final = r"(?:\s*\([月火水木金土日](?:曜日?)?\)|\s0?0:00(?::00)?)?"
"""The weekday, or the hour with which a csv file has a cell of a day."""
_ERAS: Final = "令和|平成|昭和|[令平昭rhs]"
_SHORT: Final = {"令": "R", "平": "H", "昭": "S"}
_IN_ERA: Final = rf"((?:{_ERAS})\s*(?:元|[0-9]{{1,2}}))"
_WESTERN: Final = re.compile(rf"([0-9]{{4}}){_BETWEEN}{_BEHIND}")
_ERA: Final = re.compile(rf"{_IN_ERA}{_BETWEEN}{_BEHIND}")
_DIGITS: Final = re.compile("([0-9]{4})([0-9]{2})([0-9]{2})")
_ERA_DIGITS: Final = re.compile("([rhs][0-9]{2})([0-9]{2})([0-9]{2})")
_END_OF_MONTH: Final = re.compile(rf"(?:{_IN_ERA}|([0-9]{{4}}))\s*年\s*([0-9]{{1,2}})月末日?")
_END_OF_YEAR: Final = re.compile(rf"(?:{_IN_ERA}|([0-9]{{4}}))\s*年度末日?")
_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_ENGLISH: Final = re.compile(r"([0-9]{1,2})\s?([a-z]{3,9})[.,]?\s?([0-9]{4})(?: \([a-z]{3}\))?")
_AMERICAN: Final = re.compile(r"([a-z]{3,9})[.]?\s?([0-9]{1,2}),?\s([0-9]{4})")
_YEARLESS: Final = re.compile(rf"([0-9]{{1,2}})\s*[-/.・月]\s*([0-9]{{1,2}})\s*日?{_BEHIND}")
_ENGLISH_YEARLESS: Final = re.compile(
    r"([0-9]{1,2})\s?([a-z]{3,9})\.?(?: \([a-z]{3}\))?|([a-z]{3,9})\.?\s?([0-9]{1,2})"
)
_LEAP_YEAR: Final = 2000
_BETWEEN_LEAP_YEARS: Final = 8
"""At most so many years lie between two of them: 1896 and 1904."""
LONGEST: Final = 40
"""Characters: a longer text is no day, and is not looked at."""


class DayUnreadable(ValueError):
    """The text is no day, or one in a year that cannot be printed as 和暦. `key` has a sentence."""

    key: ClassVar[str] = "day_unreadable"

    @property
    def data(self) -> dict[str, Any]:
        """The facts that the sentence names."""
        return {}


class DayWithoutYear(DayUnreadable):
    """The text is a day of a month, in which year ever."""

    key: ClassVar[str] = "day_without_year"

    def __init__(self, typed: str, month: int, day_of_month: int) -> None:
        """Keep the day that is meant."""
        super().__init__(typed, month, day_of_month)
        self.month, self.day_of_month = month, day_of_month

    @property
    def data(self) -> dict[str, Any]:
        """The month and its day."""
        return {"month": self.month, "day_of_month": self.day_of_month}


def parse_day(typed: str) -> date:
    """The day that a text means, full-width figures too. Raises DayUnreadable, DayWithoutYear."""
    plain = search_key(typed[: LONGEST + 1]) if len(typed) <= LONGEST else ""
    if month_and_day := _without_year(plain):
        raise DayWithoutYear(typed, *month_and_day)
    try:
        day = _day(plain)
    except (YearUnreadable, ValueError) as wrong:
        raise DayUnreadable(typed) from wrong
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise DayUnreadable(typed)
    return day


def _day(plain: str) -> date:
    if found := _WESTERN.fullmatch(plain) or _DIGITS.fullmatch(plain):
        return date(*(int(part) for part in found.groups()))
    if found := _ERA.fullmatch(plain) or _ERA_DIGITS.fullmatch(plain):
        return date(_year(found[1]), int(found[2]), int(found[3]))
    if found := _ENGLISH.fullmatch(plain):
        return date(int(found[3]), _month(found[2]), int(found[1]))
    if found := _AMERICAN.fullmatch(plain):
        return date(int(found[3]), _month(found[1]), int(found[2]))
    if found := _END_OF_MONTH.fullmatch(plain):
        year, month = _year(found[1] or found[2]), int(found[3])
        return date(year, month, monthrange(year, month)[1])
    if found := _END_OF_YEAR.fullmatch(plain):
        return date(_year(found[1] or found[2]) + 1, 3, 31)
    raise ValueError(plain)


def _without_year(plain: str) -> tuple[int, int] | None:
    """The month and its day of 3/31, 3月31日, 31 Mar and Mar. 31; None where it is none."""
    try:
        if found := _YEARLESS.fullmatch(plain):
            month, day = int(found[1]), int(found[2])
        elif found := _ENGLISH_YEARLESS.fullmatch(plain):
            month, day = _month(found[2] or found[3]), int(found[1] or found[4])
        else:
            return None
        return (month, day) if date(_LEAP_YEAR, month, day) else None
    except ValueError:
        return None


def likely_days(month: int, day_of_month: int, today: date) -> tuple[date, date]:
    """The last such day up to today, and the next after it: what a day without its year means."""
    years = range(today.year - _BETWEEN_LEAP_YEARS, today.year + _BETWEEN_LEAP_YEARS + 1)
    days = [
        date(year, month, day_of_month)
        for year in years
        if day_of_month <= monthrange(year, month)[1]
    ]
    return max(day for day in days if day <= today), min(day for day in days if day > today)


def _month(plain: str) -> int:
    """The month of March, Mar or Sept. Raises ValueError."""
    return [one.startswith(plain) for one in _MONTHS].index(True) + 1


def _year(plain: str) -> int:
    """The year of 令和8, 令8, R8 or 2026."""
    if plain.isdecimal():
        return int(plain)
    short = _SHORT.get(plain[0]) if plain[1:2] not in ("和", "成") else None
    return parse_era_year(f"{short}{plain[1:]}" if short else plain.upper())


# --------------------------------------------------- from one day until another


class Period(NamedTuple):
    """From a day until a day, both included. None: since ever, or without an end."""

    from_on: date | None = None
    until_on: date | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it ends before it begins: there is no day in it."""
        return (self.from_on or date.min) > (self.until_on or date.max)

    def covers(self, day: date) -> bool:
        """Whether the day lies in it."""
        return (self.from_on or date.min) <= day <= (self.until_on or date.max)

    def is_over(self, day: date) -> bool:
        """Whether it has no day left on or after `day`."""
        return self.is_empty or (self.until_on or date.max) < day

    def overlaps(self, other: "Period") -> bool:
        """Whether there is a day that lies in both."""
        first = max(self.from_on or date.min, other.from_on or date.min)
        last = min(self.until_on or date.max, other.until_on or date.max)
        return first <= last


def first_day_without(periods: Iterable[Period], today: date) -> date | None:
    """The first day from `today` on that lies in none of the periods; None where each does."""
    day = today
    for one in sorted(periods, key=lambda one: one.from_on or date.min):
        if one.is_empty or not (one.from_on or date.min) <= day:
            continue
        if one.until_on is None:
            return None
        day = max(day, one.until_on + timedelta(days=1))
    return day
