"""Business days (開庁日): whether offices are open, and deadlines counted in such days.

Everything works offline; national holidays come from jpholiday.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

import jpholiday
from jpholiday.checker.checker import NationalHolidayChecker, TransferHolidayChecker

_HOLIDAYS_KNOWN: Final = range(1948, 2100)  # from the law of 1948; equinoxes are predicted to 2099
_NAMED: Final = jpholiday.JPHoliday()
"""Knows the holidays that the law names, and not those that follow from two of them or a Sunday."""
_NAMED.registry.unregister(TransferHolidayChecker(_NAMED.registry))
_NAMED.registry.unregister(NationalHolidayChecker(_NAMED.registry))
DAYS: Final = 5000
"""Days of which it is remembered whether offices are open, and which comes so many days later."""


@lru_cache(maxsize=DAYS)
def is_business_day(day: date) -> bool:
    """Whether offices are open: no Saturday, Sunday, national holiday, nor 12/29 to 1/3."""
    return _is_workday(day) and not (day.year in _HOLIDAYS_KNOWN and jpholiday.is_holiday(day))


def _is_workday(day: date) -> bool:
    """Whether offices are open on a day that is no national holiday."""
    year_end = (day.month, day.day) >= (12, 29) or (day.month, day.day) <= (1, 3)
    return day.weekday() < 5 and not year_end


def next_business_day(day: date) -> date:
    """The day itself when offices are open, or the next day they are.

    Raises OverflowError at the end of the year 9999, as do the functions below.
    """
    while not is_business_day(day):
        day += timedelta(days=1)
    return day


@lru_cache(maxsize=DAYS)
def add_business_days(day: date, count: int) -> date:
    """The `count`-th business day after a day (before it when negative).

    The day itself is never counted; 0 gives `next_business_day`.
    """
    if count == 0:
        return next_business_day(day)
    step = timedelta(days=1 if count > 0 else -1)
    for _ in range(abs(count)):
        day += step
        while not is_business_day(day):
            day += step
    return day


def business_days_between(start: date, end: date) -> int:
    """How many business days lie after `start` up to and including `end`.

    Negative when `end` is past: those before `start` back to and including `end`. So a deadline
    of yesterday gives -1 when yesterday was open, and 0 means today or only closed days between.
    Forms keep dates within reason: to the year 9999 takes seconds.
    """
    if end < start:
        return bisect_left(_days(end.year), end) - _before(end.year, start, bisect_left)
    return _before(start.year, end, bisect_right) - bisect_right(_days(start.year), start)


def _before(year: int, day: date, bisect: Callable[[Sequence[date], date], int]) -> int:
    """How many business days lie before `day`, from the first day of `year` on."""
    return sum(len(_days(one)) for one in range(year, day.year)) + bisect(_days(day.year), day)


@lru_cache(maxsize=100)
def _days(year: int) -> tuple[date, ...]:
    """The business days of a calendar year, in order."""
    first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    found, is_holiday = [], False
    for day in map(date.fromordinal, range(first, last + 1)):
        # 振替休日 and 国民の休日 come after another holiday: only then is all of the law asked.
        follows = is_holiday and jpholiday.is_holiday(day)
        is_holiday = year in _HOLIDAYS_KNOWN and (follows or _NAMED.is_holiday(day))
        if _is_workday(day) and not is_holiday:
            found.append(day)
    return tuple(found)
