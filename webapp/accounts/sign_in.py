"""Signing in and out, and setting a password by a one-use link."""

from typing import Final

from flask import (
    Blueprint,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_login import login_user, logout_user
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from webapp.accounts.forms import ForgottenForm, NewPasswordForm, SignInForm
from webapp.forms.refused import show_refusal
from webapp.request import access, addresses, current, errors, logs, security_log
from webapp.request.posting import Answer, Page
from webapp.words import refusals
from webapp.words.catalogue import gettext as _
from workflow import accounts, notices
from workflow.accounts import LinkEnded, TooManyAttempts
from workflow.values import SHORTEST_PASSWORD, Actor, InputRefused, Refusal, SignInRefused

blueprint = Blueprint("auth", __name__, url_prefix="/auth")

LINK: Final = "/links/<token>"
GONE: Final = 410


@blueprint.get("/sign-in")
@access.public
def sign_in() -> Response | str:
    """Ask for login and password."""
    back = addresses.local(request.args.get("next"), url_for("home.index"))
    if current.actor_or_none() is not None:
        return redirect(back)
    return render_template("accounts/sign_in.html", form=SignInForm(next=back))


@blueprint.post("/sign-in")
@access.public
def check_password() -> Answer:
    """Open a session for whoever knows the password; every failure counts."""
    form = SignInForm()

    def page() -> str:
        return render_template("accounts/sign_in.html", form=form)

    if not form.validate_on_submit():
        return page(), 422
    login, password = form.login.data or "", form.password.data or ""
    try:
        who, token = accounts.sign_in(current.engine(), login, password, security_log.client())
    except (SignInRefused, TooManyAttempts) as error:
        return kept_out(form, page, error)
    _let_in(who, token)
    return redirect(addresses.local(form.next.data, url_for("home.index")))


@blueprint.post("/sign-out")
@access.public
def sign_out() -> Response:
    """End the session, here and on the server; harmless when there is none."""
    asking = access.visit() if current.actor_or_none() else None
    logout_user()
    _new_session()
    if asking:
        current.stop_reading()
        with current.engine().write(asking.actor) as work:
            accounts.sign_out(work, asking.session_id, security_log.client())
    flash(_("You are signed out"), "success")
    return redirect(url_for("auth.sign_in"))


@blueprint.route("/forgotten", methods=["GET", "POST"])
@access.public
def forgotten() -> Answer:
    """Order a mail with a link; the answer is the same for every login, known or not."""
    form = ForgottenForm()

    def page(*, asked: bool = False) -> str:
        by_mail = bool(current.settings().mail.host)
        return render_template("accounts/forgotten.html", form=form, by_mail=by_mail, asked=asked)

    if not form.is_submitted():
        return page()
    if not form.validate_on_submit():
        return page(), 422
    client = security_log.client()
    try:
        current.write(lambda work: accounts.forgotten(work, form.login.data or "", client))
    except TooManyAttempts as error:
        return kept_out(form, page, error)
    return page(asked=True)


@blueprint.route(LINK, methods=["GET", "POST"])
@access.public
def link(token: str) -> Answer:
    """Set a password by a one-use link, and be signed in with it."""
    form = NewPasswordForm()
    try:
        found = accounts.link(current.reading(), token)
        page = _link_page(form, found)
        if not form.is_submitted():
            return page()
        if not form.validate_on_submit():
            return page(), 422
        who, session_token = _redeemed(token, form.password.data or "")
    except LinkEnded as error:
        errors.status_of(error)
        return render_template("accounts/link_ended.html"), GONE
    except InputRefused as error:
        show_refusal(form, error)
        return page(), errors.status_of(error)
    return password_set(who, session_token)


def _redeemed(token: str, password: str) -> tuple[Actor, str]:
    client = security_log.client()
    return current.write(lambda work: accounts.redeem(work, token, password, client))


def _link_page(form: FlaskForm, found: accounts.LinkView) -> Page:
    return lambda: render_template(
        "accounts/link.html", form=form, link=found, shortest=SHORTEST_PASSWORD
    )


def kept_out(form: FlaskForm, page: Page, error: Refusal) -> Answer:
    """The form again, why nobody is let in, and after too many attempts for how long."""
    logs.refused(error)
    form.form_errors.append(refusals.refusal(error))
    if not isinstance(error, TooManyAttempts):
        return page(), 401
    answer = make_response(page(), 429)
    answer.headers["Retry-After"] = str(error.data["minutes"] * 60)
    return answer


def password_set(who: Actor, token: str) -> Response:
    """Sign a person in who has just set their password, and say so."""
    _let_in(who, token)
    flash(_("Your password is set, and you are signed in."), "success")
    return redirect(url_for("home.index"))


def _let_in(who: Actor, token: str) -> None:
    """Give the browser a new session, in the person's own language."""
    own_language = notices.preferences(current.reading().as_(who)).language
    _new_session()
    if own_language:
        current.speak(own_language)
    login_user(access.SignedIn(who, token))


def _new_session() -> None:
    """Nothing of the earlier session, its token included, lives on but the language."""
    language = session.get(current.LANGUAGE_KEY)
    session.clear()
    if language:
        session[current.LANGUAGE_KEY] = language
    session.permanent = True
