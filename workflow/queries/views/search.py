"""What the search found, as it is told to whoever asked."""

from dataclasses import dataclass
from typing import NamedTuple

from workflow.excerpts import Part
from workflow.queries.views.items import ItemRow
from workflow.vocabulary import SearchKind


class Found(NamedTuple):
    """Where a word was found: the kind of text, which of them, and the words around it."""

    kind: SearchKind
    ref: int
    words: tuple[Part, ...]


@dataclass(frozen=True)
class Hit:
    """An item that was found; `places` are where besides its name, at most three."""

    row: ItemRow
    name: tuple[Part, ...]
    places: tuple[Found, ...]


@dataclass(frozen=True)
class SearchPage:
    """A page of what `actor` may see of what was found.

    `count` is how many items in all, `more` whether there are others beyond those; `near`
    are items that were found by words that are almost the ones typed.
    """

    hits: tuple[Hit, ...] = ()
    count: int = 0
    more: bool = False
    page: int = 1
    pages: int = 1
    near: tuple[Hit, ...] = ()
