"""A day as people type it (2022-03-31, 令和8年5月14日, R5.5.12); days from one to another."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final, NamedTuple

from workflow.values.fiscal import FIRST_YEAR, LAST_YEAR, YearUnreadable, parse_era_year
from workflow.values.text import search_key

_BETWEEN: Final = r"\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*日?"
_WESTERN: Final = re.compile(rf"([0-9]{{4}}){_BETWEEN}")
_ERA: Final = re.compile(rf"((?:令和|平成|昭和|[rhs])\s*(?:元|[0-9]{{1,2}})){_BETWEEN}")
LONGEST: Final = 40
"""Characters: a longer text is no day, and is not looked at."""


class DayUnreadable(ValueError):
    """The text is no day, or one in a year that cannot be printed as 和暦."""


def parse_day(typed: str) -> date:
    """The day that a text means, full-width figures too. Raises DayUnreadable."""
    plain = search_key(typed[: LONGEST + 1]) if len(typed) <= LONGEST else ""
    try:
        day = _day(plain)
    except (YearUnreadable, ValueError) as wrong:
        raise DayUnreadable(typed) from wrong
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise DayUnreadable(typed)
    return day


def _day(plain: str) -> date:
    if found := _WESTERN.fullmatch(plain):
        return date(*(int(part) for part in found.groups()))
    if found := _ERA.fullmatch(plain):
        return date(parse_era_year(found[1].upper()), int(found[2]), int(found[3]))
    raise ValueError(plain)


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
