"""How mails and jobs go: for those who look after the machine."""

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from webapp.request import access, current
from workflow.values.vocabulary import Role

blueprint = Blueprint("admin", __name__, url_prefix="/admin")


@blueprint.get("/")
@access.roles(Role.ADMIN)
def index() -> str:
    """Mails that have not left, workers, and what waits for them."""
    operations = current.engine().notices.operations(current.actor())
    return render_template(
        "notices/admin.html", operations=operations, mail=current.settings().mail
    )


@blueprint.post("/mails/<id:mail_id>/try")
@access.roles(Role.ADMIN)
def try_now(mail_id: int) -> Response:
    """Have a mail tried at once instead of at its time."""
    current.engine().notices.try_now(current.actor(), mail_id)
    flash(_("The mail is tried again now. Load this page anew to see how it went."), "success")
    return redirect(url_for("admin.index"))
