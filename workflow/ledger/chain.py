"""One item's chain: does it hold together, and if not, where does it break first?

Entries vouch for each other in both directions: each carries the hash of the one
before it, and the end that the item remembers vouches for the last. Where two neighbours
disagree, the one that the rest of the chain vouches for is believed.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from workflow.ledger.entries import BEGINNING
from workflow.values.canonical import fingerprint


class Fault(StrEnum):
    """What is wrong at a place of an item's history; the values are for people."""

    CHANGED = "changed"
    MISSING = "missing"
    INSERTED = "does not belong there: put in, or written past the one door"
    OUT_OF_PLACE = "another entry stands in its place"
    UNLINKED = "not linked to the one before"
    DISCONTINUED = "does not begin where the last one ended"
    END = "is not the end that the item remembers"
    ITEM = "the item does not stand where its last move left it"
    CONTENT = "the item's content changed without a move"
    REVISION = "the submitted revision is changed or missing"
    EVALUATION = "the evaluation is changed or missing"
    ACT_FOR = "the note of whom it was done for is changed or missing"
    RECEIPT = "differs from the receipt that was given for it"


class Link(NamedTuple):
    """An entry as it is read back: the words its hash is made of, and the hash it carries."""

    body: Mapping[str, Any]
    hash: str

    def is_whole(self, sequence: int | None = None) -> bool:
        """Whether it carries the hash of its words, at another place if `sequence` is given."""
        moved = {} if sequence is None else {"sequence": sequence}
        try:
            return fingerprint({**self.body, **moved}) == self.hash
        except (TypeError, ValueError):  # bytes, or text that is none: never ours
            return False


class End(NamedTuple):
    """What an item remembers of its chain."""

    length: int
    head: str


def first_break(links: Sequence[Link], end: End) -> tuple[int, Fault] | None:
    """The first place that is broken, and how; None where the chain is whole up to its end.

    Whether the last entry's hash is the one remembered is not asked here.
    """
    before = BEGINNING
    state = ""
    for place, link in enumerate(links, 1):
        sequence = link.body["sequence"]
        if not isinstance(sequence, int):
            return place, Fault.INSERTED
        if place > end.length or sequence < place:
            own = _own_place(links, place, end)
            return own if own and own < sequence else sequence, Fault.INSERTED
        if sequence > place:
            return place, Fault.MISSING
        if not link.is_whole() or link.body["previous"] != before:
            return _diagnosis(links, place, end)
        if link.body["from"] != state:
            return place, Fault.DISCONTINUED
        before, state = link.hash, link.body["to"]
    return (len(links) + 1, Fault.MISSING) if len(links) < end.length else None


def _diagnosis(links: Sequence[Link], place: int, end: End) -> tuple[int, Fault]:
    link = links[place - 1]
    if link.is_whole():
        after = links[place].body["previous"] if place < len(links) else end.head
        if after == link.hash and place > 1:
            return place - 1, Fault.CHANGED
        return place, Fault.UNLINKED
    own = _own_place(links, place, end)
    if own is None:
        return place, Fault.CHANGED
    return (own, Fault.INSERTED) if own < place else (place, Fault.OUT_OF_PLACE)


def _own_place(links: Sequence[Link], place: int, end: End) -> int | None:
    """The sequence with which the entry at `place` was hashed, if that is all that changed."""
    places = range(1, max(end.length, len(links)) + 1)
    return next((own for own in places if links[place - 1].is_whole(own)), None)
