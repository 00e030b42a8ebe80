"""What is found for words, with the places where it was said."""

import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import starmap
from typing import Any, Final, NamedTuple

from sqlalchemy import BindParameter, Row, Select, bindparam, func, or_, select

from workflow.database import statements
from workflow.items.list_views import ItemRow
from workflow.items.lists import words_of
from workflow.items.rows import item_lines, item_rows
from workflow.models import Item, SearchText
from workflow.search import index_query, words_in_texts
from workflow.search.excerpts import Part, exactly, excerpt, marked, nearly
from workflow.search.index_query import visible_texts
from workflow.textindex import rebuilding
from workflow.textindex.whole_texts import GOALS, UNDERTAKINGS
from workflow.values.actor import Actor
from workflow.values.listing import SearchKind, page_of
from workflow.work import Work, built


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

Way = tuple[bool, Callable[[Sequence[str]], re.Pattern[str]], int]
"""Whether words may be mistyped, and how all are found in so much of a text's beginning."""

EXACTLY: Final[Way] = (False, exactly, sys.maxsize)
NEARLY: Final[Way] = (True, nearly, words_in_texts.LOOKED_INTO)


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
    page, pages = page_of(count, PAGE, page)
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
    whole = sum(texts.rebuild(work.session) for texts in (GOALS, UNDERTAKINGS))
    return rebuilding.rebuild(work.session) + whole


@dataclass(frozen=True)
class _Hits:
    """Items as a page of the search shows them, for these words."""

    work: Work
    words: Sequence[str]

    def of(self, ids: Sequence[int], way: Way) -> tuple[Hit, ...]:
        """The items in this order, each with the places where it has the words."""
        if not ids:
            return ()
        is_near, pattern, looked_into = way
        wanted = pattern(self.words)
        lines = self.work.ask(built(_lines, self.work.alike), ids=ids).all()
        rows = {row.id: row for row in item_rows(self.work, lines)}
        places = _places(self._texts(ids, is_near), wanted, looked_into)
        return tuple(
            Hit(rows[one], marked(rows[one].name, wanted), tuple(places[one])) for one in ids
        )

    def _texts(self, ids: Sequence[int], is_near: bool) -> Iterable[Row[*tuple[Any, ...]]]:
        """What besides their names has words: item, kind, which of them, and the text.

        Of each item no more than are shown and those that only seem to have them, the newest
        text of the best kind first.
        """
        words = self.words
        ways = words_in_texts.shape(words) if is_near else (0,) * len(words)
        given = words_in_texts.near_given(words) if is_near else statements.words_given(words)
        return self.work.ask(built(_texts, self.work.alike, ways), ids=ids, **given)


_IDS: Final[BindParameter[Any]] = bindparam("ids", expanding=True)


def _lines(of: Actor | None) -> Select[Any]:
    return item_lines(of).where(Item.id.in_(_IDS))


def _texts(of: Actor | None, ways: Sequence[int]) -> Select[Any]:
    order = (index_query.RANK, SearchText.id.desc())
    place = func.row_number().over(partition_by=SearchText.item_id, order_by=order)
    has_some = or_(*starmap(words_in_texts.has_nearly, enumerate(ways)))
    numbered = (
        select(SearchText.id, place.label("place"))
        .join(Item, Item.id == SearchText.item_id)
        .where(SearchText.item_id.in_(_IDS), SearchText.kind != SearchKind.NAME, has_some)
        .where(visible_texts(of, SearchText))
        .subquery()
    )
    shown: tuple[Any, ...] = (SearchText.item_id, SearchText.kind, SearchText.ref, SearchText.text)
    return (
        select(*shown)
        .join(numbered, numbered.c.id == SearchText.id)
        .where(numbered.c.place <= 2 * PLACES)
        .order_by(*order)
    )


def _places(
    texts: Iterable[Row[*tuple[Any, ...]]], wanted: re.Pattern[str], looked_into: int
) -> Mapping[int, list[Found]]:
    """The places of each item in which it is shown to have words."""
    places: dict[int, list[Found]] = defaultdict(list)
    for item_id, kind, ref, text in texts:
        if len(places[item_id]) == PLACES:
            continue
        if words := excerpt(text[:looked_into], wanted):
            places[item_id].append(Found(SearchKind(kind), ref, words))
    return places
