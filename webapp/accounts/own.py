"""One's own account: where one is signed in, and one's password."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from webapp.accounts.forms import ChangePasswordForm
from webapp.accounts.words import device
from webapp.forms.refused import show_refusal
from webapp.request import access, current, errors, security_log
from webapp.request.posting import Answer, posted
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import ngettext
from workflow import accounts
from workflow.accounts import TooManyAttempts
from workflow.values import SHORTEST_PASSWORD, InputRefused

blueprint = Blueprint("account", __name__, url_prefix="/account")


@blueprint.get("/")
@access.signed_in
def index() -> str:
    """The devices with which one is signed in."""
    return render_template(
        "accounts/own.html",
        sessions=accounts.mine(current.work(), current.settings().account_rules),
        here=access.visit().session_id,
        device=device,
    )


@blueprint.post("/sessions/<id:session_id>/end")
@access.signed_in
def end(session_id: int) -> Answer:
    """Sign out one of them."""
    client = security_log.client()
    return posted(
        lambda work: accounts.revoke(work, session_id, client),
        said=_("That device is signed out."),
        back=url_for("account.index"),
    )


@blueprint.post("/sessions/end-others")
@access.signed_in
def end_others() -> Answer:
    """Sign out all but the one that asks."""
    here, client = access.visit().session_id, security_log.client()
    return posted(
        lambda work: accounts.revoke_others(work, here, client),
        said=lambda count: ngettext(
            "%(num)d other device is signed out.", "%(num)d other devices are signed out.", count
        ),
        back=url_for("account.index"),
    )


@blueprint.route("/password", methods=["GET", "POST"])
@access.signed_in
def password() -> Response | str | tuple[str, int]:
    """Change one's password, by the old one."""
    form = ChangePasswordForm()

    def page() -> str:
        return render_template("accounts/password.html", form=form, shortest=SHORTEST_PASSWORD)

    if request.method != "POST":
        return page()
    if not form.validate_on_submit():
        return page(), 422
    try:
        _change(form)
    except (InputRefused, TooManyAttempts) as error:
        show_refusal(form, error)
        return page(), errors.status_of(error)
    flash(_("Your password is changed. All other devices are signed out."), "success")
    return redirect(url_for("account.index"))


def _change(form: ChangePasswordForm) -> None:
    asking = access.visit()
    current.stop_reading()
    accounts.change_password(
        current.engine(),
        asking.actor,
        form.old.data or "",
        form.password.data or "",
        asking.session_id,
        security_log.client(),
    )
