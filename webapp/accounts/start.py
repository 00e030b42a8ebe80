"""The short page for a first password: login and code are typed from a slip of paper."""

from flask import Blueprint, render_template

from webapp.accounts.forms import StartForm
from webapp.accounts.sign_in import kept_out, password_set
from webapp.forms.refused import show_refusal
from webapp.request import access, current, errors, security_log
from webapp.request.posting import Answer
from workflow import accounts
from workflow.accounts import CodeRefused, TooManyAttempts
from workflow.values import SHORTEST_PASSWORD, InputRefused

blueprint = Blueprint("start", __name__, url_prefix="/start")


@blueprint.get("/")
@access.public
def index() -> str:
    """Ask for login, code and a new password."""
    return _page(StartForm(formdata=None))


@blueprint.post("/")
@access.public
def begin() -> Answer:
    """Set the password and sign in; every wrong code counts like a wrong password."""
    form = StartForm()
    if not form.validate_on_submit():
        return _page(form), 422
    typed = (form.login.data or "", form.code.data or "", form.password.data or "")
    rules, client = current.settings().account_rules, security_log.client()
    try:
        who, token = accounts.start(current.engine(), *typed, rules, client)
    except (CodeRefused, TooManyAttempts) as error:
        return kept_out(form, lambda: _page(form), error)
    except InputRefused as error:
        show_refusal(form, error)
        return _page(form), errors.status_of(error)
    return password_set(who, token)


def _page(form: StartForm) -> str:
    return render_template("accounts/start.html", form=form, shortest=SHORTEST_PASSWORD)
