"""Meetings of the headquarters: their agenda, and the frozen editions of their reports."""

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from webapp.reports.forms import AgendaForm, FreezeForm, LiftForm
from webapp.request import access, current
from webapp.request.errors import status_of
from webapp.request.files import handed_out
from webapp.words.refusals import refusal as sentence
from workflow import items
from workflow.values.errors import InputRefused, Refusal
from workflow.values.vocabulary import CENTER_ROLES, READER_ROLES, Role, Stage

blueprint = Blueprint("reports", __name__, url_prefix="/reports")

READERS = tuple(sorted(CENTER_ROLES | READER_ROLES))
MEETING = "/<id:meeting_id>"
STAGE = f"{MEETING}/<any(planned, evaluated):stage>"
EDITION = f"{STAGE}/<int:number>"
LINKS = {
    "planned": ("headquarters.index", {"stage": "planned"}),
    "evaluated": ("headquarters.index", {"stage": "evaluated"}),
    "schedule": ("plans.schedule", {}),
    "matrix": ("plans.goals", {}),
    "goals": ("plans.goals", {}),
}
"""Where the papers that Jizen makes can be read."""


@blueprint.get("/")
@access.signed_in
def index() -> str:
    """Every meeting, the latest first."""
    meetings = sorted(items.meetings(current.work()), key=lambda one: one.held_on, reverse=True)
    return render_template("reports/index.html", meetings=meetings)


@blueprint.get(MEETING)
@access.signed_in
def meeting(meeting_id: int) -> str:
    """The agenda, the editions, and what was carried over."""
    actor, engine = current.actor(), current.engine()
    came, left = engine.agendas.carried(meeting_id, actor)
    reads = bool(actor.roles & set(READERS))
    return render_template(
        "reports/meeting.html",
        agenda=engine.agendas.agenda(meeting_id),
        editions=engine.reports.editions(meeting_id, actor) if reads else (),
        reads=reads,
        keeps=actor.has(Role.SECRETARIAT),
        stages=tuple(Stage),
        came=came,
        left=left,
        links=LINKS,
    )


@blueprint.route(f"{STAGE}/freeze", methods=["GET", "POST"])
@access.roles(Role.SECRETARIAT)
def freeze(meeting_id: int, stage: str) -> Any:
    """What freezing will do; then do it."""
    desk, actor = current.engine().reports, current.actor()
    form = FreezeForm()
    status = 200
    if form.validate_on_submit():
        try:
            made = desk.freeze(meeting_id, Stage(stage), actor, form.note.value, form.edition)
        except Refusal as error:
            form.form_errors.append(sentence(error))
            status = status_of(error)
        else:
            flash(_("Edition %(number)d is frozen.", number=made.number), "success")
            return redirect(
                url_for("reports.edition", meeting_id=meeting_id, stage=stage, number=made.number)
            )
    prospect = desk.prospect(meeting_id, Stage(stage), actor)
    form.number.data = form.number.data or str(prospect.number)
    page = render_template("reports/freeze.html", prospect=prospect, form=form)
    return page, status


@blueprint.route(f"{MEETING}/lift", methods=["GET", "POST"])
@access.roles(Role.SECRETARIAT)
def lift(meeting_id: int) -> Any:
    """Lift the freeze of the results, with a reason."""
    desk, actor = current.engine().reports, current.actor()
    kept = desk.edition(meeting_id, actor, Stage.EVALUATED)
    form = LiftForm()
    status = 200
    if form.validate_on_submit():
        try:
            desk.lift(meeting_id, actor, form.note.value)
        except Refusal as error:
            form.form_errors.append(sentence(error))
            status = status_of(error)
        else:
            flash(_("The freeze is lifted. Evaluations can be taken back again."), "success")
            return redirect(url_for("reports.meeting", meeting_id=meeting_id))
    there = current.engine().agendas.meeting(meeting_id)
    return render_template("reports/lift.html", meeting=there, edition=kept, form=form), status


@blueprint.get(EDITION)
@access.roles(*READERS)
def edition(meeting_id: int, stage: str, number: int) -> str:
    """A frozen edition: its files, its proofs, what it changed, its rows."""
    actor, engine = current.actor(), current.engine()
    kept = engine.reports.edition(meeting_id, actor, Stage(stage), number)
    there = engine.agendas.meeting(meeting_id)
    return render_template("reports/edition.html", meeting=there, edition=kept)


@blueprint.get(f"{EDITION}/file.<any(pdf, xlsx, csv, json):form>")
@access.roles(*READERS)
def file(meeting_id: int, stage: str, number: int, form: str) -> Response:
    """A file of an edition, byte for byte as it was frozen."""
    desk, actor = current.engine().reports, current.actor()
    kept = desk.edition(meeting_id, actor, Stage(stage), number)
    return handed_out(desk.document(kept, form, actor))


@blueprint.get(f"{STAGE}/compare")
@access.roles(*READERS)
def compare(meeting_id: int, stage: str) -> str:
    """What two editions say differently; the newest two where none are named."""
    desk, actor = current.engine().reports, current.actor()
    kept = [one for one in desk.editions(meeting_id, actor) if one.stage == stage]
    if not kept:
        abort(404)
    after = request.args.get("after", kept[0].number, type=int)
    before = request.args.get("before", kept[min(1, len(kept) - 1)].number, type=int)
    return render_template(
        "reports/compare.html",
        meeting=current.engine().agendas.meeting(meeting_id),
        editions=kept,
        found=desk.compare(meeting_id, Stage(stage), before, after, actor),
    )


@blueprint.get(f"{MEETING}/difference")
@access.roles(*READERS)
def difference(meeting_id: int) -> str:
    """The planned list beside the results."""
    found = current.engine().reports.difference(meeting_id, current.actor())
    return render_template("reports/difference.html", found=found)


@blueprint.get(f"{MEETING}/difference.csv")
@access.roles(*READERS)
def difference_file(meeting_id: int) -> Response:
    """The same as csv."""
    desk = current.engine().reports
    return handed_out(desk.difference_document(meeting_id, current.actor()))


@blueprint.route(f"{MEETING}/agenda", methods=["GET", "POST"])
@access.roles(Role.SECRETARIAT)
def agenda(meeting_id: int) -> Any:
    """Set the papers of a meeting with their numbers."""
    desk, actor = current.engine().agendas, current.actor()
    kept = desk.agenda(meeting_id)
    form = AgendaForm(seen=str(kept.version))
    status = 200
    if form.validate_on_submit():
        form.read(request.form)
        entries = tuple(row.entry for row in form.filled)
        try:
            desk.save(meeting_id, entries, actor, form.version)
        except InputRefused as error:
            form.refuse(error)
            status = status_of(error)
        except Refusal as error:
            form.form_errors.append(sentence(error))
            status = status_of(error)
        else:
            flash(_("The agenda is kept."), "success")
            return redirect(url_for("reports.meeting", meeting_id=meeting_id))
    else:
        form.show(kept.entries)
    return render_template("reports/agenda.html", agenda=kept, form=form), status
