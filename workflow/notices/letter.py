"""The letter of a digest, in the language of its reader: the subject and the body.

A line an item, what was returned first. Nothing that somebody wrote stands in it but the names
of items and people, and what the reader is to do is called; of internal notes, which no paper
prints either, not even the item.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any, Final

from workflow.items.views import Move
from workflow.models import Item, Notice
from workflow.notices import kinds, reminders
from workflow.notices.news import HEADINGS, Event, ItemNews, News, by_item, number_of
from workflow.values.actor import Actor
from workflow.values.business_days import business_days_between
from workflow.values.fiscal import short_date
from workflow.values.office import Office
from workflow.values.vocabulary import Action
from workflow.work import Work

LONGEST_SUMMARY: Final = 100
"""Items named in one summary; the rest is counted."""

MOST_NAMED: Final = 3
"""Things other than items named in one letter, of each kind; the rest is counted."""


@dataclass(frozen=True)
class Letter:
    """What a mail says."""

    subject: str
    body: str


@dataclass(frozen=True)
class Stationery:
    """What every line is written with: the words of a language, the day, the site's address."""

    language: str
    today: date
    site: str
    office: Office = Office()

    def say(self, key: str, **facts: object) -> str:
        """The words under `key`, with the facts filled in."""
        text: str = letters()[self.language][key]
        return text.format(**facts)

    def among(self, table: str, key: str) -> str | None:
        """The word for `key` in a table of words; None where it has none."""
        word: str | None = letters()[self.language][table].get(key)
        return word

    def heading(self, heading: str) -> str:
        """What stands above items of one kind, and in the subject."""
        return self.among("heading", heading) or heading

    def link(self, page: str) -> str:
        """The address of a page."""
        return f"{self.site.rstrip('/')}/{page}"


ON_SCREEN: Final = {
    kinds.NOTED: "notices/",
    kinds.UNATTENDED: "staffing/",
    kinds.BROUGHT_IN: "items/",
}
"""What a letter only counts, and the page on which it is read."""


def write(work: Work, reader: Actor, paper: Stationery, news: Sequence[News]) -> Letter | None:
    """The letter that tells `reader` the `news`; None where a summary has no item left to name."""
    told = by_item(work, [one for one in news if one.notice.kind != kinds.NOTED])
    summed = any(one.notice.kind == kinds.SUMMARY for one in news)
    under_way = reminders.live_items(work, reader) if summed else []
    counts = {heading: sum(one.heading == heading for one in told) for heading in HEADINGS}
    pages = ON_SCREEN | kinds.counted_on_pages()
    counts |= {kind: _number(kind, news) for kind in pages}
    counts[kinds.SUMMARY] = len(under_way)
    parts = [paper.say("greeting", name=reader.name.text(paper.language))]
    lines = [(one.heading, _line(paper, one)) for one in told]
    for kind in filter(counts.get, pages):
        theirs = [one.notice for one in news if one.notice.kind == kind]
        names = kinds.names_of(work, reader, theirs)
        lines += [(kind, line) for line in _on_page(paper, pages[kind], theirs, names)]
    lines += [(kinds.SUMMARY, line) for line in _summary(work, paper, under_way)]
    if not any(map(counts.get, headings())):
        return None
    for heading in filter(counts.get, headings()):
        title = paper.heading(heading)
        parts.append(paper.say("section", heading=title, count=counts[heading]))
        parts += [line for under, line in lines if under == heading]
    parts.append(paper.say("footer", link=paper.link("notices/settings")))
    return Letter(_subject(paper, counts), "".join(parts))


def headings() -> tuple[str, ...]:
    """What a letter tells of, in its order: items, then what features tell on pages of theirs."""
    first, last = HEADINGS[:-2], HEADINGS[-2:]
    return (*first, *kinds.counted_on_pages(), *last)


def _number(kind: str, news: Sequence[News]) -> int:
    """How many there are of a kind: notices, or the drafts that they count."""
    if kind == kinds.BROUGHT_IN:
        return sum(kinds.count_of(one.notice) for one in news)
    return sum(one.notice.kind == kind for one in news)


def _subject(paper: Stationery, counts: Mapping[str, int]) -> str:
    told = [
        paper.say("count", heading=paper.heading(heading), count=counts[heading])
        for heading in filter(counts.get, headings())
    ]
    return paper.say("subject", counts=paper.say("between").join(told))


def _line(paper: Stationery, told: ItemNews) -> str:
    facts = dict.fromkeys(_happened(paper, event) for event in told.events)
    days = [*_until(paper, told.until), *_by_itself(paper, told)]
    return _of(paper, told.item, [*facts, *days], told.events[0].page)


def _of(paper: Stationery, item: Item, facts: Sequence[str], page: str) -> str:
    return paper.say(
        "line",
        number=number_of(item),
        name=item.name or paper.say("no_name"),
        facts=paper.say("facts").join(facts),
        link=paper.link(page),
    )


def _on_page(
    paper: Stationery, page: str, theirs: Sequence[Notice], names: Mapping[int, str]
) -> Iterator[str]:
    """What is read on a page: the first to be done by name, with their days; the rest counted."""
    if not names:
        yield paper.say("on_screen", link=paper.link(page))
        return
    named = sorted((one for one in theirs if one.id in names), key=_first_due)[:MOST_NAMED]
    for one in named:
        facts = [names[one.id], *_until(paper, one.until_on)]
        link = paper.link(kinds.page_of(one))
        yield paper.say("named", facts=paper.say("facts").join(facts), link=link)
    if rest := len(theirs) - len(named):
        yield paper.say("more", count=rest, link=paper.link(page))


def _first_due(notice: Notice) -> date:
    return notice.until_on or date.max


def _happened(paper: Stationery, event: Event) -> str:
    words = paper.among("event", event.kind) or paper.heading(event.kind)
    if event.move and event.kind in (kinds.TURN, kinds.DONE):
        words = _moved(paper, event.move)
    if event.who is None:
        return words
    return paper.say("who", event=words, who=event.who.text(paper.language))


def _moved(paper: Stationery, move: Move) -> str:
    words = paper.among("move", move.action) or move.title.text(paper.language)
    words = words.replace("{headquarters}", paper.office.headquarters_short.text(paper.language))
    again = move.action == Action.SUBMIT and move.round > 1
    return paper.say("round", event=words, round=move.round) if again else words


def _until(paper: Stationery, day: date | None) -> Iterator[str]:
    if day is not None:
        left = business_days_between(paper.today, day)
        key = "late" if left < 0 else "until"
        yield paper.say(key, day=short_date(day, paper.language), days=-left)


def _by_itself(paper: Stationery, told: ItemNews) -> Iterator[str]:
    for one in told.foreseen[:1]:
        day = short_date(one.last_day, paper.language)
        yield paper.say("by_itself", day=day, move=one.transition.title[paper.language])


def _summary(work: Work, paper: Stationery, under_way: Sequence[Item]) -> Iterator[str]:
    for item in under_way[:LONGEST_SUMMARY]:
        process = work.process(item.process_name, item.process_version)
        state = process.states[item.state].title[paper.language]
        yield _of(paper, item, [state, *_until(paper, item.due_on)], f"items/{item.id}")
    if (rest := len(under_way) - LONGEST_SUMMARY) > 0:
        yield paper.say("more", count=rest, link=paper.link("items/"))


@cache
def letters() -> Mapping[str, Any]:
    """The words of mails, by language."""
    text = resources.files("workflow.notices").joinpath("letters.toml").read_text("utf-8")
    return tomllib.loads(text)
