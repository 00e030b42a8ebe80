"""Meetings of the headquarters: their agenda, and the frozen editions of their reports."""

from functools import partial

from flask import Blueprint, render_template, request, url_for

from webapp.calendar.lacks import said_of_lacks
from webapp.reports.forms import AgendaForm, FreezeForm, LiftForm
from webapp.request import access, current, turns
from webapp.request.posting import Answer, posted
from webapp.words.catalogue import gettext as _
from workflow import bodies, items, reports, values
from workflow.items import CycleView, MeetingView
from workflow.values import MAINTAINERS, AgendaKind, Refusal, Stage

blueprint = Blueprint("reports", __name__, url_prefix="/reports")

MEETING = "/<id:meeting_id>"
STAGE = f"{MEETING}/<any(planned, evaluated):stage>"
LINKS = {
    "planned": ("headquarters.index", {"stage": "planned"}),
    "evaluated": ("headquarters.index", {"stage": "evaluated"}),
    "schedule": ("schedule.schedule", {}),
    "matrix": ("goals.matrix", {}),
    "goals": ("goals.index", {}),
}
"""Where the papers that Jizen makes can be read."""


@blueprint.get("/")
@access.signed_in
def index() -> str:
    """Every meeting, the latest first."""
    work, year = current.work(), values.fiscal_year(current.today())
    return render_template(
        "reports/index.html",
        meetings=sorted(items.meetings(work), key=lambda one: one.held_on, reverse=True),
        newest=reports.newest(work) if reports.may_read(work) is None else {},
        lacking=said_of_lacks(year) if current.actor().roles & MAINTAINERS else (),
        year=year,
    )


@blueprint.get(MEETING)
@access.signed_in
@turns.one_after_the_other
def meeting(meeting_id: int) -> str:
    """The agenda, the editions, and what was carried over."""
    work = current.work()
    came, left = reports.carried(work, meeting_id)
    reads = reports.may_read(work) is None
    agenda = reports.agenda(work, meeting_id)
    return render_template(
        "reports/meeting.html",
        agenda=agenda,
        is_held=agenda.meeting.held_on <= work.today,
        editions=reports.editions(work, meeting_id) if reads else (),
        drifts=reports.drifts(work, meeting_id) if reads else (),
        reads=reads,
        edits=reports.may_edit(work.actor) is None,
        stages=tuple(Stage),
        came=came,
        left=left,
        links=LINKS,
        called=bodies.of_headquarters(work, meeting_id),
    )


@blueprint.route(f"{STAGE}/freeze", methods=["GET", "POST"])
@access.roles(*reports.EDITORS)
@turns.one_after_the_other
def freeze(meeting_id: int, stage: str) -> Answer:
    """What freezing will do; then do it."""
    form = FreezeForm()
    page = partial(_freeze_page, form, meeting_id, Stage(stage))
    if not form.is_submitted():
        return page()
    return posted(
        lambda work: reports.freeze(work, meeting_id, Stage(stage), form.note.value, form.edition),
        said=lambda made: _("Edition %(number)d is frozen.", number=made.number),
        back=lambda made: url_for(
            "reports.edition", meeting_id=meeting_id, stage=stage, number=made.number
        ),
        form=form,
        page=page,
        shown=Refusal,
    )


def _freeze_page(form: FreezeForm, meeting_id: int, stage: Stage) -> str:
    work = current.work()
    prospect = reports.prospect(work, meeting_id, stage)
    form.number.data = form.number.data or str(prospect.number)
    agenda = reports.agenda(work, meeting_id)
    return render_template(
        "reports/freeze.html",
        prospect=prospect,
        form=form,
        agenda=agenda,
        kind=AgendaKind(stage.value),
        still_taking=_still_taking(prospect.meeting),
    )


def _still_taking(meeting: MeetingView) -> list[CycleView]:
    """The cycles of a meeting whose deadline for submissions is still to come."""
    today, taken = current.today(), set(meeting.cycle_ids)
    return [one for one in current.cycles() if one.id in taken and one.submission_deadline >= today]


@blueprint.route(f"{MEETING}/lift", methods=["GET", "POST"])
@access.roles(*reports.EDITORS)
def lift(meeting_id: int) -> Answer:
    """Lift the freeze of the results, with a reason."""
    form = LiftForm()
    page = partial(_lift_page, form, meeting_id)
    if not form.is_submitted():
        return page()
    return posted(
        lambda work: reports.lift(work, meeting_id, form.note.value),
        said=_("The freeze is lifted. Evaluations can be taken back again."),
        back=url_for("reports.meeting", meeting_id=meeting_id),
        form=form,
        page=page,
        shown=Refusal,
    )


def _lift_page(form: LiftForm, meeting_id: int) -> str:
    work = current.work()
    return render_template(
        "reports/lift.html",
        meeting=items.meeting(work, meeting_id),
        edition=reports.edition(work, meeting_id, Stage.EVALUATED),
        form=form,
    )


@blueprint.route(f"{MEETING}/agenda", methods=["GET", "POST"])
@access.roles(*reports.EDITORS)
def agenda(meeting_id: int) -> Answer:
    """Set the papers of a meeting with their numbers."""
    form = AgendaForm()
    if not form.is_submitted():
        return _agenda_page(form, meeting_id)
    form.read(request.form)
    entries = tuple(row.entry for row in form.filled)
    return posted(
        lambda work: reports.save_agenda(work, meeting_id, entries, form.version),
        said=_("The agenda is kept."),
        back=url_for("reports.meeting", meeting_id=meeting_id),
        refused=lambda error: _agenda_page(form, meeting_id, error),
    )


def _agenda_page(form: AgendaForm, meeting_id: int, error: Refusal | None = None) -> str:
    found = reports.agenda(current.work(), meeting_id)
    if error is None:
        form.fill_in(found, reports.proposed(current.work(), found))
    else:
        form.refuse(error)
    return render_template("reports/agenda.html", agenda=found, form=form)
