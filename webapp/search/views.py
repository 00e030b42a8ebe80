"""What is found by the words in the head's box, in every cycle."""

from typing import Final, NamedTuple

from flask import Blueprint, render_template, request, url_for

from webapp.request import access, current
from webapp.request.errors import status_of
from webapp.words import labels, refusals
from workflow import search, systems
from workflow.search import Found, GoalHit, SearchPage, UndertakingHit
from workflow.values import InputRefused, SearchKind

blueprint = Blueprint("search", __name__, url_prefix="/search")

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


@blueprint.get("/")
@access.signed_in
def index() -> str | tuple[str, int]:
    """A page of the items that have the words, and where they have them."""
    words = request.args.get("words", "").strip()
    number = request.args.get("page", 1, type=int)
    refused: list[str] = []
    goals: tuple[GoalHit, ...] = ()
    undertakings: tuple[UndertakingHit, ...] = ()
    status = 200
    try:
        found = search.find(current.work(), words, number)
        goals = search.find_goals(current.work(), words)
        undertakings = search.find_undertakings(current.work(), words)
    except InputRefused as error:
        found, status = SearchPage(), status_of(error)
        refused = [refusals.problem(one) for one in error.problems]
    page = render_template(
        "search/index.html",
        words=words,
        found=found,
        systems=() if refused or number > 1 else systems.find(current.work(), words),
        goals=goals,
        undertakings=undertakings,
        refused=refused,
        place_of=place_of,
        previous_url=_page(words, found.page - 1) if found.page > 1 else None,
        next_url=_page(words, found.page + 1) if found.page < found.pages else None,
    )
    return page, status


def place_of(item_id: int, found: Found) -> Place:
    """Where something was found about an item."""
    if found.kind in (SearchKind.POST, SearchKind.NOTE):
        there = url_for("threads.show", item_id=item_id, _anchor=f"thread-{found.ref}")
    else:
        there = url_for("items.show", item_id=item_id, _anchor=_ANCHORS.get(found.kind))
    return Place(labels.enum(found.kind), there)


def _page(words: str, number: int) -> str:
    return url_for("search.index", words=words, page=number)
