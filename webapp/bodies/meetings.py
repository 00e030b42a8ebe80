"""Meetings of bodies: called, prepared with numbered papers, held and minuted."""

from collections.abc import Callable
from typing import Any, Final

from flask import render_template, request, url_for

from webapp.bodies import words
from webapp.bodies.forms import CallForm, MinutesForm, StepForm, TaskForm, sent
from webapp.bodies.views import BODY, blueprint, editors
from webapp.forms.form import Form
from webapp.reports.forms import AgendaForm
from webapp.request import access, current
from webapp.request.posting import Answer, Page, posted
from webapp.words.catalogue import gettext as _
from workflow import bodies, editions, items
from workflow.bodies import BodyMeetingView
from workflow.values import BodyKind, NotFound, Refusal, fiscal_year
from workflow.work import Work

MEETING: Final = "/meetings/<id:meeting_id>"


@blueprint.route(f"{BODY}/meetings/new", methods=["GET", "POST"])
@editors
def call(body_id: int) -> Answer:
    """Call a meeting of a body."""
    found = bodies.body(current.work(), body_id)
    year = fiscal_year(current.today())
    numbers = [one.number for one in found.meetings if one.fiscal_year == year]
    form = CallForm(number=max(numbers, default=0) + 1)
    _offer(form)

    def page() -> str:
        return _call_page(form, found.row.kind, body=found)

    return posted(
        lambda work: bodies.call(work, body_id, form.draft),
        said=_("The meeting is called."),
        back=lambda meeting_id: url_for("bodies.meeting", meeting_id=meeting_id),
        form=form,
        page=page,
        shown=Refusal,
    )


@blueprint.route(f"{MEETING}/change", methods=["GET", "POST"])
@editors
def change_call(meeting_id: int) -> Answer:
    """Change day, place and topics of a meeting."""
    found = _changeable(meeting_id)
    row = found.row
    form = CallForm(
        data={
            "seen": found.revision, "headquarters": row.headquarters_id, "number": row.number,
            "held_on": row.held_on, "hours": found.hours, "place": found.place,
            "topics": "\n".join(found.topics),
        }
    )  # fmt: skip
    _offer(form)
    kind = bodies.body(current.work(), row.body_id).row.kind

    def page() -> str:
        return _call_page(form, kind, found=found)

    return _saved(
        meeting_id,
        form,
        lambda work: bodies.change_call(work, meeting_id, form.draft, form.seen.value),
        _("The meeting is changed."),
        page,
    )


def _offer(form: CallForm) -> None:
    form.offer(sorted(items.meetings(current.work()), key=lambda one: one.held_on, reverse=True))


def _call_page(form: CallForm, kind: BodyKind, **more: object) -> str:
    return render_template(
        "bodies/call_form.html", form=form, of_calendar=kind is BodyKind.HEADQUARTERS, **more
    )


@blueprint.get(MEETING)
@access.signed_in
def meeting(meeting_id: int) -> str:
    """A meeting: agenda, papers, earlier tasks, attendance, minutes."""
    return _page(meeting_id)


def page_saying_why(meeting_id: int) -> Callable[[Refusal], str]:
    """The meeting's page with the reason above it why nothing was done."""
    return lambda refusal: _page(meeting_id, refusal=refusal)


def _page(
    meeting_id: int,
    step: StepForm | None = None,
    task: TaskForm | None = None,
    refusal: Refusal | None = None,
) -> str:
    found = bodies.meeting(current.work(), meeting_id)
    task = task or TaskForm()
    task.offer(found.attendance)
    return render_template(
        "bodies/meeting.html",
        found=found,
        words=words,
        step=step or StepForm(),
        task_form=task,
        refusal=refusal,
        today=current.today(),
        limits=current.work().file_limits,
        may_freeze=editions.may_freeze(current.actor()) is None,
    )


@blueprint.route(f"{MEETING}/papers", methods=["GET", "POST"])
@editors
def papers(meeting_id: int) -> Answer:
    """Number the papers of a meeting."""
    found = _changeable(meeting_id)
    if found.row.headquarters_id is not None:
        raise NotFound(what="meeting")
    form = AgendaForm()

    def page() -> str:
        return render_template("bodies/papers_form.html", form=form, found=found)

    if not form.is_submitted():
        form.show(tuple(one.entry for one in found.papers), found.revision)
        return page()
    form.read(request.form)
    entries = tuple(row.entry for row in form.filled)
    return _saved(
        meeting_id,
        form,
        lambda work: bodies.number_papers(work, meeting_id, entries, form.version),
        _("The papers are numbered."),
        page,
    )


@blueprint.route(f"{MEETING}/minutes", methods=["GET", "POST"])
@editors
def minutes(meeting_id: int) -> Answer:
    """Keep the minutes of a meeting."""
    found = _changeable(meeting_id)
    form = MinutesForm(
        data={
            "seen": found.revision, "minutes": found.minutes,
            "decisions": "\n".join(found.decisions),
        }
    )  # fmt: skip
    form.fill_in(found.attendance)

    def page() -> str:
        return render_template("bodies/minutes_form.html", form=form, found=found)

    if request.method != "POST":
        return page()
    form.read(request.form)
    return _saved(
        meeting_id,
        form,
        lambda work: bodies.keep_minutes(work, meeting_id, form.draft, form.seen.value),
        _("The minutes are kept."),
        page,
    )


@blueprint.post(f"{MEETING}/tasks")
@editors
def add_task(meeting_id: int) -> Answer:
    """Put down what somebody is to do."""
    form = TaskForm()
    form.offer(bodies.meeting(current.work(), meeting_id).attendance)
    return posted(
        lambda work: bodies.add_task(work, meeting_id, form.draft),
        said=_("The task is put down."),
        back=url_for("bodies.meeting", meeting_id=meeting_id, _anchor="tasks"),
        form=form,
        page=lambda: _page(meeting_id, task=form),
        shown=Refusal,
    )


@blueprint.post(f"{MEETING}/confirm")
@editors
def confirm(meeting_id: int) -> Answer:
    """Confirm the minutes."""
    form = StepForm()
    return posted(
        lambda work: bodies.confirm(work, meeting_id, form.seen.value),
        said=_("The minutes are confirmed."),
        back=url_for("bodies.meeting", meeting_id=meeting_id),
        refused=page_saying_why(meeting_id),
    )


@blueprint.post(f"{MEETING}/reopen")
@editors
def reopen(meeting_id: int) -> Answer:
    """Let confirmed minutes be corrected."""
    form = StepForm()
    return posted(
        lambda work: bodies.reopen(work, meeting_id, form.note.value, form.seen.value),
        said=_("The minutes can be corrected."),
        back=url_for("bodies.meeting", meeting_id=meeting_id),
        form=form,
        page=lambda: _page(meeting_id, step=form),
        shown=Refusal,
    )


def _saved(
    meeting_id: int, form: Form, verb: Callable[[Work], Any], said: str, page: Page
) -> Answer:
    """Change a meeting with what was typed, and lead to its page."""
    return sent(
        form,
        verb,
        said=said,
        back=url_for("bodies.meeting", meeting_id=meeting_id),
        page=page,
        fresh=lambda: bodies.meeting(current.work(), meeting_id).revision,
    )


def _changeable(meeting_id: int) -> BodyMeetingView:
    """The meeting; its forms are shown only while something of it can be changed."""
    found = bodies.meeting(current.work(), meeting_id)
    if not found.may_edit and request.method == "GET":
        raise bodies.MinutesConfirmed()
    return found
