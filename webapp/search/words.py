"""Where something was found, in words and as an address."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from flask import url_for
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _p

from workflow.queries.views.search import Found
from workflow.vocabulary import SearchKind

KINDS: Final[Mapping[SearchKind, LazyString]] = {
    SearchKind.SHEET: _l("Sheet"),
    SearchKind.FINDINGS: _l("Findings"),
    SearchKind.CONDITION: _l("Condition"),
    SearchKind.REASON: _p("search", "History"),
    SearchKind.POST: _l("Questions and answers"),
    SearchKind.NOTE: _l("Internal note"),
    SearchKind.FILE: _l("Attached file"),
}
_ANCHORS: Final = {
    SearchKind.FINDINGS: "evaluation",
    SearchKind.CONDITION: "evaluation",
    SearchKind.REASON: "history",
    SearchKind.FILE: "attached",
}


class Place(NamedTuple):
    """The kind of text in words, and the address at which it can be read."""

    kind: LazyString
    address: str


def place_of(item_id: int, found: Found) -> Place:
    """Where something was found about an item."""
    if found.kind in (SearchKind.POST, SearchKind.NOTE):
        there = url_for("threads.show", item_id=item_id, _anchor=f"thread-{found.ref}")
    else:
        there = url_for("items.show", item_id=item_id, _anchor=_ANCHORS.get(found.kind))
    return Place(KINDS[found.kind], there)
