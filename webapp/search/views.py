"""What is found by the words in the head's box, in every cycle."""

from flask import Blueprint, render_template, request, url_for

from webapp.request import access, current
from webapp.request.errors import status_of
from webapp.search.words import place_of
from webapp.words import refusals
from workflow.search.queries import SearchPage
from workflow.values.errors import InputRefused

blueprint = Blueprint("search", __name__, url_prefix="/search")


@blueprint.get("/")
@access.signed_in
def index() -> str | tuple[str, int]:
    """A page of the items that have the words, and where they have them."""
    words = request.args.get("words", "").strip()
    number = request.args.get("page", 1, type=int)
    refused: list[str] = []
    status = 200
    try:
        found = current.engine().search.find(words, current.actor(), number)
    except InputRefused as error:
        found, status = SearchPage(), status_of(error)
        refused = [refusals.problem(one) for one in error.problems]
    page = render_template(
        "search/index.html",
        words=words,
        found=found,
        refused=refused,
        place_of=place_of,
        previous_url=_page(words, found.page - 1) if found.page > 1 else None,
        next_url=_page(words, found.page + 1) if found.page < found.pages else None,
    )
    return page, status


def _page(words: str, number: int) -> str:
    return url_for("search.index", words=words, page=number)
