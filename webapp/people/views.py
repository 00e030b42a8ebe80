"""People and all that they hold, held and will hold: for administrators."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from flask import Blueprint, render_template, request, url_for
from flask_wtf import FlaskForm

from webapp.people import words
from webapp.people.forms import (
    EndForm,
    FilterForm,
    NewPersonForm,
    PersonForm,
    RoleForm,
    SwitchForm,
    sent_place,
)
from webapp.request import access, current
from webapp.request.posting import Answer, posted
from webapp.staffing.watching import posted_watching
from webapp.words.catalogue import gettext as _
from workflow import ledger, people
from workflow.people import PersonView
from workflow.values import ADMINISTRATORS, NotFound, Refusal, Subject
from workflow.work import Work

blueprint = Blueprint("people", __name__, url_prefix="/people")

PERSON: Final = "/<id:person_id>"


@blueprint.get("/")
@access.roles(*ADMINISTRATORS)
def index() -> str:
    """The list of people, found and narrowed, a page at a time."""
    work = current.work()
    form = FilterForm(request.args)
    form.offer(people.departments(work), people.departments(work, there_on=current.today()))
    form.validate()
    page = people.listed(work, form.wanted, form.number)

    def address(number: int) -> str:
        return url_for("people.index", **form.narrowing, page=number)

    return render_template(
        "people/index.html",
        form=form,
        page=page,
        words=words,
        next_url=None if page.is_last else address(page.number + 1),
        first_url=address(1) if page.number > 1 else None,
    )


@blueprint.get(PERSON)
@access.roles(*ADMINISTRATORS)
def show(person_id: int) -> str:
    """One person: what is known of them, their roles with days, and every change."""
    work = current.work()
    person = people.one(work, person_id)
    told = ledger.ChangeFilter(subject=Subject.PERSON, code=person.login)
    return render_template(
        "people/show.html",
        person=person,
        words=words,
        changes=ledger.changes(work, told),
        departments=people.departments(work),
    )


@blueprint.route("/new", methods=["GET", "POST"])
@access.roles(*ADMINISTRATORS)
def add() -> Answer:
    """Add somebody."""
    form = NewPersonForm()
    form.offer(people.workplaces(current.work()))
    page = partial(render_template, "people/form.html", form=form, person=None)
    return posted(
        lambda work: people.add(work, form.login.value, form.particulars),
        said=_("The person was added. Give them a role next."),
        back=lambda person_id: url_for("people.give", person_id=person_id),
        form=form,
        page=page,
    )


@blueprint.route(f"{PERSON}/change", methods=["GET", "POST"])
@access.roles(*ADMINISTRATORS)
def change(person_id: int) -> Answer:
    """Change what is known of a person."""
    person = _person(person_id)
    form = PersonForm(data=_typed(person))
    form.offer(people.workplaces(current.work()))
    return _changing(
        person,
        form,
        "people/form.html",
        lambda work: people.change(work, person_id, form.particulars, form.seen.data),
        _("What is known of the person was changed."),
    )


@blueprint.route(f"{PERSON}/roles", methods=["GET", "POST"])
@access.roles(*ADMINISTRATORS)
def give(person_id: int) -> Answer:
    """Give a person a role, for today or a day to come."""
    person = _person(person_id)
    form = RoleForm(data={"seen": person.seen})
    form.offer(people.departments(current.work(), there_on=current.today()))
    return _changing(
        person,
        form,
        "people/give.html",
        lambda work: people.give(work, person_id, form.holding, form.seen.data),
        _("The role was given."),
    )


@blueprint.route(f"{PERSON}/roles/<id:grant_id>/end", methods=["GET", "POST"])
@access.roles(*ADMINISTRATORS)
def end(person_id: int, grant_id: int) -> Answer:
    """End a role, at once or after a day."""
    person = _person(person_id)
    grant = next((one for one in person.grants if one.id == grant_id), None)
    if grant is None:
        raise NotFound(what="role", name=grant_id)
    form = EndForm(data={"seen": person.seen, "until_on": grant.period.until_on})
    return _changing(
        person,
        form,
        "people/end.html",
        lambda work: people.end(work, grant_id, form.until_on.value, form.seen.data),
        _("The end of the role was kept."),
        grant=grant,
    )


@blueprint.route(f"{PERSON}/switch", methods=["GET", "POST"])
@access.roles(*ADMINISTRATORS)
def switch(person_id: int) -> Answer:
    """Switch a person off, or on again."""
    person = _person(person_id)
    form = SwitchForm(data={"seen": person.seen})
    verb = people.switch_off if person.active else people.switch_on
    said = (
        _("The person was switched off.") if person.active else _("The person may sign in again.")
    )
    return _changing(
        person,
        form,
        "people/switch.html",
        lambda work: verb(work, person_id, form.seen.data),
        said,
    )


def _person(person_id: int) -> PersonView:
    return people.one(current.work(), person_id)


def _changing(
    person: PersonView,
    form: FlaskForm,
    template: str,
    verb: Callable[[Work], Any],
    said: str,
    **shown: Any,
) -> Answer:
    """The page of a form about a person, or what comes of sending it."""
    today = current.today().isoformat()
    page = partial(
        render_template, template, form=form, person=person, words=words, today=today, **shown
    )
    if request.method != "POST":
        return page()
    back = url_for("people.show", person_id=person.id)
    return posted_watching(verb, said=said, back=back, form=form, page=page, shown=Refusal)


def _typed(person: PersonView) -> dict[str, Any]:
    return {
        "name": person.name.ja,
        "name_en": person.name.en,
        "kana": person.kana,
        "staff_number": person.staff_number,
        "email": person.email,
        "section": sent_place(person.workplace.place) if person.workplace else None,
        "seen": person.seen,
    }
