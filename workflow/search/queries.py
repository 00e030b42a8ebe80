"""What is found for words, with the places where it was said."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, NamedTuple

from sqlalchemy import ColumnElement, or_, select

from workflow.items.lists import words_of
from workflow.items.rows import item_lines, item_rows
from workflow.items.views import ItemRow
from workflow.models import Item, SearchText
from workflow.search import index_query
from workflow.search.index_query import visible_texts
from workflow.textindex import index, ngrams
from workflow.values.vocabulary import SearchKind
from workflow.work import Work

BEFORE: Final = 24
AFTER: Final = 72
"""Characters of a text that are shown before and after the first word that was found."""

_SOUND_MARKS: Final = "\uff9e\uff9f"
"""Half-width ﾞ and ﾟ: with the character before them they are one."""

Span = tuple[int, int]


class Part(NamedTuple):
    """A part of a text, and whether it is a word that was looked for."""

    text: str
    marked: bool


def exactly(words: Sequence[str]) -> re.Pattern[str]:
    """What finds the folded words themselves."""
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))


def nearly(words: Sequence[str]) -> re.Pattern[str]:
    """What finds them too where a long one has one mistake in it."""
    long = filter(ngrams.may_be_mistyped, words)
    ways = [[word] for word in words] + [way for word in long for way in ngrams.mistyped(word)]
    # The longest comes first: where a whole word stands, no part of it is marked alone.
    ways.sort(key=lambda pieces: -len("_".join(pieces)))
    return re.compile("|".join(".".join(map(re.escape, pieces)) for pieces in ways))


def marked(text: str, words: re.Pattern[str]) -> tuple[Part, ...]:
    """The whole text, in parts."""
    return _parts(text, _spans(text, words), 0, len(text))


def excerpt(text: str, words: re.Pattern[str]) -> tuple[Part, ...]:
    """Some words around the first place, in parts, with … where there is more; or nothing."""
    line = re.sub(r"\s+", " ", text)
    spans = _spans(line, words)
    if not spans:
        return ()
    first, last = max(0, spans[0][0] - BEFORE), min(len(line), spans[0][1] + AFTER)
    return (
        *([Part("…", marked=False)] if first else []),
        *_parts(line, spans, first, last),
        *([Part("…", marked=False)] if last < len(line) else []),
    )


def _parts(text: str, spans: Sequence[Span], first: int, last: int) -> tuple[Part, ...]:
    inside = [any(begin <= at < end for begin, end in spans) for at in range(first, last)]
    parts, at = [], first
    for is_marked, some in groupby(inside):
        end = at + len(list(some))
        parts.append(Part(text[at:end], is_marked))
        at = end
    return tuple(parts)


def _spans(text: str, words: re.Pattern[str]) -> list[Span]:
    """From where to where in `text` each word stands, in order."""
    letters, places = [], []
    for begin, end in _characters(text):
        for letter in ngrams.folded(text[begin:end]):
            letters.append(letter)
            places.append((begin, end))
    found = words.finditer("".join(letters))
    return [(places[one.start()][0], places[one.end() - 1][1]) for one in found]


def _characters(text: str) -> Iterator[Span]:
    """Where each character with the marks that belong to it begins and ends."""
    begin = 0
    for at in range(1, len(text) + 1):
        if at < len(text) and (text[at] in _SOUND_MARKS or unicodedata.combining(text[at])):
            continue
        if begin < at:
            yield begin, at
        begin = at


class Found(NamedTuple):
    """Where a word was found: the kind of text, which of them, and the words around it."""

    kind: SearchKind
    ref: int
    words: tuple[Part, ...]


@dataclass(frozen=True)
class Hit:
    """An item that was found; `places` are at most three of its texts, besides its name."""

    row: ItemRow
    name: tuple[Part, ...]
    places: tuple[Found, ...]


@dataclass(frozen=True)
class SearchPage:
    """A page of the items found, of those that the reader may see.

    `count` is how many items there are on all pages, `more` whether there are others beyond
    those; `near` are items that were found by words that are almost the ones typed.
    """

    hits: tuple[Hit, ...] = ()
    count: int = 0
    more: bool = False
    page: int = 1
    pages: int = 1
    near: tuple[Hit, ...] = ()


PAGE: Final = 20
FEW: Final = 5
"""Items below which others may be meant, by nearly the same words."""
PLACES: Final = 3
"""Texts besides its name in which an item is shown to have the words."""

Way = tuple[Callable[[str], ColumnElement[bool]], Callable[[Sequence[str]], re.Pattern[str]]]
"""How a text is asked whether it has a word, and how all of them are found in it."""

EXACTLY: Final[Way] = (index_query.has, exactly)
NEARLY: Final[Way] = (index_query.has_nearly, nearly)


def find(work: Work, typed: str, page: int = 1) -> SearchPage:
    """Page `page` (from 1) of the visible items that have all words `typed` in their texts.

    Where there are few, items follow that have nearly these words. Raises InputRefused
    (words) for more than 200 characters, or what is no text.
    """
    words = list(dict.fromkeys(words_of(typed)))
    if not words or work.actor is None:
        return SearchPage()
    ids = index_query.exactly(work, words)
    near = index_query.nearly(work, words, ids) if len(ids) < FEW else []
    count = min(len(ids), index_query.MOST)
    pages = max(1, -(-count // PAGE))
    page = min(max(1, page), pages)
    shown = ids[:count][(page - 1) * PAGE : page * PAGE]
    hits = _Hits(work, words)
    return SearchPage(
        hits=hits.of(shown, EXACTLY),
        count=count,
        more=len(ids) > count,
        page=page,
        pages=pages,
        near=hits.of(near, NEARLY),
    )


def rebuild(work: Work) -> int:
    """Copy every text that the search looks in anew; gives how many texts there are."""
    return index.rebuild(work.session)


@dataclass(frozen=True)
class _Hits:
    """Items as a page of the search shows them, for these words."""

    work: Work
    words: Sequence[str]

    def of(self, ids: Sequence[int], way: Way) -> tuple[Hit, ...]:
        """The items in this order, each with the places where it has the words."""
        if not ids:
            return ()
        has, pattern = way
        wanted = pattern(self.words)
        lines = self.work.session.execute(item_lines().where(Item.id.in_(ids))).all()
        rows = {row.id: row for row in item_rows(self.work, lines)}
        places = self._places(ids, or_(*map(has, self.words)), wanted)
        return tuple(
            Hit(rows[one], marked(rows[one].name, wanted), tuple(places[one][:PLACES]))
            for one in ids
        )

    def _places(
        self, ids: Sequence[int], has_some: ColumnElement[bool], wanted: re.Pattern[str]
    ) -> Mapping[int, list[Found]]:
        """Where besides their names items have words, the newest text of the best kind first."""
        query = (
            select(SearchText.item_id, SearchText.kind, SearchText.ref, SearchText.text)
            .join(Item, Item.id == SearchText.item_id)
            .where(SearchText.item_id.in_(ids), SearchText.kind != SearchKind.NAME, has_some)
            .where(visible_texts(self.work.actor, SearchText))
            .order_by(index_query.RANK, SearchText.id.desc())
        )
        places: dict[int, list[Found]] = defaultdict(list)
        for item_id, kind, ref, text in self.work.session.execute(query):
            if words := excerpt(text, wanted):
                places[item_id].append(Found(SearchKind(kind), ref, words))
        return places
