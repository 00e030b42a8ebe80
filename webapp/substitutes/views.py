"""Substitutes: my own, those I stand in for, 後閲; admins set them for whoever is away."""

from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from webapp.forms.refused import show_refusal
from webapp.request import access, current, errors
from webapp.substitutes.forms import SubstituteForm, acts_of
from webapp.substitutes.words import STANDINGS
from workflow.substitutes.queries import Candidate
from workflow.values.errors import NotFound, Refusal
from workflow.values.vocabulary import Role

blueprint = Blueprint("substitutes", __name__, url_prefix="/substitutes")

Answer = Response | str | tuple[str, int]


@blueprint.route("/", methods=["GET", "POST"])
@access.signed_in
def index() -> Answer:
    """Who stands in for me and for whom I do; a form to set one."""
    actor, desk = current.actor(), current.engine().substitutes
    return _set(
        actor.person_id,
        "substitutes/index.html",
        url_for("substitutes.index"),
        of=lambda: desk.of(actor),
        by=lambda: desk.by(actor),
        waiting=lambda: desk.count_waiting(actor),
    )


@blueprint.get("/everybody")
@access.roles(Role.ADMIN)
def everybody() -> str:
    """Everybody's, and whom to set one for."""
    desk = current.engine().substitutes
    return render_template(
        "substitutes/everybody.html",
        rows=desk.everybody(current.actor()),
        people=[one for one in desk.candidates() if one.grants],
        standings=STANDINGS,
    )


@blueprint.route("/people/<id:person_id>", methods=["GET", "POST"])
@access.roles(Role.ADMIN)
def person(person_id: int) -> Answer:
    """Set one for somebody who is away."""
    return _set(person_id, "substitutes/person.html", url_for("substitutes.everybody"))


@blueprint.post("/<id:substitute_id>/end")
@access.signed_in
def end(substitute_id: int) -> Response:
    """End one from now on."""
    actor, desk = current.actor(), current.engine().substitutes
    desk.end(substitute_id, actor)
    flash(_("The substitution has ended."), "success")
    mine = any(one.id == substitute_id for one in desk.of(actor))
    return redirect(url_for("substitutes.index" if mine else "substitutes.everybody"))


@blueprint.get("/done")
@access.signed_in
def done() -> str:
    """What was done in my name, what waits for 後閲 first."""
    page = current.engine().substitutes.done_for(current.actor())
    return render_template("substitutes/done.html", page=page)


@blueprint.post("/done")
@access.signed_in
def acknowledge() -> Response:
    """後閲 of the moves that were sent."""
    actor = current.actor()
    count = current.engine().substitutes.acknowledge(actor, acts_of(request.form))
    if count:
        flash(_("Acknowledged: %(count)d", count=count), "success")
    return redirect(url_for("substitutes.done"))


def _set(person_id: int, template: str, after: str, **beside: Any) -> Answer:
    """The page with its form, or what comes of sending it."""
    desk, form = current.engine().substitutes, SubstituteForm()
    people = desk.candidates()
    absent = _absent(people, person_id)
    form.offer(absent, people)
    status = 200
    if form.is_submitted():
        status = 422
        if form.validate():
            try:
                desk.appoint(form.appointment(absent), current.actor())
            except Refusal as error:
                show_refusal(form, error)
                status = errors.status_of(error)
            else:
                flash(_("The substitute is set."), "success")
                return redirect(after)
    facts = {name: read() for name, read in beside.items()}
    facts |= {"form": form, "absent": absent, "today": current.today().isoformat()}
    return render_template(template, standings=STANDINGS, **facts), status


def _absent(people: tuple[Candidate, ...], person_id: int) -> Candidate:
    found = next((one for one in people if one.id == person_id), None)
    if found is None:
        raise NotFound(what="person", name=person_id)
    return found
