"""The calendar to those who keep it: cycles, headquarters meetings, evaluation sessions."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from webapp.calendar import history
from webapp.calendar.forms import CycleForm, MeetingForm, SessionForm, offer_cycles
from webapp.forms.refused import show_refusal
from webapp.request import access, current, errors
from workflow import items
from workflow.values import fiscal
from workflow.values.errors import NotFound, NotPermitted, Refusal
from workflow.values.vocabulary import Role

blueprint = Blueprint("timetable", __name__, url_prefix="/timetable")
keepers = access.roles(Role.SECRETARIAT, Role.ADMIN)

Page = Response | str | tuple[str, int]


@blueprint.get("/")
@keepers
def index() -> str:
    """A year's calendar, and who changed what."""
    year = asked_year()
    return render_template(
        "calendar/board.html",
        year=year,
        years=current.engine().calendar.years(),
        board=current.engine().calendar.board(current.actor(), year),
        processes={one.name: one.title for one in current.engine().processes()},
        saying=history,
    )


@blueprint.route("/cycles/new", methods=["GET", "POST"])
@keepers
def new_cycle() -> Page:
    """Add a cycle."""
    year = asked_year()
    form = CycleForm(fiscal_year=year, budget_year=year, process_name="standard")
    form.offer()
    desk, actor = current.engine().calendar, current.actor()
    return kept(
        form,
        lambda: desk.add_cycle(actor, form.draft)[1],
        lambda: form.draft.fiscal_year,
        heading=_("Add a cycle"),
        year=year,
    )


@blueprint.route("/cycles/<cycle_id>", methods=["GET", "POST"])
@keepers
def cycle(cycle_id: str) -> Page:
    """Change a cycle's days."""
    desk, actor = current.engine().calendar, current.actor()
    card = desk.cycle(actor, cycle_id)
    view = card.view
    # What the list offers is the part of the name, not the kind that rules go by.
    form = CycleForm(data=vars(view) | {"seen": card.seen, "kind": cycle_id.partition("-")[2]})
    form.offer()
    return kept(
        form,
        lambda: desk.change_cycle(actor, cycle_id, form.draft, form.seen.data or ""),
        lambda: view.fiscal_year,
        heading=view.title,
        year=view.fiscal_year,
        card=card,
        changes=desk.changes(actor, "cycle", cycle_id),
    )


@blueprint.post("/cycles/<cycle_id>/<any(close, reopen):action>")
@keepers
def close_cycle(cycle_id: str, action: str) -> Response:
    """Close a cycle for moves, or open it again."""
    desk, actor = current.engine().calendar, current.actor()
    desk.close_cycle(actor, cycle_id, closed=action == "close")
    flash(_("The cycle is closed.") if action == "close" else _("The cycle is open."), "success")
    return redirect(url_for("timetable.cycle", cycle_id=cycle_id))


@blueprint.route("/meetings/new", methods=["GET", "POST"])
@keepers
def new_meeting() -> Page:
    """Add a headquarters meeting."""
    year = asked_year()
    numbers = [one.number for one in items.meetings(current.work()) if one.fiscal_year == year]
    form = MeetingForm(number=max(numbers, default=0) + 1)
    offer_cycles(form, year, ())
    desk, actor = current.engine().calendar, current.actor()
    return kept(
        form,
        lambda: desk.add_meeting(actor, form.draft)[1],
        lambda: fiscal.fiscal_year(form.draft.held_on),
        heading=_("Add a headquarters meeting"),
        year=year,
    )


@blueprint.route("/meetings/<id:meeting_id>", methods=["GET", "POST"])
@keepers
def meeting(meeting_id: int) -> Page:
    """Change a headquarters meeting, unless its report is frozen."""
    desk, actor = current.engine().calendar, current.actor()
    card = desk.meeting(actor, meeting_id)
    view = card.view
    form = MeetingForm(obj=view, seen=card.seen)
    offer_cycles(form, view.fiscal_year, view.cycle_ids)
    return kept(
        form,
        lambda: desk.change_meeting(actor, meeting_id, form.draft, form.seen.data or ""),
        lambda: view.fiscal_year,
        heading=_("Headquarters meeting No. %(number)d", number=view.number),
        year=view.fiscal_year,
        frozen=card.frozen,
        changes=desk.changes(actor, "meeting", str(meeting_id)),
    )


@blueprint.route("/sessions/new", methods=["GET", "POST"])
@keepers
def new_session() -> Page:
    """Add an evaluation session."""
    year = asked_year()
    form = SessionForm()
    offer_cycles(form, year, ())
    desk, actor = current.engine().calendar, current.actor()
    return kept(
        form,
        lambda: desk.add_session(actor, form.draft)[1],
        lambda: fiscal.fiscal_year(form.draft.begins_on),
        heading=_("Add an evaluation session"),
        year=year,
    )


@blueprint.route("/sessions/<id:session_id>", methods=["GET", "POST"])
@keepers
def session(session_id: int) -> Page:
    """Change an evaluation session's day."""
    desk, actor = current.engine().calendar, current.actor()
    card = desk.sitting(actor, session_id)
    form = SessionForm(
        title=card.title.ja, begins_on=card.begins_on, cycle_ids=card.cycle_ids, seen=card.seen
    )
    offer_cycles(form, card.fiscal_year, card.cycle_ids)
    return kept(
        form,
        lambda: desk.change_session(actor, session_id, form.draft, form.seen.data or ""),
        lambda: card.fiscal_year,
        heading=card.title,
        year=card.fiscal_year,
        changes=desk.changes(actor, "session", str(session_id)),
    )


def asked_year() -> int:
    """`?year=`, else that of the cycle in the head. Raises NotFound for none of the calendar's."""
    asked = request.args.get("year")
    if not asked:
        return (
            current.cycle().fiscal_year if current.cycles() else fiscal.fiscal_year(current.today())
        )
    by_word = {str(year): year for year in current.engine().calendar.years()}
    if asked not in by_word:
        raise NotFound(what="year")
    return by_word[asked]


def kept(form: FlaskForm, keep: Callable[[], Any], back: Callable[[], int], **page: Any) -> Page:
    """Keep what the form says and go back to the year; else the form again, as it was typed."""
    status = 200
    if form.is_submitted():
        status = 422
        if form.validate():
            try:
                notes = keep()
            except NotPermitted:
                raise
            except Refusal as error:
                show_refusal(form, error)
                status = errors.status_of(error)
            else:
                history.keep(notes)
                return redirect(url_for("timetable.index", year=back()))
    return render_template("calendar/form.html", form=form, saying=history, **page), status
