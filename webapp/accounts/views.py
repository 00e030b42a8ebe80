"""How administrators look after accounts: locks, links, sessions, and the security log."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from webapp.accounts.forms import LogFilter
from webapp.accounts.words import ABOUT, ATTEMPTED, KINDS, device
from webapp.request import access, addresses, current, security_log
from webapp.request.files import handed_out
from webapp.request.posting import Answer, posted
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import ngettext
from webapp.words.filters import stamp
from workflow import accounts, documents
from workflow.values import ADMINISTRATORS, Attempted, NotFound

blueprint = Blueprint("accounts", __name__, url_prefix="/accounts")

MOST_EXPORTED = 100_000
"""Lines in one csv: what does not fit is asked for by days."""


@blueprint.get("/")
@access.roles(*ADMINISTRATORS)
def index() -> str:
    """The locks that hold now, and the security log."""
    return _index(LogFilter(request.args))


def _index(form: LogFilter, nobody: str = "") -> str:
    """With the login, where one was typed that is `nobody`'s."""
    work = current.work()
    wanted = form.wanted
    found = accounts.events(work, wanted, accounts.A_PAGE + 1)
    shown, more = found[: accounts.A_PAGE], found[accounts.A_PAGE :]
    return render_template(
        "accounts/index.html",
        locks=accounts.locks(work),
        attempted=ATTEMPTED,
        events=shown,
        kinds=KINDS,
        form=form,
        nobody=nobody,
        next_url=_page(form, shown[-1].id) if more else None,
        first_url=_page(form) if wanted.last_id is not None else None,
    )


@blueprint.get("/log.csv")
@access.roles(*ADMINISTRATORS)
def log() -> Response:
    """The lines that the filter wants, as csv."""
    found = accounts.events(current.work(), LogFilter(request.args).wanted, MOST_EXPORTED)
    rows = [
        (stamp(one.at), str(KINDS[one.kind]), one.login, one.address, one.about) for one in found
    ]
    headings = [_("When"), _("Event"), _("Login"), _("Address"), str(ABOUT)]
    return handed_out(documents.table_document(_("Security log"), headings, rows))


@blueprint.post("/locks/lift")
@access.roles(*ADMINISTRATORS)
def lift() -> Answer:
    """Lift a lock."""
    typed, client = request.form, security_log.client()
    try:
        what = Attempted(typed.get("what", ""))
    except ValueError as unknown:
        raise NotFound(what="lock") from unknown
    login, address = typed.get("login", ""), typed.get("address", "")
    return posted(
        lambda work: accounts.lift(work, what, login, address, client),
        said=_("The lock is lifted."),
        back=url_for("accounts.index"),
    )


@blueprint.get("/people")
@access.roles(*ADMINISTRATORS)
def find() -> Answer:
    """To the account of the person with this login, or back with what was typed."""
    typed = request.args.get("login", "").replace("\x00", "").strip()
    if not typed:
        return redirect(url_for("accounts.index"))
    try:
        found = accounts.account_named(current.work(), typed)
    except NotFound:
        return _index(LogFilter({}), nobody=typed), 404
    return redirect(url_for("accounts.person", person_id=found.person_id))


@blueprint.get("/people/<id:person_id>")
@access.roles(*ADMINISTRATORS)
def person(person_id: int) -> str:
    """A person's account: whether there is a password or a link, and where they are signed in."""
    return _person_page(person_id)


@blueprint.post("/people/<id:person_id>/link")
@access.roles(*ADMINISTRATORS)
def make_link(person_id: int) -> str:
    """Make a one-use link, and show it this once."""
    rules, client = current.settings().account_rules, security_log.client()
    seen = request.form.get("seen", 0, type=int)
    made = current.write(lambda work: accounts.invite(work, person_id, rules, client, seen))
    secret = addresses.from_outside(url_for("auth.link", token=made.token))
    return _person_page(person_id, secret, made.code)


@blueprint.post("/people/<id:person_id>/link/mail")
@access.roles(*ADMINISTRATORS)
def mail_link(person_id: int) -> Answer:
    """Order a mail with a one-use link; nobody but the person sees it."""
    rules, client = current.settings().account_rules, security_log.client()
    seen = request.form.get("seen", 0, type=int)
    return posted(
        lambda work: accounts.mail_invitation(work, person_id, rules, client, seen),
        said=_("The link is on its way."),
        back=url_for("accounts.person", person_id=person_id),
    )


@blueprint.post("/people/<id:person_id>/sessions/<id:session_id>/end")
@access.roles(*ADMINISTRATORS)
def end(person_id: int, session_id: int) -> Answer:
    """Sign a person out from one device."""
    client = security_log.client()
    return posted(
        lambda work: accounts.revoke(work, session_id, client),
        said=_("That device is signed out."),
        back=url_for("accounts.person", person_id=person_id),
    )


@blueprint.post("/people/<id:person_id>/sign-out")
@access.roles(*ADMINISTRATORS)
def sign_out(person_id: int) -> Answer:
    """Sign a person out everywhere."""
    client = security_log.client()
    return posted(
        lambda work: accounts.revoke_all(work, person_id, client),
        said=lambda count: ngettext(
            "%(num)d device is signed out.", "%(num)d devices are signed out.", count
        ),
        back=url_for("accounts.person", person_id=person_id),
    )


def _person_page(person_id: int, secret: str = "", code: str = "") -> str:
    work, settings = current.work(), current.settings()
    return render_template(
        "accounts/person.html",
        account=accounts.account(work, person_id),
        sessions=accounts.of_person(work, person_id, settings.account_rules),
        by_mail=bool(settings.mail.host),
        secret=secret,
        code=code,
        start=addresses.from_outside(url_for("start.index")),
        days=settings.link_days,
        device=device,
    )


def _page(form: LogFilter, last: int | None = None) -> str:
    chosen: dict[str, Any] = dict(form.narrowing)
    return url_for("accounts.index", **chosen, last=last)
