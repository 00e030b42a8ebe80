"""Setting evaluation sessions up: which cycles, who scores, who finalises, by what."""

from typing import Any, Final

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from webapp.evaluation import words
from webapp.evaluation.forms import SessionForm
from webapp.evaluation.views import SITTING, blueprint
from webapp.forms.refused import show_refusal
from webapp.request import access, current
from webapp.request.errors import status_of
from webapp.words.filters import title
from workflow import items
from workflow.evaluation.views import SessionStatus, SessionView
from workflow.values.errors import Refusal

SESSION: Final = "/sessions/<id:session_id>"


@blueprint.get("/sessions")
@access.roles(*SITTING)
def sessions() -> str:
    """Every session, the latest first."""
    found = current.engine().evaluation.sessions(current.actor())
    return render_template("evaluation/sessions.html", sessions=found, said=words.SESSIONS)


@blueprint.route("/sessions/new", methods=["GET", "POST"])
@access.roles(*SITTING)
def new_session() -> Any:
    """Set a new session up."""
    criteria = items.masters(current.work(), current.cycle().fiscal_year).criteria
    form = SessionForm(cycle_ids=[current.cycle().id], criteria=[one.code for one in criteria])
    return _edited(form, None)


@blueprint.route(SESSION, methods=["GET", "POST"])
@access.roles(*SITTING)
def session(session_id: int) -> Any:
    """Look at a session, and give it another plan."""
    view = current.engine().evaluation.session(current.actor(), session_id)
    criteria = [one.code for one in view.criteria]
    if view.status is SessionStatus.PLANNED:
        masters = items.masters(current.work(), view.fiscal_year)
        criteria = [one.code for one in masters.criteria]
    form = SessionForm(
        title_ja=view.title.ja,
        title_en=view.title.en,
        begins_on=view.begins_on,
        cycle_ids=view.cycle_ids,
        scorers=[one.id for one in view.scorers],
        finalisers=[one.id for one in view.finalisers],
        criteria=criteria,
    )
    return _edited(form, view)


@blueprint.post(f"{SESSION}/open")
@access.roles(*SITTING)
def open_session(session_id: int) -> Any:
    """Open a session: its evaluators can score."""
    current.engine().evaluation.open(current.actor(), session_id)
    flash(_("The evaluation session is open."), "success")
    return redirect(url_for("evaluation.session", session_id=session_id))


@blueprint.post(f"{SESSION}/close")
@access.roles(*SITTING)
def close_session(session_id: int) -> Any:
    """Close a session: nothing is scored any more."""
    current.engine().evaluation.close(current.actor(), session_id)
    flash(_("The evaluation session is closed."), "success")
    return redirect(url_for("evaluation.session", session_id=session_id))


def _edited(form: SessionForm, view: SessionView | None) -> Any:
    year = view.fiscal_year if view else current.cycle().fiscal_year
    desk, actor = current.engine().evaluation, current.actor()
    _furnish(form, view, year)
    if form.validate_on_submit():
        try:
            kept = desk.set_up(actor, form.plan(year), view.id if view else None)
        except Refusal as error:
            show_refusal(form, error)
            return _page(form, view), status_of(error)
        flash(_("The evaluation session is kept."), "success")
        return redirect(url_for("evaluation.session", session_id=kept))
    return (_page(form, view), 422) if form.errors else _page(form, view)


def _furnish(form: SessionForm, view: SessionView | None, year: int) -> None:
    """Offer the year's cycles, everyone who evaluates, and the criteria."""
    form.cycle_ids.choices = [
        (one.id, title(one.title)) for one in current.cycles() if one.fiscal_year == year
    ]
    people = current.engine().evaluation.evaluators(current.actor())
    for field in (form.scorers, form.finalisers):
        field.choices = [(str(one.id), title(one.name)) for one in people]
    is_fixed = view is not None and view.status in (SessionStatus.OPEN, SessionStatus.CLOSED)
    criteria = view.criteria if view and is_fixed else items.masters(current.work(), year).criteria
    form.criteria.choices = [(one.code, title(one.title)) for one in criteria]


def _page(form: SessionForm, view: SessionView | None) -> str:
    return render_template(
        "evaluation/session.html",
        form=form,
        view=view,
        said=words.SESSIONS,
        events=words.EVENTS,
        statuses=SessionStatus,
    )
