"""Publishing a version, and moving the items of an older one along: for administrators."""

import base64
from collections.abc import Callable
from typing import Any, Final

from flask import Blueprint, render_template, request, url_for

from webapp.process import words
from webapp.process.forms import DefinitionForm, PlanForm, field_of
from webapp.process.refusals import fault, objection
from webapp.request import access, current, files
from webapp.request.errors import status_of
from webapp.request.posting import Answer, led_back, posted
from webapp.words import refusals
from webapp.words.catalogue import gettext as _
from workflow import process, versions
from workflow.process import Process, ProcessInvalid
from workflow.values import ADMINISTRATORS, NotFound, Refusal
from workflow.versions import Plan, PlanInvalid

blueprint = Blueprint("publishing", __name__, url_prefix="/process/versions")

LARGEST: Final = 1024 * 1024
MIGRATION: Final = "/<name>/<id:old>/to/<id:new>"


@blueprint.route("/publish", methods=["GET", "POST"])
@files.takes(LARGEST)
@access.roles(*ADMINISTRATORS)
def check() -> Answer:
    """Look at a definition: what is wrong with it, or what it would change."""
    form = DefinitionForm()
    if not form.validate_on_submit():
        name = request.args.get("of", "").replace("\x00", "")
        shipped = versions.shipped_source(current.work(), name) if name else ""
        if name:
            form.text.data = shipped or versions.next_source(current.work(), name)
        return _form(form, shipped=bool(shipped))
    source = form.source
    if source is None:
        form.file.errors = [*form.file.errors, _("This is no UTF-8 text.")]
        return _form(form), 422
    form.text.data = source
    try:
        proved = process.load_publishable(source)
    except ProcessInvalid as error:
        return _form(form, problems=error), 422
    form.checked.data = proved.source_hash
    return _form(form, proved=proved)


@blueprint.post("/publish/now")
@files.takes(LARGEST)
@access.roles(*ADMINISTRATORS)
def publish() -> Answer:
    """Publish a definition that was looked at."""
    form = DefinitionForm()
    source = form.source or ""
    try:
        proved = process.load_publishable(source)
    except ProcessInvalid as error:
        return _form(form, problems=error), 422
    if form.checked.data != proved.source_hash:
        form.checked.data = proved.source_hash
        return _form(form, proved=proved), 409
    return posted(
        lambda work: versions.publish(work, source, proved.name, with_roles=form.with_roles.value),
        said=_("Version %(version)s is published: new items begin on it.", version=proved.version),
        back=url_for("process.show", name=proved.name, version=proved.version),
        form=form,
        page=lambda: _form(form, proved=proved),
        shown=Refusal,
    )


@blueprint.post("/<name>/<id:version>/withdraw")
@access.roles(*ADMINISTRATORS)
def withdraw(name: str, version: int) -> Answer:
    """Take a version out of force on which no item stands."""
    return _ordered(
        lambda work: versions.withdraw(work, name, version),
        _("Version %(version)s is withdrawn: no item begins on it.", version=version),
        url_for("process.show", name=name),
    )


@blueprint.route(MIGRATION, methods=["GET", "POST"])
@access.roles(*ADMINISTRATORS)
def migrate(name: str, old: int, new: int) -> Answer:
    """Say which state becomes which, and see item by item what would come of it."""
    before, after = _versions(name, old, new)
    form = _plan_form(before, after)
    if not form.is_submitted():
        return _plan_page(form, before, after)
    try:
        plan = _plan(form, before, after)
    except PlanInvalid as error:
        return _wrong_plan(form, before, after, error)
    found = versions.rehearse(current.work(), plan)
    form.seen.data = str(found.total)
    return _plan_page(form, before, after, found=found)


@blueprint.post(f"{MIGRATION}/move")
@access.roles(*ADMINISTRATORS)
def move(name: str, old: int, new: int) -> Answer:
    """Order a job that moves the items as the rehearsal showed it."""
    before, after = _versions(name, old, new)
    form = _plan_form(before, after)
    try:
        plan = _plan(form, before, after)
    except PlanInvalid as error:
        return _wrong_plan(form, before, after, error)
    typed = form.seen.data or ""
    seen = int(typed) if typed.isdecimal() and len(typed) < 10 else -1
    said = _("The items are being moved. This page says how far it is.")
    back = url_for("process.show", name=name, version=new)
    return _ordered(lambda work: versions.order_seen(work, plan, seen), said, back)


def _ordered(verb: Callable[[Any], Any], said: str, back: str) -> Answer:
    try:
        return posted(verb, said=said, back=back)
    except NotFound:
        raise
    except Refusal as error:
        return led_back(error, refusals.refusal(error), back)


def _form(
    form: DefinitionForm,
    problems: ProcessInvalid | None = None,
    proved: Process | None = None,
    *,
    shipped: bool = False,
) -> str:
    difference = previous = None
    work = current.work()
    if proved:
        previous = work.newest.get(proved.name)
        difference = process.difference(previous or proved, proved)
    return render_template(
        "process/publish.html",
        form=form,
        shipped=shipped,
        problems=list(zip(problems.problems, problems.told, strict=True)) if problems else (),
        proved=proved,
        previous=previous,
        difference=difference,
        picture=_picture(difference) if difference else "",
        unfit=versions.unfit_roles(work, proved) if proved else (),
        unstaffed=versions.unstaffed(work, proved) if proved else (),
        deadlocked=versions.deadlocked(work, proved) if proved else (),
        words=words,
    )


def _picture(found: process.Difference) -> str:
    """The picture of what is not published yet, as the address of an image."""
    drawn = process.svg(found.drawn, current.language(), found.marks)
    return "data:image/svg+xml;base64," + base64.b64encode(drawn.encode()).decode()


def _versions(name: str, old: int, new: int) -> tuple[Process, Process]:
    if old == new:
        raise NotFound(what="process")
    work = current.work()
    return work.process(name, old), work.process(name, new)


def _plan_form(before: Process, after: Process) -> PlanForm:
    form = PlanForm()
    form.ask(before, after, lambda state: words.named(state.title))
    return form


def _plan(form: PlanForm, before: Process, after: Process) -> Plan:
    return versions.plan_for(before, after, form.chosen(before))


def _wrong_plan(form: PlanForm, before: Process, after: Process, error: PlanInvalid) -> Answer:
    for one in error.problems:
        field = form[field_of(one.place.removeprefix("states."))]
        field.errors = [*field.errors, fault(one)]
    return _plan_page(form, before, after), status_of(error)


def _plan_page(
    form: PlanForm, before: Process, after: Process, found: versions.Rehearsal | None = None
) -> str:
    return render_template(
        "process/migrate.html",
        form=form,
        before=before,
        after=after,
        found=found,
        words=words,
        objection=objection,
    )
