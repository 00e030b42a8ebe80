"""Whether a text has a word, perhaps mistyped: conditions and their parameters."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from sqlalchemy import ColumnElement, bindparam, func, or_

from workflow.database import statements
from workflow.models import SearchText
from workflow.textindex import ngrams

LOOKED_INTO: Final = 4_000
"""Characters of a text in which mistyped words are looked for."""


def has(place: int) -> ColumnElement[bool]:
    """A text has the word of a place in it."""
    return statements.holds(SearchText.folded, place)


def shape(words: Iterable[str]) -> tuple[int, ...]:
    """In how many ways each word may be mistyped: a statement has a parameter for each."""
    return tuple(len(_mistyped(word)) for word in words)


@lru_cache(maxsize=200)
def _mistyped(word: str) -> Sequence[Sequence[str]]:
    return ngrams.mistyped(word) if ngrams.may_be_mistyped(word) else ()


def has_nearly(place: int, ways: int) -> ColumnElement[bool]:
    """A text has the word of a place in it or, where it may be mistyped, one that is nearly it."""
    beginning = func.substr(SearchText.folded, 1, LOOKED_INTO)
    likes = (
        beginning.contains(bindparam(f"near_{place}_{way}"), escape=statements.ESCAPE)
        for way in range(ways)
    )
    return or_(has(place), *likes)


def near_given(words: Sequence[str]) -> dict[str, str]:
    """The parameters of a statement that says `has_nearly` of each of the words."""
    return statements.words_given(words) | {
        f"near_{place}_{way}": "_".join(map(statements.escaped, pieces))
        for place, word in enumerate(words)
        for way, pieces in enumerate(_mistyped(word))
    }
