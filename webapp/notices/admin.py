"""How mails and jobs go: for administrators."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from webapp.notices import failed_jobs
from webapp.request import access, current
from webapp.words.catalogue import gettext as _
from workflow import jobs
from workflow.values import ADMINISTRATORS

blueprint = Blueprint("admin", __name__, url_prefix="/admin")


@blueprint.get("/")
@access.roles(*ADMINISTRATORS)
def index() -> str:
    """Mails that have not left, workers, and what waits for them."""
    operations = jobs.operations(current.work())
    return render_template(
        "notices/admin.html",
        operations=operations,
        failed=[failed_jobs.said(one) for one in operations.failed],
        failed_days=jobs.FAILED_KEPT_FOR.days,
        mail=current.settings().mail,
    )


@blueprint.post("/mails/<id:mail_id>/try")
@access.roles(*ADMINISTRATORS)
def try_now(mail_id: int) -> Response:
    """Try to send a mail at once instead of at its time."""
    jobs.try_now(current.engine(), current.actor(), mail_id)
    flash(_("The mail is tried again now. Load this page anew to see how it went."), "success")
    return redirect(url_for("admin.index"))
