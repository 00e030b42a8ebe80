"""A day as people type it: 2022-03-31, 2022/3/31, 2022年3月31日, 令和8年5月14日, R5.5.12."""

import re
from datetime import date
from typing import Final

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
