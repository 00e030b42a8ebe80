"""Forms about signing in, one's own account, and everybody's accounts."""

from contextlib import suppress
from typing import Final

from tests.support.demonstration import PASSWORD
from tests.support.people import person_named
from tests.support.sendings.sending import DRAFT, Sending, person_page
from tests.support.told import refuse_a_mail, tell_all
from tests.support.units import do, look
from webapp.app.settings import Settings
from workflow import accounts, calendar, items, people, unsent
from workflow.accounts import Invitation
from workflow.accounts.links import make
from workflow.engine import Engine
from workflow.values.accounts import LinkPurpose
from workflow.values.errors import SignInRefused


def _with_address(engine: Engine) -> str:
    do(engine, "soumu", calendar.create_feed, 0)
    return "/calendar/address"


def _told(engine: Engine) -> str:
    tell_all(engine)
    return "/notices/"


def _unsent(engine: Engine) -> str:
    tell_all(engine)
    refuse_a_mail(engine)
    return "/admin/"


def _typing(engine: Engine) -> str:
    page = f"/items/{look(engine, None, items.find, DRAFT)}/edit"
    do(engine, "soumu", unsent.keep, page, [("summary", "書きかけ")], engine.clock.now())
    return page


def _here_and_elsewhere(engine: Engine) -> str:
    person = person_named(engine, "soumu")
    do(engine, person, accounts.begin, person, accounts.SHELL)
    return "/account/"


def _signed_in(engine: Engine) -> str:
    _here_and_elsewhere(engine)
    return person_page("/accounts/people", "soumu")(engine)


def locked_out(engine: Engine) -> str:
    """Somebody guessed a password too often."""
    for _ in range(6):
        with suppress(SignInRefused):
            accounts.sign_in(engine, "soumu", "a wrong guess", accounts.SHELL)
    return "/accounts/"


def _mailable(engine: Engine) -> str:
    first = look(engine, "admin", people.one, 1)
    do(engine, "admin", people.set_email, first.login, "first@example.jp")
    return "/accounts/links/?whose=everybody"


def _reachable(engine: Engine) -> str:
    do(engine, "admin", people.set_email, "soumu", "soumu@example.jp")
    return person_page("/accounts/people", "soumu")(engine)


def _invited(engine: Engine) -> str:
    person_id = person_named(engine, "soumu").person_id
    return f"/auth/links/{do(engine, 'admin', accounts.invite, person_id).token}"


CODE: Final = "ACDE-FGHJ-KMNP"


def _with_a_code(engine: Engine) -> str:
    """A link whose code is known, as it is kept by the tests' own settings."""
    rules = Settings(secret_key="a key for the tests only").account_rules
    person_id = person_named(engine, "soumu").person_id
    invitation = Invitation("a token of nobody", CODE)
    do(engine, "admin", make, person_id, LinkPurpose.INVITATION, invitation, rules)
    return "/start/"


NEW_PASSWORD: Final = {"password": "another horse battery", "again": "another horse battery"}


FORMS: Final = (
    Sending("account.end", "soumu", _here_and_elsewhere),
    Sending("account.end_others", "soumu", _here_and_elsewhere),
    Sending("account.password", "soumu", "/account/password", {"old": PASSWORD, **NEW_PASSWORD}),
    Sending("accounts.end", "admin", _signed_in),
    Sending("accounts.lift", "admin", locked_out),
    Sending("accounts.mail_link", "admin", _reachable),
    Sending("accounts.make_link", "admin", person_page("/accounts/people", "soumu")),
    Sending("accounts.sign_out", "admin", _signed_in),
    Sending("admin.try_now", "admin", _unsent),
    Sending("auth.check_password", "", "/auth/sign-in", {"login": "soumu", "password": PASSWORD}),
    Sending("auth.forgotten", "", "/auth/forgotten", {"login": "soumu"}),
    Sending("auth.link", "", _invited, NEW_PASSWORD),
    Sending("auth.sign_out", "soumu", "/"),
    Sending("feeds.create", "soumu", "/calendar/address"),
    Sending("feeds.create", "soumu", _with_address),
    Sending("feeds.revoke", "soumu", _with_address),
    Sending("frame.choose_cycle", "soumu", "/", {"cycle": "2021-12"}),
    Sending("frame.choose_language", "soumu", "/", {"language": "en"}),
    Sending("notices.read", "reviewer", _told),
    Sending("notices.read_all", "reviewer", _told),
    Sending("notices.settings", "reviewer", "/notices/settings", {"digest_minutes": "120"}),
    Sending("invitations.slips", "admin", "/accounts/links/?whose=everybody", {"person": "1"}),
    Sending("invitations.mail", "admin", _mailable, {"person": "1"}, to="mail"),
    Sending("start.begin", "", _with_a_code, {"login": "soumu", "code": CODE, **NEW_PASSWORD}),
    Sending("unsent.keep", "soumu", "/", {"unsent_place": "/items/1/edit", "summary": "途中"},
            to="unsent/"),
    Sending("unsent.forget", "soumu", _typing),
)  # fmt: skip
