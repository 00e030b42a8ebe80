"""Home and the guide."""

from flask import Blueprint, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webapp.help.views import BY_ROLE, TOGETHER
from webapp.home import asks
from webapp.items import words
from webapp.office import setup
from webapp.request import access, current
from webapp.words.filters import listed, title
from webapp.words.office import HEADQUARTERS_FIRST
from workflow import evaluation, items, process, values

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@access.signed_in
def index() -> str:
    """My turn, the cycle now, and what happened."""
    if not current.cycles():
        return render_template("home/without_cycles.html")
    items.turns(current.work())  # listed here: the cycle in the head is chosen by them
    cycle = current.cycle()
    today = current.today()
    deadlines = [
        (_("Submission deadline"), cycle.submission_deadline),
        (_("Review deadline"), cycle.review_deadline),
        *(
            (_("%(headquarters)s meeting", headquarters=HEADQUARTERS_FIRST), meeting.held_on)
            for meeting in cycle.meetings
        ),
    ]
    return render_template(
        "home/index.html",
        cycle=cycle,
        asks=asks,
        intake=words.intake(cycle),
        unfinished=setup.missing(),
        unseated=_without_session(),
        dates=[(name, day, values.business_days_between(today, day)) for name, day in deadlines],
    )


def _without_session() -> str:
    """The cycles for which the secretariat is to open an evaluation session."""
    found = evaluation.cycles_without_session(current.work())
    return listed(title(one.title) for one in current.cycles() if one.id in found)


@blueprint.get("/guide")
@access.signed_in
def guide() -> str:
    """What each role does, step by step, and the process of the chosen cycle."""
    cycle = current.cycle() if current.cycles() else None
    return render_template(
        "home/guide.html",
        cycle=cycle,
        process_names=items.process_names(cycle) if cycle else (),
        by_role=BY_ROLE,
        together=TOGETHER,
    )


@blueprint.get("/guide/<process_name>.svg")
@access.signed_in
def diagram(process_name: str) -> Response:
    """The state diagram of a process, in the language of the page."""
    picture = process.svg(current.work().latest_process(process_name), current.language())
    return Response(picture, mimetype="image/svg+xml")
