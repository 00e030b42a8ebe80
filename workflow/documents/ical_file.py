"""A person's calendar as iCalendar (RFC 5545): whole days, Japanese, nothing of other people."""

from collections.abc import Callable, Iterable
from datetime import UTC, timedelta
from typing import Final

from icalendar import Calendar, Event

from workflow.calendar import FeedEvent

NAME: Final = "事前協議"
PRODUCT: Final = "-//Jizen//Pre-consultation//JA"
DOMAIN: Final = "jizen"
REFRESH: Final = timedelta(hours=1)


def write(events: Iterable[FeedEvent], link: Callable[[int], str]) -> bytes:
    """The calendar; `link` gives an item's address. The same events give the same bytes."""
    calendar = Calendar()
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


def _event(one: FeedEvent, link: Callable[[int], str]) -> Event:
    event = Event()
    event.add("uid", f"{one.uid}@{DOMAIN}")
    event.add("dtstamp", one.revised_at.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", one.day)
    event.add("dtend", one.day + timedelta(days=1))
    event.add("summary", one.summary)
    event.add("transp", "TRANSPARENT")
    if one.item_id is not None:
        event.add("url", link(one.item_id))
    return event
