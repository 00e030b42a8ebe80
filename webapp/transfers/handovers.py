"""引継ぎ: what a predecessor handed over, for the one who follows."""

from flask import Blueprint, render_template, url_for

from webapp.request import access, current
from webapp.request.posting import Answer, posted
from webapp.words.catalogue import gettext as _
from workflow import transfers

blueprint = Blueprint("handovers", __name__, url_prefix="/handovers")


@blueprint.get("/<id:handover_id>")
@access.signed_in
def show(handover_id: int) -> str:
    """The items under way, with the way to what was said and noted about each."""
    found = transfers.handover(current.work(), handover_id)
    return render_template("transfers/handover.html", handover=found)


@blueprint.post("/<id:handover_id>")
@access.signed_in
def take_over(handover_id: int) -> Answer:
    """Say that it was taken over."""
    return posted(
        lambda work: transfers.take_over(work, handover_id),
        said=_("Taken over."),
        back=url_for("home.index"),
    )
