"""Items that are like another one, and why."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from operator import itemgetter
from typing import Any, Final, NamedTuple, cast

from sqlalchemy import ColumnElement, Row, Select, Text, bindparam, or_, select, type_coerce

from workflow.items import rewriting, visibility
from workflow.items.list_views import ItemRow
from workflow.items.rows import Lines, item_lines, item_rows
from workflow.items.visibility import get_visible
from workflow.models import Item
from workflow.search.candidates import sharing_most, sought, telling_pairs
from workflow.search.reasons import WORTH, Reason, Said, besides_words, in_words
from workflow.search.similarity import LEAST, Corpus, Project
from workflow.values.actor import Actor
from workflow.values.canonical import fingerprint
from workflow.values.sheet import Sheet
from workflow.values.vocabulary import Role
from workflow.work import Standpoint, Work


@dataclass(frozen=True)
class SimilarItem:
    """An item that is like the one on the page."""

    row: ItemRow
    score: float
    """0.12 and more: what `similarity.Corpus` gives, with a little for what they share besides."""
    reasons: tuple[Reason, ...]
    """Never empty: what has nothing in common is not shown."""


SHOWN: Final = 5
KEPT: Final = 600
"""Items that stay read and folded, in one process: about 4 KB each."""
RANKED: Final = 500
"""Comparisons whose outcome stays known, in one process: a few hundred bytes each."""


class _Compared(NamedTuple):
    item_id: int
    content_hash: str
    said: Said
    project: Project


class _Ranked(NamedTuple):
    item_id: int
    score: float
    reasons: tuple[Reason, ...]


_RANKED: Final[dict[str, tuple[_Ranked, ...]]] = {}
"""What was found before, by all that was compared, as it stood."""


def similar(work: Work, item_id: int) -> tuple[SimilarItem, ...]:
    """At most five items like this one, the most alike first: four queries.

    Of other departments' items only those that were ever submitted, and that the reader may
    see. Raises NotFound where the item itself is not visible to the reader.
    """
    item = get_visible(work, item_id)
    this = _compared(item.id, rewriting.content_of(work, item).sheet)
    best = _ranked(work, this, _candidates(work, this))
    lines = work.ask(work.statement(_lines), ids=[one.item_id for one in best]).all()
    rows = {row.id: row for row in item_rows(work, lines)}
    return tuple(SimilarItem(rows[one.item_id], one.score, one.reasons) for one in best)


def _lines(of: Standpoint) -> Lines:
    return item_lines(of.actor).where(Item.id.in_(bindparam("ids", expanding=True)))


def _ranked(work: Work, this: _Compared, others: Sequence[Row[Any]]) -> tuple[_Ranked, ...]:
    """The most alike; weighed once for as long as none of them is written on.

    An item is read by everybody whose turn it comes to, and again after each of their forms.
    """
    there = sorted([one.id, one.content_hash] for one in others)
    compared = fingerprint([this.item_id, this.content_hash, there])
    found = _RANKED.get(compared)
    if found is None:
        if len(_RANKED) >= RANKED:
            _RANKED.clear()
        found = _RANKED[compared] = tuple(islice(_scored(this, _read(work, others)), SHOWN))
    return found


def _scored(this: _Compared, others: Sequence[_Compared]) -> Iterator[_Ranked]:
    """Those that are alike with their scores and the reasons, the most alike first.

    Words are looked for last: that takes long, and only few items are wanted.
    """
    corpus = Corpus(one.project for one in [this, *others])
    alike = []
    for other in others:
        similarity = corpus.similarity(this.project, other.project)
        if similarity >= LEAST:
            besides = tuple(besides_words(this.said, other.said))
            score = similarity + sum(WORTH[one.why] for one in besides)
            alike.append((score, other.item_id, other, besides))
    for score, _, other, besides in sorted(alike, key=itemgetter(0, 1), reverse=True):
        if reasons := (*in_words(this.said, other.said), *besides):
            yield _Ranked(other.item_id, score, reasons)


def _compared(item_id: int, sheet: Sheet) -> _Compared:
    said = Said.of(sheet.filled())
    return _Compared(item_id, sheet.content_hash, said, _project(said))


@lru_cache(maxsize=KEPT)
def _project(said: Said) -> Project:
    """The same of the item on the page, which is opened again and again."""
    return said.project


_READ: Final[dict[str, tuple[Said, Project]]] = {}
"""What items say, by its hash, read and folded, the last used last: they are compared often."""


def _read(work: Work, items: Sequence[Row[Any]]) -> list[_Compared]:
    """What items say; asked for where it is not known yet."""
    known: dict[str, tuple[Said, Project]] = {}
    for one in items:
        if kept := _READ.pop(one.content_hash, None):
            known[one.content_hash] = _READ[one.content_hash] = kept
    unread = [one.id for one in items if one.content_hash not in known]
    for content_hash, content in work.ask(_CONTENTS, ids=unread) if unread else ():
        said = Said.of(json.loads(content))
        known[content_hash] = _READ[content_hash] = said, said.project
    for oldest in list(_READ)[:-KEPT]:
        _READ.pop(oldest, None)
    return [_Compared(one.id, one.content_hash, *known[one.content_hash]) for one in items]


_CONTENTS: Final[Any] = select(Item.content_hash, type_coerce(Item.content, Text)).where(
    Item.id.in_(bindparam("ids", expanding=True))
)


def _candidates(work: Work, this: _Compared) -> Sequence[Row[Any]]:
    """The items that share most pairs of characters with the name or, weaker, the summary.

    Each by its id and the hash of what it says.
    """
    pairs = telling_pairs(this.project.name) or telling_pairs(this.project.whole)
    if not pairs:
        return ()
    best = work.statement(_best, len(pairs))
    return work.ask(best, this=this.item_id, **sought(pairs)).all()


def _best(of: Standpoint, pairs: int) -> Select[Any]:
    """The items that have most of so many pairs, which are given by `sought`; not `this`."""
    conditions = (
        visibility.visible_items(of.actor),
        _shown_to(of.actor),
        Item.id != bindparam("this"),
    )
    best = sharing_most(Item.id, Item.search_text, pairs, *conditions)
    found: Any = select(Item.id, Item.content_hash).where(Item.id.in_(best))
    return cast(Select[Any], found)


def _shown_to(actor: Actor | None) -> ColumnElement[bool]:
    """First drafts of other departments are left out, even for those who could open them."""
    own = actor.departments(Role.OFFICER) if actor else frozenset()
    return or_(Item.round > 0, visibility.carried_by(own))
