"""Texts as pairs of characters, by which the databases find any part of a word, 改修 too.

Both databases keep the same tokens: one for each two neighbouring characters of the folded
text and one for its last character, in letters and digits only. What a search asks of them is
an expression over tokens, which each database is told in its own language. It finds more than
what has the words in it, never less: who asks looks at the texts themselves besides.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from struct import unpack_from
from typing import Final

from workflow.values.listing import SearchKind

LEAST_NEAR: Final = 4
"""Characters of a word below which one mistyped character makes it another word."""

MOST_SPELLED: Final = 65_536
"""Tokens of pairs that are remembered."""

MOST_NEAR: Final = 32
"""Characters that are looked for with a mistake in them: every one is some four comparisons."""


RANKS: Final = (
    (SearchKind.NAME, SearchKind.NUMBER),
    (SearchKind.SHEET,),
    (SearchKind.FINDINGS,),
    (SearchKind.CONDITION,),
    (SearchKind.REASON, SearchKind.POST, SearchKind.NOTE),
    (SearchKind.FILE,),
)
"""The kinds of texts, those first in which a word counts most."""


@dataclass(frozen=True)
class Token:
    """A text has this token; with `begins`, one that begins so."""

    token: str
    begins: bool = False


@dataclass(frozen=True)
class All:
    """All of these are so."""

    parts: "tuple[Wanted, ...]"


@dataclass(frozen=True)
class Any:
    """One of these is so."""

    parts: "tuple[Wanted, ...]"


Wanted = Token | All | Any


def tokens(text: str, marks: Iterable[str] = ()) -> str:
    """The tokens of a folded text, each once, and `marks` (letters and digits) beside them."""
    last = (_pair(one, "") for one in text[-1:])
    return " ".join([*map(_SPELLED.__getitem__, _pairs(text)), *last, *marks])


def rank_mark(rank: int) -> str:
    """The token of texts of a rank: its place in RANKS."""
    return f"r{rank}"


def kind_mark(kind: SearchKind) -> str:
    """The token of texts of a kind: that of their rank."""
    return rank_mark(next(rank for rank, kinds in enumerate(RANKS) if kind in kinds))


def department_mark(department_id: int) -> str:
    """The token of texts of items that a department carries, or was asked about."""
    return f"d{department_id}"


def holding(word: str) -> Wanted:
    """What texts with a folded word in them have."""
    if len(word) == 1:
        return Token(_pair(word, ""), begins=True)
    return All(tuple(Token(_pair(one, other)) for one, other in pairwise(word)))


def may_be_mistyped(word: str) -> bool:
    """Whether a word with a mistake is known: none very short or long, and none with a number."""
    return LEAST_NEAR <= len(word) <= MOST_NEAR and not any(map(str.isdigit, word))


def nearly_holding(word: str) -> tuple[Wanted, ...]:
    """What texts with a folded word in them have one of, also where one has a mistake in it.

    A mistake leaves one half of a long word as it is, or it exchanges the letters in its middle.
    """
    if not may_be_mistyped(word):
        return (holding(word),)
    middle = len(word) // 2
    exchanged = word[: middle - 1] + word[middle] + word[middle - 1] + word[middle + 1 :]
    return tuple(map(holding, (word[:middle], word[middle:], exchanged)))


def mistyped(word: str) -> list[list[str]]:
    """A folded word with one character wrong, missing, too many, or changed places with the next.

    Each as the pieces that stand around one character that may be any; one piece: none may.
    """
    wrong = [[word[:at], word[at + 1 :]] for at in range(1, len(word) - 1)]
    missing = [[word[:at], word[at:]] for at in range(1, len(word))]
    too_many = [[word[:at] + word[at + 1 :]] for at in range(len(word))]
    return [*wrong, *missing, *too_many, *([one] for one in _exchanged(word))]


def for_sqlite(wanted: Wanted) -> str:
    """The expression as FTS5 reads it."""
    return _said(wanted, " AND ", " OR ", "*")


def for_postgresql(wanted: Wanted) -> str:
    """The expression as a tsquery."""
    return _said(wanted, " & ", " | ", ":*")


def _said(wanted: Wanted, both: str, either: str, begins: str) -> str:
    if isinstance(wanted, Token):
        return wanted.token + begins * wanted.begins
    between = both if isinstance(wanted, All) else either
    return f"({between.join(_said(part, both, either, begins) for part in wanted.parts)})"


def _exchanged(word: str) -> Sequence[str]:
    return [
        word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        for at in range(len(word) - 1)
        if word[at] != word[at + 1]
    ]


def _pairs(text: str) -> set[int]:
    """Every two neighbouring characters of a text, each pair once, as one number of eight bytes.

    Numbers because a long text has some thousands of pairs, most of them several times.
    """
    if not text:
        return set()
    letters = text.encode("utf-32-le")
    even, odd = len(text) // 2, (len(text) - 1) // 2
    return {*unpack_from(f"<{even}Q", letters), *unpack_from(f"<{odd}Q", letters, 4)}


def _pair(one: str, other: str) -> str:
    return f"g{ord(one):x}z{ord(other):x}" if other else f"g{ord(one):x}z"


class _Spelled(dict[int, str]):
    """The tokens of pairs that were spelled out before, by their numbers."""

    def __missing__(self, pair: int) -> str:
        if len(self) >= MOST_SPELLED:
            self.clear()
        token = self[pair] = _pair(chr(pair & 0xFFFFFFFF), chr(pair >> 32))
        return token


_SPELLED: Final = _Spelled()
