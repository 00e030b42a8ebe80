"""資料1-3 as a PDF and as JSON, and personal calendars in the iCalendar format."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Any, Final

from workflow.calendar import FeedEvent
from workflow.calendar.schedule import Schedule
from workflow.calendar.schedule_lines import ScheduleEntry, ScheduleLine
from workflow.documents.plain_tables import Table, YearPaper
from workflow.documents.rendering import Document, dumped
from workflow.documents.typesetting import breakable, typeset
from workflow.values import fiscal
from workflow.values.errors import NotFound
from workflow.values.lazy import OnDemand
from workflow.values.promotion import QUARTERS

if TYPE_CHECKING:
    import icalendar
else:
    icalendar = OnDemand("icalendar")

NAME: Final = "事前協議"
PRODUCT: Final = "-//Jizen//Pre-consultation//JA"
DOMAIN: Final = "jizen"
REFRESH: Final = timedelta(hours=1)


def write(events: Iterable[FeedEvent], link: Callable[[str], str]) -> bytes:
    """The calendar; `link` gives the address of a page by its path.

    The same events give the same bytes.
    """
    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", NAME)
    calendar.add("x-wr-calname", NAME)
    calendar.add("x-wr-timezone", "Asia/Tokyo")
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for event in events:
        calendar.add_component(_event(event, link))
    return bytes(calendar.to_ical())


def _event(one: FeedEvent, link: Callable[[str], str]) -> "icalendar.Event":
    event = icalendar.Event()
    event.add("uid", f"{one.uid}@{DOMAIN}")
    event.add("dtstamp", one.revised_at.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", one.day)
    event.add("dtend", one.day + timedelta(days=1))
    event.add("summary", one.summary)
    event.add("transp", "TRANSPARENT")
    if one.place:
        event.add("location", one.place)
    if one.page:
        event.add("url", link(one.page))
    return event


TEMPLATE: Final = "schedule.typ"
SCHEDULE_HEADINGS: Final = ("番号", "取組事項", "備考", *QUARTERS)
SCHEDULE_WIDTHS: Final = (6, 40, 30, 40, 40, 40, 40)


@dataclass(frozen=True)
class Form:
    """One form of file: its media type and who writes it."""

    media_type: str
    write: Callable[[Schedule], bytes]


def title(fiscal_year: int) -> str:
    """DX実現に向けたデジタル化の推進について ＜令和3年度のスケジュール＞."""
    year = fiscal.era_year(fiscal_year)
    return f"DX実現に向けたデジタル化の推進について ＜{year}のスケジュール＞"


def document(schedule: Schedule, form: str) -> Document:
    """The paper as `pdf` or `json`, with a name for the file. Raises NotFound."""
    if form not in FORMS:
        raise NotFound(what="form", name=form)
    year = fiscal.era_year(schedule.fiscal_year)
    name = f"{schedule.office.schedule_number} {year}のスケジュール.{form}"
    chosen = FORMS[form]
    return Document(name, chosen.media_type, chosen.write(schedule))


def pdf(schedule: Schedule) -> bytes:
    """A4 landscape with the number on every page; the same schedule gives the same bytes."""
    return typeset(TEMPLATE, _content(schedule))


def schedule_paper(schedule: Schedule) -> YearPaper:
    """The same as it can be frozen."""
    rows = [
        (
            line.number,
            line.title,
            line.note,
            *("\n".join(f"{one.mark}{one.text}" for one in quarter) for quarter in line.quarters),
        )
        for line in schedule.lines
    ]
    name = f"{fiscal.era_year(schedule.fiscal_year)}のスケジュール"
    table = Table(name, SCHEDULE_HEADINGS, SCHEDULE_WIDTHS, tuple(rows), (0, 1))
    return YearPaper(TEMPLATE, _content(schedule), table).of(schedule.office)


def as_json(schedule: Schedule) -> bytes:
    """The rows as an object; days as ISO, None where the paper gives none."""
    written = {
        "paper": schedule.office.schedule_number,
        "fiscal_year": schedule.fiscal_year,
        "title": title(schedule.fiscal_year),
        "rows": [_row(line) for line in schedule.lines],
    }
    return dumped(written)


FORMS: Final[Mapping[str, Form]] = {
    "pdf": Form("application/pdf", pdf),
    "json": Form("application/json", as_json),
}


def _row(line: ScheduleLine) -> dict[str, Any]:
    return {
        "number": line.number,
        "title": line.title,
        "note": line.note,
        "quarters": [
            [
                {
                    "mark": entry.mark,
                    "text": entry.text,
                    "day": entry.day.isoformat() if entry.day else None,
                    "cycles": list(entry.cycle_ids),
                }
                for entry in quarter
            ]
            for quarter in line.quarters
        ],
    }


def _content(schedule: Schedule) -> dict[str, Any]:
    """What the template reads: texts only."""
    headquarters = schedule.office.headquarters_short.ja
    return {
        "office": schedule.office.name.ja,
        "paper": schedule.office.schedule_number,
        "title": title(schedule.fiscal_year),
        "headings": ["", "取組事項", *QUARTERS],
        "rows": [
            {
                "number": line.number,
                "title": breakable(line.title),
                "remark": breakable(line.remark),
                "part": not line.number,
                "quarters": [[_entry(one) for one in quarter] for quarter in line.quarters],
            }
            for line in schedule.lines
        ],
        "legend": f"○：{headquarters}に関する事項　●：その他の取組　□：資料",
        "nothing": "予定はありません。",
    }


def _entry(entry: ScheduleEntry) -> dict[str, str]:
    day = fiscal.short_date(entry.day) if entry.day else ""
    return {"mark": entry.mark, "text": breakable(entry.text), "day": day}
