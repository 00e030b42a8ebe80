"""Setting evaluation sessions up: which cycles, who scores, who finalises, by what."""

from collections.abc import Sequence
from typing import Final

from flask import render_template, request, url_for

from webapp.evaluation import words
from webapp.evaluation.forms import SessionForm, session_form
from webapp.evaluation.views import blueprint
from webapp.forms.refused import show_refusal
from webapp.request import access, current
from webapp.request.posting import Answer, posted
from webapp.staffing.watching import posted_watching
from webapp.words.catalogue import gettext as _
from webapp.words.filters import title
from workflow import evaluation, items
from workflow.evaluation import CriterionText, SessionStatus, SessionView
from workflow.items import MasterEntry
from workflow.values import MAINTAINERS, Refusal
from workflow.work import Work

SESSION: Final = "/sessions/<id:session_id>"

Criteria = Sequence[MasterEntry | CriterionText]
"""Criteria with code and title: of the master, or as a session keeps them."""


@blueprint.get("/sessions")
@access.roles(*evaluation.SESSION_ROLES)
def sessions() -> str:
    """Every session, the latest first."""
    work = current.work()
    return render_template(
        "evaluation/sessions.html",
        sessions=evaluation.sessions(work),
        status_words=words.SESSIONS,
        sets_up=evaluation.may_set_up(work.actor) is None,
    )


@blueprint.route("/sessions/new", methods=["GET", "POST"])
@access.roles(*MAINTAINERS)
def new_session() -> Answer:
    """Set a new session up."""
    cycle = current.cycle()
    offered = _criteria(cycle.fiscal_year)
    form = session_form(offered, cycle_ids=[cycle.id], criteria=[one.code for one in offered])
    return _edited(form, None)


@blueprint.get(SESSION)
@access.roles(*evaluation.SESSION_ROLES)
def session(session_id: int) -> Answer:
    """Look at a session; who sets it up sees the form of its plan."""
    view = evaluation.session(current.work(), session_id)
    if evaluation.may_set_up(current.actor()):
        return _page(None, view)
    return _edited(*_planned(view))


@blueprint.post(SESSION)
@access.roles(*MAINTAINERS)
def change_session(session_id: int) -> Answer:
    """Give a session another plan."""
    return _edited(*_planned(evaluation.session(current.work(), session_id)))


def _planned(view: SessionView) -> tuple[SessionForm, SessionView]:
    """The form of a session's plan, as it is kept or was sent."""
    is_fixed = view.status in (SessionStatus.OPEN, SessionStatus.CLOSED)
    offered = view.criteria if is_fixed else _weighed(view)
    chosen = offered if view.status is SessionStatus.PLANNED else view.criteria
    form = session_form(
        offered,
        view.scale,
        seen=view.seen,
        title_ja=view.title.ja,
        title_en=view.title.en,
        begins_on=view.begins_on,
        cycle_ids=view.cycle_ids,
        scorers=[one.id for one in view.scorers],
        finalisers=[one.id for one in view.finalisers],
        criteria=[one.code for one in chosen],
    )
    return form, view


@blueprint.post(f"{SESSION}/open")
@access.roles(*MAINTAINERS)
def open_session(session_id: int) -> Answer:
    """Open a session: its evaluators can score."""
    return posted_watching(
        lambda work: evaluation.open_session(work, session_id),
        said=_("The evaluation session is open."),
        back=_address(session_id),
    )


@blueprint.post(f"{SESSION}/close")
@access.roles(*MAINTAINERS)
def close_session(session_id: int) -> Answer:
    """Close a session: nothing is scored any more."""
    return posted(
        lambda work: evaluation.close_session(work, session_id),
        said=_("The evaluation session is closed."),
        back=_address(session_id),
    )


def _edited(form: SessionForm, view: SessionView | None) -> Answer:
    """The form of a session, or what becomes of it when sent."""
    year = view.fiscal_year if view else current.cycle().fiscal_year
    _furnish(form, year)
    if request.method == "GET":
        return _page(form, view)

    opens = request.form.get("then") == "open"

    def refused(error: Refusal) -> str:
        show_refusal(form, error)
        return _page(form, view)

    def keep(work: Work) -> int:
        session_id = view.id if view else None
        plan, seen = form.plan(year), form.seen.data if view else None
        kept = evaluation.set_up_session(work, plan, session_id, form.reason.value, seen)
        if opens:
            evaluation.open_session(work, kept)
        return kept

    return posted_watching(
        keep,
        said=_("The evaluation session is open.")
        if opens
        else _("The evaluation session is kept."),
        back=_address,
        form=form,
        page=lambda: _page(form, view),
        refused=refused,
    )


def _address(session_id: int) -> str:
    return url_for("evaluation.session", session_id=session_id)


def _criteria(fiscal_year: int) -> Criteria:
    return items.masters(current.work(), fiscal_year).criteria


def _weighed(view: SessionView) -> Criteria:
    """The criteria there are, with the weights that the session has kept."""
    weights = {one.code: one.weight for one in view.criteria}
    return [
        CriterionText(one.code, one.title, weights.get(one.code, 1))
        for one in _criteria(view.fiscal_year)
    ]


def _furnish(form: SessionForm, year: int) -> None:
    """Offer the year's cycles and everyone who evaluates."""
    form.cycle_ids.choices = [
        (one.id, title(one.title)) for one in current.cycles() if one.fiscal_year == year
    ]
    people = evaluation.evaluators(current.work())
    for field in (form.scorers, form.finalisers):
        field.choices = [(str(one.id), title(one.name)) for one in people]


def _page(form: SessionForm | None, view: SessionView | None) -> str:
    return render_template(
        "evaluation/session.html",
        form=form,
        view=view,
        there=_there_already(form) if form and view is None else (),
        status_words=words.SESSIONS,
        events=words.EVENTS,
        statuses=SessionStatus,
    )


def _there_already(form: SessionForm) -> list[SessionView]:
    """The sessions of the chosen cycles: a second one is possible, but seldom meant."""
    chosen = set(form.cycle_ids.data or ())
    return [one for one in evaluation.sessions(current.work()) if chosen & set(one.cycle_ids)]
