"""Somebody leaves: all that they have is handed to a successor, by a plan that is looked at."""

from functools import partial

from flask import Blueprint, render_template, url_for

from webapp.request import access, current
from webapp.request.posting import Answer, posted
from webapp.transfers.forms import LeavingForm
from webapp.words.catalogue import gettext as _
from workflow import people, transfers
from workflow.values import ADMINISTRATORS

blueprint = Blueprint("leaving", __name__, url_prefix="/people")


@blueprint.route("/<id:person_id>/leaving", methods=["GET", "POST"])
@access.roles(*ADMINISTRATORS)
def write(person_id: int) -> Answer:
    """Write the plan by which a successor follows in everything that somebody has."""
    person = people.one(current.work(), person_id)
    form = LeavingForm(data={"takes_effect_on": current.today()})
    page = partial(render_template, "transfers/leaving.html", form=form, person=person)
    return posted(
        lambda work: transfers.write_leaving(
            work, person_id, form.takes_effect_on.value, form.successor.value, off=form.off.value
        ),
        said=_("The plan was written down. Nothing is changed yet."),
        back=lambda plan_id: url_for("transfers.show", plan_id=plan_id),
        form=form,
        page=page,
    )
