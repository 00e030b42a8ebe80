"""Which texts have the words, for whom: questions to the index."""

from collections.abc import Collection, Sequence
from typing import Final

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    Text,
    and_,
    case,
    cast,
    column,
    exists,
    false,
    func,
    or_,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session, aliased

from workflow.items import visibility
from workflow.models import Attachment, Item, SearchText
from workflow.textindex import index, ngrams
from workflow.textindex.ngrams import All, Any, Token, Wanted
from workflow.threads import policy
from workflow.values.actor import Actor
from workflow.values.listing import SearchKind
from workflow.values.vocabulary import Role
from workflow.work import Work


def visible_texts(actor: Actor | None, text: type[SearchText]) -> ColumnElement[bool]:
    """The scope as a condition on `text` and its `Item`, part of every query of both."""
    file = exists().where(Attachment.id == text.ref, visibility.visible_files(actor))
    own = actor.effective_grants.departments(Role.OFFICER) if actor else frozenset()
    written = visibility.carried_by(own) if own else false()
    return and_(
        visibility.visible_items(actor),
        or_(text.kind.not_in(index.OF_SHEET), text.ref != index.UNSUBMITTED, written),
        or_(text.kind != SearchKind.POST, policy.correspondence(actor)),
        or_(text.kind != SearchKind.NOTE, policy.notes(actor)),
        or_(text.kind != SearchKind.FILE, file),
        # A closed opinion is found by nobody before it is open.
        or_(
            text.kind != SearchKind.REASON,
            Item.sealed_from.is_(None),
            text.ref < Item.sealed_from,
        ),
    )


MOST: Final = 200
"""Items that are counted and shown: for more of them people type another word."""
MOST_NEAR: Final = 20
LOOKED_AT: Final = 2_000
"""Texts that are looked at where an item can have many, or where words are almost these."""
LOOKED_INTO: Final = 4_000
"""Characters of a text in which words are looked for that are almost these."""

OF_ONE: Final = 2
"""Names that one item can have: the one submitted, and for its department a new one."""

_ONE_OF_AN_ITEM: Final = frozenset(
    {SearchKind.NUMBER, SearchKind.NAME, SearchKind.SHEET, SearchKind.FINDINGS}
)
_INDEX: Final = table("search_index", column("rowid", Integer), column("search_index", Text))
_ESCAPE: Final = "/"

RANK: Final = case(*((SearchText.kind.in_(kinds), rank) for rank, kinds in enumerate(ngrams.RANKS)))
"""The rank of a text, to sort by."""


def exactly(work: Work, words: Sequence[str]) -> list[int]:
    """The ids of the items that have all these folded words, at most MOST + 1 of them."""
    every = All(tuple(map(ngrams.holding, words)))
    found = _ranked(work, every, list(map(has, words)), ())
    if len(words) > 1 and len(found) <= MOST:
        longest, *others = sorted(words, key=len, reverse=True)
        apart = [has(longest), *(_has_somewhere(work.person, word) for word in others)]
        found += _ranked(work, ngrams.holding(longest), apart, found)
    return found[: MOST + 1]


def nearly(work: Work, words: Sequence[str], besides: Collection[int]) -> list[int]:
    """The ids of other items that have all these in one text, long words but for a mistake.

    None for more than so many characters: how often texts are compared is bounded.
    """
    is_long = sum(map(len, words)) > ngrams.MOST_NEAR
    if is_long or not any(map(ngrams.may_be_mistyped, words)):
        return []
    indexed = [_indexed(work, *ngrams.nearly_holding(word)) for word in words]
    newest = select(SearchText.id).where(*indexed).order_by(SearchText.id.desc()).limit(LOOKED_AT)
    close = [SearchText.id.in_(newest), *map(has_nearly, words)]
    query = _seen(work.person, close, besides).order_by(RANK, SearchText.id.desc())
    return list(dict.fromkeys(work.session.scalars(query)))[:MOST_NEAR]


def has(word: str) -> ColumnElement[bool]:
    """A text has the word in it."""
    return SearchText.folded.contains(word, autoescape=True)


def has_nearly(word: str) -> ColumnElement[bool]:
    """A text has the word in it or, if it is a long one, one but for a mistake."""
    if not ngrams.may_be_mistyped(word):
        return has(word)
    beginning = func.substr(SearchText.folded, 1, LOOKED_INTO)
    likes = [
        beginning.like(f"%{'_'.join(map(_escaped, pieces))}%", escape=_ESCAPE)
        for pieces in ngrams.mistyped(word)
    ]
    return or_(has(word), *likes)


def _ranked(
    work: Work, wanted: Wanted, conditions: Sequence[ColumnElement[bool]], besides: Collection[int]
) -> list[int]:
    """More than MOST other items with such a text, or all, the newest text of a rank first.

    Few texts are sorted here; where there are many, each rank is asked for its newest.
    """
    seen = _seen(work.person, conditions, besides)
    if _how_many(work, wanted) <= LOOKED_AT:
        return _all(work.session, seen.where(_indexed(work, wanted)))
    found: dict[int, None] = {}
    for rank, kinds in enumerate(ngrams.RANKS):
        of_rank = All((Token(ngrams.rank_mark(rank)), wanted))
        enough = (
            OF_ONE * (MOST + 1) + len(found) if _ONE_OF_AN_ITEM.issuperset(kinds) else LOOKED_AT
        )
        newest = seen.where(_indexed(work, of_rank)).order_by(SearchText.id.desc())
        found |= dict.fromkeys(work.session.scalars(newest.limit(enough)))
        if len(found) > MOST:
            break
    return list(found)


def _all(session: Session, query: Select[int]) -> list[int]:
    """Every item of some texts, in order."""
    texts = session.execute(query.with_only_columns(RANK, -SearchText.id, SearchText.item_id))
    return list(dict.fromkeys(item_id for _, _, item_id in sorted(texts)))


def _seen(
    actor: Actor, conditions: Sequence[ColumnElement[bool]], besides: Collection[int]
) -> Select[int]:
    """The items of such texts as `actor` may see, but for some."""
    return (
        select(SearchText.item_id)
        .join(Item, Item.id == SearchText.item_id)
        .where(*conditions, SearchText.item_id.not_in(besides), visible_texts(actor, SearchText))
    )


def _indexed(work: Work, *one_of: Wanted) -> ColumnElement[bool]:
    """What the index says of texts that `actor` may see at all: they have one of these."""
    ways = [All((*_scope(work.person), wanted)) for wanted in one_of]
    if _on_postgresql(work.session):
        # It combines its answers to several questions sooner than it answers a long one.
        asked = (cast(ngrams.for_postgresql(way), TSQUERY) for way in ways)
        return or_(*map(SearchText.tokens.bool_op("@@"), asked))
    return SearchText.id.in_(_found_by_sqlite(Any(tuple(ways))))


def _how_many(work: Work, wanted: Wanted) -> int:
    """How many such texts there are by the index, counted up to LOOKED_AT + 1."""
    if _on_postgresql(work.session):
        some = select(SearchText.id).where(_indexed(work, wanted))
    else:
        some = _found_by_sqlite(All((*_scope(work.person), wanted)))
    counted = some.limit(LOOKED_AT + 1).subquery()
    return work.session.scalars(select(func.count()).select_from(counted)).one()


def _found_by_sqlite(wanted: Wanted) -> Select[int]:
    asked = _INDEX.c.search_index.bool_op("MATCH")(ngrams.for_sqlite(wanted))
    return select(_INDEX.c.rowid).where(asked)


def _on_postgresql(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"


def _scope(actor: Actor) -> tuple[Wanted, ...]:
    """What spares the index the items of others; who may see what, `visible_texts` says."""
    own = sorted(actor.confined_to or ())
    return (Any(tuple(Token(ngrams.department_mark(one)) for one in own)),) if own else ()


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
