"""Which texts have the words, for whom: questions to the index."""

from collections.abc import Collection, Iterable, Sequence
from itertools import starmap
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    Text,
    and_,
    bindparam,
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

from workflow.database import statements
from workflow.items import visibility
from workflow.models import Attachment, Item, SearchText
from workflow.search.words_in_texts import has, has_nearly, near_given, shape
from workflow.textindex import index, ngrams
from workflow.textindex.ngrams import All, Token, Wanted
from workflow.textindex.ngrams import Any as OneOf
from workflow.threads import policy
from workflow.values.actor import Actor
from workflow.values.listing import SearchKind
from workflow.values.vocabulary import Role
from workflow.work import Work, built


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
"""Texts that are looked at where an item can have many, or where words may be mistyped."""

OF_ONE: Final = 2
"""Names that one item can have: the one submitted, and for its department a new one."""

_ONE_OF_AN_ITEM: Final = frozenset(
    {SearchKind.NUMBER, SearchKind.NAME, SearchKind.SHEET, SearchKind.FINDINGS}
)
_INDEX: Final = table("search_index", column("rowid", Integer), column("search_index", Text))

RANK: Final = case(*((SearchText.kind.in_(kinds), rank) for rank, kinds in enumerate(ngrams.RANKS)))
"""The rank of a text, to sort by."""


def exactly(work: Work, words: Sequence[str]) -> list[int]:
    """The ids of the items that have all these folded words, at most MOST + 1 of them."""
    found = _ranked(work, All(tuple(map(ngrams.holding, words))), words, (), apart=False)
    if len(words) > 1 and len(found) <= MOST:
        longest, *others = sorted(words, key=len, reverse=True)
        wanted = ngrams.holding(longest)
        found += _ranked(work, wanted, [longest, *others], found, apart=True)
    return found[: MOST + 1]


def nearly(work: Work, words: Sequence[str], besides: Collection[int]) -> list[int]:
    """The ids of other items that have all these words in one text, long ones perhaps mistyped.

    None for more than so many characters: how often texts are compared is bounded.
    """
    is_long = sum(map(len, words)) > ngrams.MOST_NEAR
    if is_long or not any(map(ngrams.may_be_mistyped, words)):
        return []
    ways = [ngrams.nearly_holding(word) for word in words]
    numbers = tuple(map(len, ways)) if _on_postgresql(work.session) else (1,) * len(ways)
    asked = built(_nearly, work.person.alike, shape(words), numbers, _on_postgresql(work.session))
    given: dict[str, object] = {"besides": list(besides), **near_given(words)}
    for place, one_of in enumerate(ways):
        given |= _indexed_given(work, place, one_of)
    found = work.ask(asked, **given).scalars()
    return list(dict.fromkeys(found))[:MOST_NEAR]


def _nearly(
    of: Actor, wanted: Sequence[int], numbers: Sequence[int], on_postgresql: bool
) -> Select[Any]:
    indexed = (_indexed(place, number, on_postgresql) for place, number in enumerate(numbers))
    newest = select(SearchText.id).where(*indexed).order_by(SearchText.id.desc()).limit(LOOKED_AT)
    close = [SearchText.id.in_(newest), *starmap(has_nearly, enumerate(wanted))]
    return _seen(of, close).order_by(RANK, SearchText.id.desc())


def _ranked(
    work: Work, wanted: Wanted, words: Sequence[str], besides: Collection[int], *, apart: bool
) -> list[int]:
    """More than MOST other items with such a text, or all, the newest text of a rank first.

    Few texts are sorted here; where there are many, each rank is asked for its newest.
    With `apart` the first of the words is in the text, the others in any text of the item.
    """
    seen = (work.person.alike, len(words), apart, _on_postgresql(work.session))
    given: dict[str, object] = {"besides": list(besides), **statements.words_given(words)}
    if _how_many(work, wanted) <= LOOKED_AT:
        every = work.ask(built(_every, *seen), **given, **_indexed_given(work, 0, (wanted,)))
        return list(dict.fromkeys(item_id for _, _, item_id in sorted(every)))
    found: dict[int, None] = {}
    for rank, kinds in enumerate(ngrams.RANKS):
        of_rank = All((Token(ngrams.rank_mark(rank)), wanted))
        enough = (
            OF_ONE * (MOST + 1) + len(found) if _ONE_OF_AN_ITEM.issuperset(kinds) else LOOKED_AT
        )
        given |= {"enough": enough, **_indexed_given(work, 0, (of_rank,))}
        found |= dict.fromkeys(work.ask(built(_newest, *seen), **given).scalars())
        if len(found) > MOST:
            break
    return list(found)


def _every(of: Actor, words: int, apart: bool, on_postgresql: bool) -> Select[Any]:
    """Every item of such texts, with what they are sorted by."""
    seen = _having(of, words, apart).where(_indexed(0, 1, on_postgresql))
    return seen.with_only_columns(RANK, -SearchText.id, SearchText.item_id)


def _newest(of: Actor, words: int, apart: bool, on_postgresql: bool) -> Select[Any]:
    """The items of the newest of such texts, as many as are `enough`."""
    seen = _having(of, words, apart).where(_indexed(0, 1, on_postgresql))
    return seen.order_by(SearchText.id.desc()).limit(bindparam("enough", type_=Integer))


def _having(of: Actor, words: int, apart: bool) -> Select[Any]:
    conditions = (
        _has_somewhere(of, place) if apart and place else has(place) for place in range(words)
    )
    return _seen(of, conditions)


def _seen(of: Actor, conditions: Iterable[ColumnElement[bool]]) -> Select[Any]:
    """The items of such texts that the person may see, without those in `besides`."""
    return (
        select(SearchText.item_id)
        .join(Item, Item.id == SearchText.item_id)
        .where(
            *conditions,
            SearchText.item_id.not_in(bindparam("besides", expanding=True)),
            visible_texts(of, SearchText),
        )
    )


def _indexed(place: int, ways: int, on_postgresql: bool) -> ColumnElement[bool]:
    """What the index says of texts that the person may see at all: they have one of these."""
    asked = [bindparam(f"indexed_{place}_{way}", type_=Text) for way in range(ways)]
    if on_postgresql:
        # It combines its answers to several questions sooner than it answers a long one.
        return or_(*(SearchText.tokens.bool_op("@@")(cast(one, TSQUERY)) for one in asked))
    return SearchText.id.in_(
        select(_INDEX.c.rowid).where(_INDEX.c.search_index.bool_op("MATCH")(asked[0]))
    )


def _indexed_given(work: Work, place: int, one_of: Sequence[Wanted]) -> dict[str, str]:
    """The parameters of `_indexed`; all ways in one on SQLite."""
    ways = [All((*_scope(work.person), wanted)) for wanted in one_of]
    if not _on_postgresql(work.session):
        return {f"indexed_{place}_0": ngrams.for_sqlite(OneOf(tuple(ways)))}
    said = map(ngrams.for_postgresql, ways)
    return {f"indexed_{place}_{way}": text for way, text in enumerate(said)}


def _how_many(work: Work, wanted: Wanted) -> int:
    """How many such texts there are by the index, counted up to LOOKED_AT + 1."""
    asked = built(_counted, _on_postgresql(work.session))
    return int(work.ask(asked, **_indexed_given(work, 0, (wanted,))).scalar_one())


def _counted(on_postgresql: bool) -> Select[Any]:
    indexed = _indexed(0, 1, on_postgresql)
    some = select(SearchText.id).where(indexed).limit(LOOKED_AT + 1).subquery()
    return select(func.count()).select_from(some)


def _on_postgresql(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"


def _scope(actor: Actor) -> tuple[Wanted, ...]:
    """The tokens that narrow the index to own departments; `visible_texts` decides what is seen."""
    own = sorted(actor.confined_to or ())
    return (OneOf(tuple(Token(ngrams.department_mark(one)) for one in own)),) if own else ()


def _has_somewhere(of: Actor, place: int) -> ColumnElement[bool]:
    """Another text of the same item that the person may see has the word of a place in it."""
    other = aliased(SearchText)
    return exists().where(
        other.item_id == SearchText.item_id,
        statements.holds(other.folded, place),
        visible_texts(of, other),
    )
