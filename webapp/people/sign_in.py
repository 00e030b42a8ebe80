"""Signing in and out."""

from typing import Final

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import login_user, logout_user
from werkzeug.wrappers import Response

from webapp.app.extensions import limiter
from webapp.people.forms import SignInForm
from webapp.request import access, addresses, current, logs
from webapp.words import refusals
from workflow import notices, people
from workflow.values import SignInRefused

FAILURES_OF_ONE_ADDRESS: Final = "30 per 10 minutes"
FAILURES_OF_ONE_LOGIN: Final = "6 per 10 minutes"

blueprint = Blueprint("auth", __name__, url_prefix="/auth")


def _failed(response: Response) -> bool:
    return response.status_code == 401


def _login_typed() -> str:
    return request.form.get("login", "").strip().lower()[:64] or "-"


@blueprint.get("/sign-in")
@access.public
def sign_in() -> Response | str:
    """Ask for login and password."""
    back = addresses.local(request.args.get("next"), url_for("home.index"))
    if current.actor_or_none() is not None:
        return redirect(back)
    return render_template("people/sign_in.html", form=SignInForm(next=back))


@blueprint.post("/sign-in")
@limiter.limit(FAILURES_OF_ONE_LOGIN, key_func=_login_typed, deduct_when=_failed)
@limiter.limit(FAILURES_OF_ONE_ADDRESS, deduct_when=_failed)
@access.public
def check_password() -> Response | tuple[str, int]:
    """Open a session for whoever knows the password; every failure counts."""
    form = SignInForm()
    if not form.validate_on_submit():
        return render_template("people/sign_in.html", form=form), 422
    try:
        actor = people.sign_in(current.reading(), form.login.data or "", form.password.data or "")
    except SignInRefused as error:
        logs.refused(error)
        form.form_errors.append(refusals.refusal(error))
        return render_template("people/sign_in.html", form=form), 401
    own_language = notices.preferences(current.reading().as_(actor)).language
    _new_session()
    if own_language:
        current.speak(own_language)
    login_user(access.SignedIn(actor))
    return redirect(addresses.local(form.next.data, url_for("home.index")))


@blueprint.post("/sign-out")
@access.public
def sign_out() -> Response:
    """Close the session; harmless when there is none."""
    logout_user()
    _new_session()
    flash(_("You are signed out"), "success")
    return redirect(url_for("auth.sign_in"))


def _new_session() -> None:
    """Nothing of the earlier session, its token included, lives on but the language."""
    language = session.get(current.LANGUAGE_KEY)
    session.clear()
    if language:
        session[current.LANGUAGE_KEY] = language
    session.permanent = True
