"""Fiscal years (April to March), 和暦, quarters and the names of budget cycles.

A fiscal year is the int of the calendar year it begins in: 2021 is 令和3年度.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from workflow.values.errors import Unreadable


class _Era(NamedTuple):
    name: str
    letter: str
    first_day: date


_ERAS: Final = (  # the newest first
    _Era("令和", "R", date(2019, 5, 1)),
    _Era("平成", "H", date(1989, 1, 8)),
    _Era("昭和", "S", date(1926, 12, 25)),
    _Era("大正", "T", date(1912, 7, 30)),
    _Era("明治", "M", date(1868, 1, 25)),
)
FIRST_YEAR: Final = 1873  # Meiji 6: before it Japan did not count by this calendar
LAST_YEAR: Final = 2117  # Reiwa 99: anything later is a slip of the hand

_YEAR: Final = re.compile(
    r"(?:(?P<era>令和|平成|昭和|大正|明治|[RHSTM]) ?(?P<count>元|[0-9]{1,2})"
    r"|(?:FY ?)?(?P<western>[0-9]{4})) ?(?:年度)?"
)
_WEEKDAYS_JA: Final = "月火水木金土日"
_WEEKDAYS_EN: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
# Spelled out because strftime and calendar answer in the machine's locale.
_MONTHS_EN: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class YearUnreadable(Unreadable):
    """The text does not name a fiscal year. `text` is what was typed."""


class CycleUnreadable(Unreadable):
    """The text does not name a cycle. `text` is what was given."""


def fiscal_year(day: date) -> int:
    """The fiscal year a day belongs to: 2022-03-31 is in 2021."""
    return day.year if day.month >= 4 else day.year - 1


def quarter(day: date) -> int:
    """The quarter of the fiscal year, 1 (April to June) to 4 (January to March)."""
    return (day.month - 4) % 12 // 3 + 1


def era_year(year: int, lang: str = "ja") -> str:
    """Print a fiscal year: 令和3年度, in other languages FY2021 (R3).

    The era is that of 1 May, so that 2019 is 令和元年度, as it was printed once Reiwa had begun.
    Raises ValueError before 1873.
    """
    era, count = _era_on(date(year, 5, 1))
    return f"{era.name}{_in_era(count)}年度" if _ja(lang) else f"FY{year} ({era.letter}{count})"


def parse_era_year(text: str) -> int:
    """Read a fiscal year: 令和3年度, 令和元年度, 平成31年度, R3, H31, 2021, 2021年度, FY2021.

    Full-width letters and digits count as their plain ones. An era reaches to the year in which
    it ended: 平成31年度 is 2019, 平成32年度 is refused. Raises YearUnreadable.
    """
    plain = unicodedata.normalize("NFKC", text).strip().upper()
    found = _YEAR.fullmatch(plain)
    if found is None:
        raise YearUnreadable(text)
    year = int(found["western"]) if found["western"] else _from_era(found["era"], found["count"])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise YearUnreadable(text)
    return year


def _from_era(name: str, written: str) -> int:
    """The western year, or 0 when the era has no such year."""
    count = 1 if written == "元" else int(written)
    ended = LAST_YEAR
    for era in _ERAS:
        year = era.first_day.year + count - 1
        if name in (era.name, era.letter):
            return year if count >= 1 and year <= ended else 0
        ended = era.first_day.year
    return 0


def era_date(day: date) -> str:
    """Print a day as 令和3年8月20日, by the days the eras really changed.

    Raises ValueError before 1873.
    """
    era, count = _era_on(day)
    return f"{era.name}{_in_era(count)}年{day.month}月{day.day}日"


def era_digits(day: date) -> str:
    """Print a day as R3.8.20. Raises ValueError before 1873."""
    era, count = _era_on(day)
    return f"{era.letter}{count}.{day.month}.{day.day}"


def weekday(day: date, lang: str = "ja") -> str:
    """金, in other languages Fri."""
    return (_WEEKDAYS_JA if _ja(lang) else _WEEKDAYS_EN)[day.weekday()]


def short_date(day: date, lang: str = "ja") -> str:
    """Print a day without its year: 8/20（金）, in other languages 20 Aug (Fri)."""
    if _ja(lang):
        return f"{day.month}/{day.day}（{weekday(day)}）"
    return f"{day.day} {_MONTHS_EN[day.month - 1][:3]} ({weekday(day, lang)})"


def _era_on(day: date) -> tuple[_Era, int]:
    if day.year < FIRST_YEAR:
        raise ValueError(f"{day.isoformat()} is before {FIRST_YEAR}")
    era = next(era for era in _ERAS if era.first_day <= day)
    return era, day.year - era.first_day.year + 1


def _in_era(count: int) -> str:
    return "元" if count == 1 else str(count)


def _ja(lang: str) -> bool:
    return lang.startswith("ja")


_KINDS: Final = {"06": "june", "09": "september", "12": "december", "02": "february"}
_CODES: Final = {kind: code for code, kind in _KINDS.items()}
_CYCLE: Final = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2]|[a-z][a-z0-9]{0,15})")
_NUMBERED: Final = re.compile(r"s([1-9][0-9]?)")


@dataclass(frozen=True, slots=True)
class CycleId:
    """The name of a budget cycle: 2021-09, 2022-initial, 2021-05, 2021-s11 for 補正（11号）.

    The year in the name is the budget's (予算年度). `kind` is "june", "september", "december",
    "february" or "initial"; any other month ("05") or slug ("s11") stands for itself.
    Raises CycleUnreadable.
    """

    budget_year: int
    kind: str

    def __post_init__(self) -> None:
        found = _CYCLE.fullmatch(str(self))
        in_reach = FIRST_YEAR <= self.budget_year <= LAST_YEAR
        if found is None or not in_reach or self.kind in _KINDS:
            raise CycleUnreadable(str(self))

    @classmethod
    def parse(cls, text: str) -> "CycleId":
        """Read a name such as 2021-09 or 2022-initial; the months' words are not names."""
        found = _CYCLE.fullmatch(text)
        if found is None or found[2] in _CODES:
            raise CycleUnreadable(text)
        return cls(int(found[1]), _KINDS.get(found[2], found[2]))

    def __str__(self) -> str:
        return f"{self.budget_year:04d}-{_CODES.get(self.kind, self.kind)}"

    def name(self, lang: str = "ja") -> str:
        """The cycle without its year: 9月補正, 当初, 補正（11号）; September supplementary."""
        ja = _ja(lang)
        if self.kind == "initial":
            return "当初" if ja else "Initial budget"
        code = _CODES.get(self.kind, self.kind)
        if code.isdigit():
            return f"{int(code)}月補正" if ja else f"{_MONTHS_EN[int(code) - 1]} supplementary"
        if numbered := _NUMBERED.fullmatch(code):
            return f"補正（{numbered[1]}号）" if ja else f"Supplementary No. {numbered[1]}"
        return f"補正（{code}）" if ja else f"Supplementary ({code})"

    def short_name(self) -> str:
        """What stands before an item's number: 9補, 当初, 補11号."""
        return re.sub(r"月補正|補正（", "補", self.name()).rstrip("）")

    def title(self, lang: str = "ja") -> str:
        """The cycle with its year: 令和3年度9月補正; September supplementary, FY2021."""
        if _ja(lang):
            return f"{era_year(self.budget_year)}{self.name()}"
        return f"{self.name(lang)}, FY{self.budget_year}"
