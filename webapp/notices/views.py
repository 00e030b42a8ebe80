"""What a person was told, and how they want to be told."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from webapp.notices.forms import WishesForm
from webapp.request import access, current

blueprint = Blueprint("notices", __name__, url_prefix="/notices")


@blueprint.get("/")
@access.signed_in
def index() -> str:
    """The person's notices, the newest first."""
    before = request.args.get("before", type=int)
    page = current.engine().notices.page(current.actor(), before)
    return render_template("notices/index.html", page=page, first=before is None)


@blueprint.post("/<id:notice_id>/read")
@access.signed_in
def read(notice_id: int) -> Response:
    """Mark one notice as read."""
    current.engine().notices.mark_read(current.actor(), notice_id)
    return redirect(url_for("notices.index"))


@blueprint.post("/read")
@access.signed_in
def read_all() -> Response:
    """Mark as read what was shown, and what is older; not what came in the meantime."""
    shown = request.form.get("up_to", 0, type=int)
    current.engine().notices.mark_all_read(current.actor(), shown)
    return redirect(url_for("notices.index"))


@blueprint.route("/settings", methods=["GET", "POST"])
@access.signed_in
def settings() -> Response | str | tuple[str, int]:
    """How the person wants to be told."""
    desk, actor = current.engine().notices, current.actor()
    wishes, usual = desk.wishes(actor), current.settings().mail.digest_minutes
    chosen = usual if wishes.digest_minutes is None else wishes.digest_minutes
    form = WishesForm(by_mail=wishes.by_mail, reminders=wishes.reminders, digest_minutes=chosen)
    form.offer((usual, chosen))
    if form.validate_on_submit():
        desk.wish(
            actor,
            by_mail=form.by_mail.data,
            reminders=form.reminders.data,
            digest_minutes=form.digest_minutes.data,
        )
        flash(_("Your notice settings are kept."), "success")
        return redirect(url_for("notices.settings"))
    page = render_template("notices/settings.html", form=form, email=wishes.email)
    return (page, 422) if form.errors else page
