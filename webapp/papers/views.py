"""A big paper is asked for with a button, shown while it is made, and fetched when it is there."""

from typing import Final

from flask import Blueprint, make_response, render_template, request, url_for
from werkzeug.wrappers import Response

from webapp.papers import words
from webapp.reports import filters
from webapp.request import access, current
from webapp.request.files import handed_out
from webapp.request.posting import led_back, posted
from webapp.words import refusals
from workflow import items, papers
from workflow.papers import PaperUnderWay

blueprint = Blueprint("papers", __name__, url_prefix="/papers")

PAPER: Final = "/<id:paper_id>"
ASKED: Final = "/<any(list, finance, template):kind>.<any(xlsx, pdf):form>"
SECONDS_TO_NEXT_LOOK: Final = "2"


@blueprint.get("/")
@access.signed_in
def index() -> str:
    """One's own papers of today."""
    return render_template("papers/index.html", papers=papers.own(current.work()), words=words)


@blueprint.get(ASKED)
@access.signed_in
def new(kind: str, form: str) -> str:
    """How long the list is, and the button that has it made."""
    work = current.work()
    cycle, chosen = current.cycle(), filters.narrowing(request.args)
    count = items.count(work, filters.wanted(request.args, cycle.id))
    return render_template(
        "papers/new.html",
        name=words.name(kind, form),
        length=words.length(kind, count),
        action=url_for("papers.ask", kind=kind, form=form, cycle=cycle.id, **chosen),
    )


@blueprint.post(ASKED)
@access.signed_in
def ask(kind: str, form: str) -> Response:
    """Order it."""
    wanted = filters.wanted(request.args, current.cycle().id)
    try:
        answer = posted(
            lambda work: papers.ask(work, kind, wanted, form),
            said="",
            back=_page_of,
            key=f"{kind}.{form}",  # Pressed twice at once, the second finds the first one's.
        )
    except PaperUnderWay as error:
        return led_back(error, refusals.refusal(error), _page_of(error.data["paper"]))
    return make_response(answer)


@blueprint.get(PAPER)
@access.signed_in
def show(paper_id: int) -> Response:
    """How far it is; once it is there, the file."""
    work = current.work()
    paper = papers.paper(work, paper_id)
    waited = int((work.now - paper.asked_at).total_seconds())
    response = make_response(
        render_template(
            "papers/show.html",
            paper=paper,
            progress=papers.progress_of(work, paper_id),
            waited=waited,
            words=words,
        )
    )
    if not paper.finished_at:
        response.headers["Refresh"] = SECONDS_TO_NEXT_LOOK
    return response


@blueprint.get(f"{PAPER}/file")
@access.signed_in
def fetch(paper_id: int) -> Response:
    """The file, to be saved."""
    return handed_out(papers.fetch(current.work(), paper_id))


def _page_of(paper_id: int) -> str:
    return url_for("papers.show", paper_id=paper_id)
