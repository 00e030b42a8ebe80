"""People, their roles, and where their mails go: for administrators."""

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _

from webapp.people.forms import EmailForm
from webapp.request import access, current
from webapp.request.posting import Answer, posted
from workflow import people
from workflow.people import ADMINISTRATORS

blueprint = Blueprint("people", __name__, url_prefix="/people")


@blueprint.get("/")
@access.roles(*ADMINISTRATORS)
def index() -> str:
    """Everyone, with roles, departments and mail address."""
    return render_template(
        "people/index.html", people=people.listed(current.work(), people.PeopleFilter()).rows
    )


@blueprint.route("/<id:person_id>/email", methods=["GET", "POST"])
@access.roles(*ADMINISTRATORS)
def email(person_id: int) -> Answer | str:
    """Set where a person's mails go."""
    person = people.one(current.work(), person_id)
    form = EmailForm(email=person.email)

    def page() -> str:
        return render_template("people/email.html", form=form, person=person)

    if request.method != "POST":
        return page()
    return posted(
        lambda work: people.set_email(work, person.login, form.email.value.strip()),
        said=_("The mail address is kept."),
        back=url_for("people.index"),
        form=form,
        page=page,
    )
