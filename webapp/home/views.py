"""Home and the guide."""

from flask import Blueprint, render_template, url_for
from werkzeug.wrappers import Response

from webapp.help.views import BY_ROLE, TOGETHER
from webapp.home import asks
from webapp.items import reporting, words
from webapp.office import setup
from webapp.request import access, current
from webapp.words.catalogue import gettext as _
from webapp.words.filters import title
from webapp.words.office import HEADQUARTERS_FIRST
from workflow import evaluation, items, process, reports, substitutes, values
from workflow.values import Action, Stage

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@access.signed_in
def index() -> str:
    """My turn, the cycle now, and what happened."""
    if not current.cycles():
        return render_template("home/without_cycles.html")
    items.turns(current.work())  # read first: `current.cycle` chooses by these turns
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
    unfinished = setup.missing()
    to_evaluate, to_report = _cycles_waiting_for(Action.EVALUATE, Action.REPORT)
    return render_template(
        "home/index.html",
        cycle=cycle,
        asks=asks,
        event=words.event,
        intake=words.intake(cycle),
        unfinished=unfinished,
        begins_year=unfinished and setup.begins_year(unfinished),
        unseated=_without_session(),
        in_my_place=substitutes.in_my_place(current.work()),
        to_freeze=_to_freeze(to_report),
        unopened=_before_their_session(to_evaluate),
        frozen=reports.frozen_to_come(current.work()),
        dates=[(name, day, values.business_days_between(today, day)) for name, day in deadlines],
    )


def _without_session() -> list[tuple[str, str]]:
    """The cycles for which the secretariat is to open an evaluation session, and where."""
    found = evaluation.cycles_without_session(current.work())
    return [
        (title(one.title), _session_address(found[one.id]))
        for one in current.cycles()
        if one.id in found
    ]


def _session_address(session_id: int | None) -> str:
    if session_id is None:
        return url_for("evaluation.sessions")
    return url_for("evaluation.session", session_id=session_id)


def _cycles_waiting_for(*actions: Action) -> list[set[str]]:
    """By each of the actions the cycles of the items that wait for the person to take it."""
    found: dict[str, set[str]] = {action: set() for action in actions}
    for turn in items.turns(current.work()):
        for one in turn.actions:
            if one.action in found:
                found[one.action].add(turn.row.cycle_id)
    return [found[action] for action in actions]


def _before_their_session(waiting: set[str]) -> set[str]:
    """Those of the cycles with items to evaluate that no open evaluation session takes."""
    return waiting and waiting - evaluation.cycles_in_session(current.work())


def _to_freeze(waiting: set[str]) -> dict[str, str]:
    """Where the results are frozen, by each cycle with items to report before which that is due."""
    return {
        one.id: url_for(
            "reports.freeze", meeting_id=one.meetings[0].id, stage=Stage.EVALUATED.value
        )
        for one in current.cycles()
        if one.id in waiting and one.meetings and reporting.awaits_freezing(one)
    }


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
