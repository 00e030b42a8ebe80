"""One-use links for first passwords, for many people at once: slips of paper, or mails."""

from collections.abc import Callable
from typing import Final, TypeVar

from flask import Blueprint, render_template, request, url_for
from flask_babel import LazyString

from webapp.request import access, addresses, current, security_log
from webapp.request.posting import Answer, led_back, posted
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.catalogue import ngettext
from workflow import accounts, people
from workflow.accounts import Client, Rules, Slip, Whose
from workflow.values import ADMINISTRATORS, InputRefused
from workflow.work import Work

blueprint = Blueprint("invitations", __name__, url_prefix="/accounts/links")

T = TypeVar("T")
Verb = Callable[[Work, list[int], Rules, Client, int], T]

WHOSE: Final[dict[Whose, LazyString]] = {
    Whose.NOTHING: _l("With a role, without a password and without a link"),
    Whose.UNSET: _l("With a role, without a password"),
    Whose.WITHOUT_ROLE: _l("Without a role and without a password"),
    Whose.EVERYBODY: _l("Everybody who may sign in"),
}


@blueprint.get("/")
@access.roles(*ADMINISTRATORS)
def index() -> str:
    """Whom links can be made for; who has nothing to sign in by is ticked."""
    work = current.work()
    whose = _whose(request.args.get("whose", ""))
    department_id = request.args.get("department", None, type=int)
    return render_template(
        "accounts/invitations.html",
        people=accounts.invitable(work, whose, department_id),
        seen=accounts.newest_link(work),
        whose=whose,
        words=WHOSE,
        departments=people.departments(work),
        department_id=department_id,
        by_mail=bool(current.settings().mail.host),
    )


@blueprint.post("/slips")
@access.roles(*ADMINISTRATORS)
def slips() -> Answer:
    """Make links, and show them this once: a slip to be cut off and handed over for each."""
    try:
        made = current.write(_ordered(accounts.invite_many))
    except InputRefused as refused:
        return _back(refused)
    return render_template(
        "accounts/slips.html",
        slips=[(one, _address(one)) for one in made],
        start=addresses.from_outside(url_for("start.index")).rstrip("/"),
        is_within=addresses.is_within(),
    )


@blueprint.post("/mail")
@access.roles(*ADMINISTRATORS)
def mail() -> Answer:
    """Mail links to those who have an address; nobody else sees them."""
    try:
        return posted(
            _ordered(accounts.mail_many),
            said=lambda count: ngettext(
                "%(num)d link is on its way.", "%(num)d links are on their way.", count
            ),
            back=url_for("invitations.index"),
        )
    except InputRefused as refused:
        return _back(refused)


def _back(refused: InputRefused) -> Answer:
    """To the list again: nobody was chosen, or nobody of those has an address."""
    return led_back(refused, _("Choose at least one person."), url_for("invitations.index"))


def _address(slip: Slip) -> str:
    return addresses.from_outside(url_for("auth.link", token=slip.token))


def _ordered(verb: Verb[T]) -> Callable[[Work], T]:
    """The verb, for those who were chosen on the page."""
    rules, client = current.settings().account_rules, security_log.client()
    seen, whose = request.form.get("seen", 0, type=int), request.form.get("whose", "")

    def chosen(work: Work) -> list[int]:
        """Those ticked, or all of a kind."""
        if whose in set(Whose):
            return [one.id for one in accounts.invitable(work, Whose(whose))]
        return request.form.getlist("person", type=int)

    return lambda work: verb(work, chosen(work), rules, client, seen)


def _whose(text: str) -> Whose:
    return Whose(text) if text in set(Whose) else Whose.NOTHING
