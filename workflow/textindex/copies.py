"""What the search looks in: the copies of an item's texts, and what a sheet says in words."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from workflow.values.fiscal import FIRST_YEAR, era_date, era_digits
from workflow.values.listing import SearchKind
from workflow.values.money import format_kyen
from workflow.values.own_fields import number_shown
from workflow.values.paper_words import BONDS, ENTRIES
from workflow.values.sheet import SPECS, Kind, Sheet
from workflow.values.vocabulary import FundingSource, Master


def _of_kinds(*kinds: Kind) -> tuple[str, ...]:
    return tuple(name for name, spec in SPECS.items() if spec.kind in kinds)


_SAID_OTHERWISE: Final = ("name", "summary", "field", "category")
_WORDS: Final = tuple(
    name for name in _of_kinds(Kind.LINE, Kind.BLOCK) if name not in _SAID_OTHERWISE
)
_DAYS: Final = _of_kinds(Kind.DATE)
_AMOUNTS: Final = _of_kinds(Kind.MONEY)
_CHOICES: Final = _of_kinds(Kind.CHOICE, Kind.SEVERAL)
_DAY: Final = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")

Chosen = tuple[Master, str]
"""A master, and the code of its entry that a sheet names."""


class Copy(NamedTuple):
    """A text of an item; `unshown` is looked in as if it stood before.

    `chosen` are entries of masters whose titles are looked in too.
    """

    item_id: int
    kind: SearchKind
    ref: int
    text: str
    unshown: str = ""
    chosen: tuple[Chosen, ...] = ()


def of_sheet(item_id: int, sheet: Sheet, ref: int = 0) -> tuple[Copy, Copy]:
    """The name, and all that a sheet says: the summary first, choices and amounts in words last.

    An amount is found with its commas, as it is shown, and without; a day by its year of the
    era, as it is shown, and as 2022年3月31日, 2022-03-31, 2022/3/31 and R4.3.31.
    """
    words = [sheet.summary, *(getattr(sheet, name) for name in _WORDS), *_chosen(sheet)]
    words += map(number_shown, sheet.own.values())
    amounts, days = list(_amounts(sheet)), list(_days(sheet))
    shown = [*filter(None, words), *(f"{format_kyen(kyen)}千円" for kyen in amounts)]
    shown += map(era_date, days)
    unshown = [sheet.name, *(str(abs(kyen)) for kyen in amounts), *_also(sheet)]
    unshown += [one for one in sheet.own.values() if one != number_shown(one)]
    unshown += [written for day in days for written in _written(day)]
    texts = "\n".join(shown), "\n".join(unshown)
    funding = dict.fromkeys((Master.FUNDING, line.source) for line in sheet.funding_lines)
    named = ((Master.FIELD, sheet.field), (Master.CATEGORY, sheet.category), *funding)
    chosen = tuple((master, code) for master, code in named if code)
    return (
        Copy(item_id, SearchKind.NAME, ref, sheet.name),
        Copy(item_id, SearchKind.SHEET, ref, *texts, chosen),
    )


def _days(sheet: Sheet) -> Iterator[date]:
    """Every day of a sheet that can be printed, each once."""
    fields = (getattr(sheet, name) for name in _DAYS)
    own = map(_kept_day, sheet.own.values())
    yield from dict.fromkeys(day for day in (*fields, *own) if day and day.year >= FIRST_YEAR)


def _kept_day(text: str) -> date | None:
    """A day as own fields keep it; what is written so in a text is found as a day too."""
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def _written(day: date) -> tuple[str, ...]:
    """A day in the other ways in which people write it."""
    return (
        f"{day.year}年{day.month}月{day.day}日",
        day.isoformat(),
        f"{day.year}/{day.month}/{day.day}",
        era_digits(day),
    )


def _chosen(sheet: Sheet) -> Iterator[str]:
    """What was chosen from lists, as paper writes it."""
    for name in _CHOICES:
        chosen = getattr(sheet, name)
        several = chosen if isinstance(chosen, tuple) else (chosen,)
        yield from (ENTRIES[type(one)][one] for one in several if type(one) in ENTRIES)
    for line in sheet.funding_lines:
        if line.label:
            yield line.label


def usual_title(chosen: Chosen) -> tuple[str, str]:
    """How an entry is usually called that the office has no title for, in both languages."""
    master, code = chosen
    return (ENTRIES[FundingSource].get(code, "") if master is Master.FUNDING else "", "")


def _also(sheet: Sheet) -> Iterator[str]:
    """The usual words for its kinds of funding; the office may call them otherwise."""
    for code in dict.fromkeys(line.source for line in sheet.funding_lines):
        if code == FundingSource.BOND:
            yield from BONDS
        elif usual := ENTRIES[FundingSource].get(code):
            yield usual


def _amounts(sheet: Sheet) -> Iterator[int]:
    """Every amount of a sheet in 千円, each once."""
    fields = (getattr(sheet, name) for name in _AMOUNTS)
    given = (*fields, *(line.amount_kyen for line in sheet.funding_lines))
    yield from dict.fromkeys(kyen for kyen in given if kyen is not None)


def of_number(item_id: int, number: str) -> Copy:
    """An item's number: found as it is said, and without its strokes."""
    return Copy(item_id, SearchKind.NUMBER, 0, number, number.replace("-", ""))
