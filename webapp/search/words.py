"""Where something was found, in words and as an address."""

from typing import Final, NamedTuple

from flask import url_for

from webapp.words import labels
from workflow.search.queries import Found
from workflow.values.vocabulary import SearchKind

_ANCHORS: Final = {
    SearchKind.FINDINGS: "evaluation",
    SearchKind.CONDITION: "evaluation",
    SearchKind.REASON: "history",
    SearchKind.FILE: "attached",
}


class Place(NamedTuple):
    """The kind of text in words, and the address at which it can be read."""

    kind: str
    address: str


def place_of(item_id: int, found: Found) -> Place:
    """Where something was found about an item."""
    if found.kind in (SearchKind.POST, SearchKind.NOTE):
        there = url_for("threads.show", item_id=item_id, _anchor=f"thread-{found.ref}")
    else:
        there = url_for("items.show", item_id=item_id, _anchor=_ANCHORS.get(found.kind))
    return Place(labels.enum(found.kind), there)
