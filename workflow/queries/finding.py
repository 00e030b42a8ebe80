"""Which items have words in what was written about them, the best first.

Those that have all words in one text come before those that have them in several. The name
counts before the sheet, the sheet before what the center said of it, and that before what
was said on the way; of equals the newest text comes first. Both databases give one order.
"""

from collections.abc import Collection, Sequence
from typing import Final

from sqlalchemy import ColumnElement, cast, column, exists, or_, select, table
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session, aliased

from workflow import grams
from workflow.actor import Actor
from workflow.grams import All, Any, Token, Wanted
from workflow.models import Item, SearchText
from workflow.search_policy import visible_texts
from workflow.vocabulary import READER_ROLES, Role, SearchKind

MOST: Final = 200
"""Items that are told of: whoever has more before them types another word."""
MOST_NEAR: Final = 20
LOOKED_AT: Final = 2_000
"""Texts that are looked at where an item can have many, or where words are almost these."""

RANKS: Final = (
    (SearchKind.NAME,),
    (SearchKind.SHEET,),
    (SearchKind.FINDINGS,),
    (SearchKind.CONDITION,),
    (SearchKind.REASON, SearchKind.POST, SearchKind.NOTE),
    (SearchKind.FILE,),
)

_ONE_OF_AN_ITEM: Final = frozenset({SearchKind.NAME, SearchKind.SHEET, SearchKind.FINDINGS})
_INDEX: Final = table("search_index", column("rowid"), column("search_index"))
_ESCAPE: Final = "/"


def exactly(session: Session, actor: Actor, words: Sequence[str]) -> list[int]:
    """The ids of the items that have all these folded words, at most MOST + 1 of them."""
    every = All(tuple(map(grams.holding, words)))
    found = _ranked(session, actor, every, list(map(has, words)), (), MOST + 1)
    if len(words) > 1 and len(found) <= MOST:
        longest, *others = sorted(words, key=len, reverse=True)
        apart = [has(longest), *(_has_somewhere(actor, word) for word in others)]
        most = MOST + 1 - len(found)
        found += _ranked(session, actor, grams.holding(longest), apart, found, most)
    return found


def nearly(
    session: Session, actor: Actor, words: Sequence[str], besides: Collection[int]
) -> list[int]:
    """The ids of other items that have all these in one text, long words but for a mistake."""
    if not any(map(grams.may_be_mistyped, words)):
        return []
    every = All(tuple(map(grams.nearly_holding, words)))
    newest = select(SearchText.id).order_by(SearchText.id.desc()).limit(LOOKED_AT)
    found: list[int] = []
    for kinds in RANKS:
        close = SearchText.id.in_(newest.where(_indexed(session, actor, kinds, every)))
        conditions = [close, *map(has_nearly, words)]
        most = MOST_NEAR - len(found)
        found += _of_rank(session, actor, kinds, conditions, [*besides, *found], most)
    return found


def has(word: str) -> ColumnElement[bool]:
    """A text has the word in it."""
    return SearchText.folded.contains(word, autoescape=True)


def has_nearly(word: str) -> ColumnElement[bool]:
    """A text has the word in it or, if it is a long one, one but for a mistake."""
    if not grams.may_be_mistyped(word):
        return has(word)
    likes = [
        SearchText.folded.like(f"%{'_'.join(map(_escaped, pieces))}%", escape=_ESCAPE)
        for pieces in grams.mistyped(word)
    ]
    return or_(has(word), *likes)


def _ranked(
    session: Session,
    actor: Actor,
    wanted: Wanted,
    conditions: Sequence[ColumnElement[bool]],
    besides: Sequence[int],
    most: int,
) -> list[int]:
    found: list[int] = []
    for kinds in RANKS:
        indexed = _indexed(session, actor, kinds, wanted)
        known = [*besides, *found]
        found += _of_rank(session, actor, kinds, [indexed, *conditions], known, most - len(found))
    return found


def _of_rank(
    session: Session,
    actor: Actor,
    kinds: Sequence[SearchKind],
    conditions: Sequence[ColumnElement[bool]],
    besides: Sequence[int],
    most: int,
) -> list[int]:
    """At most so many other items with such a text of these kinds, the newest text first."""
    query = (
        select(SearchText.item_id)
        .join(Item, Item.id == SearchText.item_id)
        .where(*conditions, SearchText.item_id.not_in(besides), visible_texts(actor, SearchText))
        .order_by(SearchText.id.desc())
        .limit(most if _ONE_OF_AN_ITEM.issuperset(kinds) else LOOKED_AT)
    )
    return list(dict.fromkeys(session.scalars(query)))[:most] if most else []


def _indexed(
    session: Session, actor: Actor, kinds: Sequence[SearchKind], wanted: Wanted
) -> ColumnElement[bool]:
    """What the index says of texts of these kinds that `actor` may see at all."""
    of_kinds = Any(tuple(Token(grams.kind_mark(kind)) for kind in kinds))
    whole = All((of_kinds, *_scope(actor), wanted))
    if session.get_bind().dialect.name == "postgresql":
        asked = cast(grams.for_postgresql(whole), TSQUERY)
        return SearchText.tokens.bool_op("@@")(asked)
    found = select(_INDEX.c.rowid).where(
        _INDEX.c.search_index.bool_op("MATCH")(grams.for_sqlite(whole))
    )
    return SearchText.id.in_(found)


def _scope(actor: Actor) -> tuple[Wanted, ...]:
    """What spares the index the items of others; who may see what, `visible_texts` says."""
    if actor.reach.sees_everything or actor.roles & READER_ROLES:
        return ()
    own = sorted(actor.reach.departments(Role.OFFICER))
    return (Any(tuple(Token(grams.department_mark(one)) for one in own)),) if own else ()


def _has_somewhere(actor: Actor, word: str) -> ColumnElement[bool]:
    """Another text of the same item that `actor` may see has the word in it."""
    other = aliased(SearchText)
    return exists().where(
        other.item_id == SearchText.item_id,
        other.folded.contains(word, autoescape=True),
        visible_texts(actor, other),
    )


def _escaped(piece: str) -> str:
    for special in (_ESCAPE, "%", "_"):
        piece = piece.replace(special, _ESCAPE + special)
    return piece
