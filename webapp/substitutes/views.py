"""Substitutes: my own, those I stand in for, 後閲; admins set them for whoever is away."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, render_template, request, url_for

from webapp.request import access, current
from webapp.request.posting import Answer, posted
from webapp.staffing.watching import posted_watching
from webapp.substitutes.forms import SubstituteForm, acts_of
from webapp.substitutes.words import STATUSES
from webapp.words.catalogue import gettext as _
from workflow import substitutes
from workflow.substitutes import Appointment, Candidate
from workflow.values import ADMINISTRATORS, NotFound, Refusal

blueprint = Blueprint("substitutes", __name__, url_prefix="/substitutes")


@blueprint.route("/", methods=["GET", "POST"])
@access.signed_in
def index() -> Answer:
    """Who stands in for me and for whom I do; a form to set one."""

    def lists() -> dict[str, Any]:
        work = current.work()
        return {
            "for_me": substitutes.for_me(work),
            "for_others": substitutes.for_others(work),
            "waiting": substitutes.count_waiting(work),
        }

    person_id = current.actor().person_id
    return _set(person_id, "substitutes/index.html", url_for("substitutes.index"), lists)


@blueprint.get("/everybody")
@access.roles(*ADMINISTRATORS)
def everybody() -> str:
    """Everybody's, and whom to set one for."""
    work = current.work()
    return render_template(
        "substitutes/everybody.html",
        rows=substitutes.everybody(work),
        people=[one for one in substitutes.candidates(work) if one.grants],
        statuses=STATUSES,
    )


@blueprint.route("/people/<id:person_id>", methods=["GET", "POST"])
@access.roles(*ADMINISTRATORS)
def person(person_id: int) -> Answer:
    """Set one for somebody who is away."""
    return _set(person_id, "substitutes/person.html", url_for("substitutes.everybody"))


@blueprint.post("/<id:substitute_id>/end")
@access.signed_in
def end(substitute_id: int) -> Answer:
    """End one from now on."""
    return posted_watching(
        lambda work: substitutes.end(work, substitute_id),
        said=_("The substitution has ended."),
        back=lambda _ended: _list_with(substitute_id),
    )


@blueprint.get("/done")
@access.signed_in
def done() -> str:
    """What was done in my name, what waits for 後閲 first."""
    page = substitutes.done_for_me(current.work())
    return render_template("substitutes/done.html", page=page)


@blueprint.post("/done")
@access.signed_in
def acknowledge() -> Answer:
    """後閲 of the moves that were sent."""
    acts = acts_of(request.form)
    return posted(
        lambda work: substitutes.acknowledge(work, acts),
        said=lambda count: _("Acknowledged: %(count)d", count=count) if count else "",
        back=url_for("substitutes.done"),
    )


def _list_with(substitute_id: int) -> str:
    """The address of the list that shows this one: one's own, else everybody's."""
    mine = any(one.id == substitute_id for one in substitutes.for_me(current.work()))
    return url_for("substitutes.index" if mine else "substitutes.everybody")


def _set(
    person_id: int, template: str, after: str, lists: Callable[[], dict[str, Any]] = dict
) -> Answer:
    """The page with its form, or what comes of sending it."""
    people = substitutes.candidates(current.work())
    absent, form = _absent(people, person_id), SubstituteForm()
    form.offer(absent, people)

    def page() -> str:
        today = current.today().isoformat()
        return render_template(
            template, form=form, absent=absent, today=today, statuses=STATUSES, **lists()
        )

    if not form.is_submitted():
        return page()
    return posted(
        lambda work: substitutes.appoint(work, form.appointment(absent)),
        said=lambda _id: _said(form.appointment(absent), people),
        back=after,
        form=form,
        page=page,
        shown=Refusal,
    )


def _said(asked: Appointment, people: tuple[Candidate, ...]) -> str:
    """That it is set, and what a substitute does in a role that they hold themselves."""
    said = _("The substitute is set.")
    theirs = next(one.grants for one in people if one.id == asked.substitute_id)
    same = {asked.department_id, None}
    if any(one.role == asked.role and one.department_id in same for one in theirs):
        also = _(
            "They hold the same role: what they do is recorded in their own name alone,"
            " and is not shown to you for acknowledgement."
        )
        return f"{said} {also}"
    return said


def _absent(people: tuple[Candidate, ...], person_id: int) -> Candidate:
    found = next((one for one in people if one.id == person_id), None)
    if found is None:
        raise NotFound(what="person", name=person_id)
    return found
