"""People, what they hold, and where their mails go: for administrators."""

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from webapp.forms.refused import show_refusal
from webapp.people.forms import EmailForm
from webapp.request import access, current, errors
from workflow.values.errors import InputRefused
from workflow.values.vocabulary import Role

blueprint = Blueprint("people", __name__, url_prefix="/people")


@blueprint.get("/")
@access.roles(Role.ADMIN)
def index() -> str:
    """Everyone, with roles, departments and mail address."""
    people = current.engine().people.everyone(current.actor())
    return render_template("people/index.html", people=people)


@blueprint.route("/<id:person_id>/email", methods=["GET", "POST"])
@access.roles(Role.ADMIN)
def email(person_id: int) -> Response | str | tuple[str, int]:
    """Set where a person's mails go."""
    desk, actor = current.engine().people, current.actor()
    person = desk.one(actor, person_id)
    form = EmailForm(email=person.email)
    status = 200
    if form.is_submitted():
        status = 422
        if form.validate():
            try:
                desk.set_email(actor, person_id, form.email.value.strip())
            except InputRefused as error:
                show_refusal(form, error)
                status = errors.status_of(error)
            else:
                flash(_("The mail address is kept."), "success")
                return redirect(url_for("people.index"))
    return render_template("people/email.html", form=form, person=person), status
