"""How values read on a page: Jinja filters and globals."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Final, NamedTuple

from flask import Flask
from flask_babel import LazyString
from jinja2 import pass_context
from jinja2.runtime import Context

from webapp.request import addresses, current
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import lazy_pgettext, ngettext, pgettext
from webapp.words.office import OFFICE, at_start
from webapp.words.remembering import remembered
from workflow import organisation, values
from workflow.values import JAPAN, Title

COLON: Final = lazy_pgettext("after a label", ": ")
"""What stands between a label and what it is of."""


def init_app(app: Flask) -> None:
    """Register every filter under the name templates use."""
    app.jinja_env.filters.update(
        kyen=kyen,
        amount_words=amount_words,
        plain_number=values.plain_number,
        figure=figure,
        era_date=era_date,
        era_year=era_year,
        short_date=short_date,
        due_date=due_date,
        whole_day=whole_day,
        moment=moment,
        full_moment=full_moment,
        stamp=stamp,
        title=_title_of_a_page,
        section=_section_of_a_page,
        department=department,
        and_section=and_section,
        workplace=workplace,
        bracketed=bracketed,
        days_left=days_left,
        file_size=file_size,
        listed=listed,
        at_start=at_start,
    )
    app.jinja_env.globals.update(remembered=remembered, each_of=addresses.each_of, office=OFFICE)


HALF_A_YEAR: Final = timedelta(days=183)


def kyen(amount: int | None) -> str:
    """60,016 and △1,395: thousands of yen as the papers print them; a dash for nothing."""
    return "―" if amount is None else values.format_kyen(amount)


def amount_words(amount: object) -> str:
    """＝50億円 beside an amount in 千円; in English = 5,000,000,000 yen; nothing for no amount."""
    if not isinstance(amount, int) or isinstance(amount, bool):
        return ""
    if current.language() == "ja":
        return f"＝{values.in_words(amount)}"
    return f"= {amount * 1000:,} yen"


def figure(number: float | None) -> str:
    """2, 2.5, or ― where there is none."""
    return "―" if number is None else f"{number:g}"


def era_date(day: date | None) -> str:
    """令和3年8月20日; in English 20 Aug 2021."""
    if day is None:
        return "―"
    there = _as_day(day)
    if current.language() == "ja":
        return values.era_date(there)
    return f"{values.short_date(there, 'en').split(' (')[0]} {there.year}"


def era_year(year: int) -> str:
    """令和3年度; in English FY2021 (R3)."""
    return values.era_year(year, current.language())


def short_date(day: date | None) -> str:
    """8/20（金）; in English 20 Aug (Fri)."""
    return "―" if day is None else values.short_date(_as_day(day), current.language())


def due_date(day: date | None) -> str:
    """8/20（金） of a day within half a year; 令和5年3月31日（金） of one farther away."""
    if day is None:
        return "―"
    there = _as_day(day)
    if abs(there - current.today()) <= HALF_A_YEAR:
        return short_date(there)
    return whole_day(there)


def whole_day(day: date) -> str:
    """令和5年3月31日（金）; in English 31 Mar 2023 (Fri)."""
    return f"{era_date(day)}{bracketed(values.weekday(_as_day(day), current.language()))}"


def moment(at: datetime) -> str:
    """8/10 14:02 in Japan's time; in English 10 Aug 14:02."""
    there = _in_japan(at)
    if current.language() == "ja":
        return f"{there.month}/{there.day} {there:%H:%M}"
    return f"{values.short_date(there.date(), 'en').split(' (')[0]} {there:%H:%M}"


def full_moment(at: datetime) -> str:
    """令和3年8月10日 14:02 in Japan's time: a moment that is read long before it comes."""
    there = _in_japan(at)
    return f"{era_date(there)} {there:%H:%M}"


def stamp(at: datetime) -> str:
    """2026-11-29 09:05:12 in Japan's time, as logs have it."""
    return f"{_in_japan(at):%Y-%m-%d %H:%M:%S}"


def title(name: Title | str | None) -> str:
    """A master's name in the language of the page."""
    if name is None:
        return "―"
    return name.text(current.language()) if isinstance(name, Title) else str(name)


@pass_context
def _title_of_a_page(context: Context, name: Title | str | None) -> str:
    """The same on a page, which knows its language: a long table has hundreds of names."""
    if isinstance(name, Title) and "lang" in context:
        return name.text(context["lang"])
    return title(name)


def section(name: str) -> str:
    """A section's name in the language of the page; as typed where it has no other."""
    if current.language() == "ja":
        return name
    return organisation.section_names(current.work()).get(name, name)


def department(name: str) -> str:
    """The same with a department, where a list or a plan names it as its own people do."""
    if current.language() == "ja":
        return name
    return organisation.department_names(current.work()).get(name, name)


@pass_context
def _section_of_a_page(context: Context, name: str) -> str:
    return name if context.get("lang") == "ja" else section(name)


def and_section(department: str, section: str) -> str:
    """A department and a section of it: 総務部 税務課; in English with a comma."""
    if not section:
        return department
    return pgettext("a section there", "%(place)s, %(section)s", place=department, section=section)


def workplace(names: Iterable[Title | None]) -> str:
    """The department and the section where somebody works; nothing where neither is known."""
    known = [title(one) for one in names if one]
    return and_section(*known) if len(known) > 1 else "".join(known)


def listed(names: Iterable[str]) -> str:
    """Several names in one phrase: 総務部・建設部; in English with commas."""
    return pgettext("between places", ", ").join(names)


def labelled(label: object, text: object) -> str:
    """A label and what it is of."""
    return f"{label}{COLON}{text}"


def with_commas(words: Iterable[str]) -> str:
    """Several words one after the other: 総務部、建設部; in English with commas."""
    return pgettext("between names", ", ").join(words)


def bracketed(words: str) -> str:
    """What is added to the word before it: （総務部）; in English in round brackets."""
    return pgettext("brackets", " (%(words)s)", words=words)


def days_left(days: int | None) -> str:
    """あと5開庁日, 本日 or 2開庁日超過, from a number of business days."""
    if days is None:
        return ""
    if days == 0:
        return _("due today")
    if days < 0:
        return ngettext("%(num)d business day late", "%(num)d business days late", -days)
    return ngettext("%(num)d business day left", "%(num)d business days left", days)


def file_size(size: int) -> str:
    """512バイト, 20KB or 1.5MB."""
    number, unit = values.in_units(size)
    if unit is values.SizeUnit.BYTE:
        return ngettext("%(num)d byte", "%(num)d bytes", size)
    if unit is values.SizeUnit.KB:
        return _("%(size)s KB", size=number)
    return _("%(size)s MB", size=number)


def _as_day(day: date) -> date:
    return _in_japan(day).date() if isinstance(day, datetime) else day


def _in_japan(at: datetime) -> datetime:
    """Stored moments without a zone are UTC."""
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(JAPAN)


class SignedWord(NamedTuple):
    """A sign and a word; `look` names the state of items whose colours it has."""

    sign: str
    word: LazyString
    look: str = ""
