"""An office in which people have passwords, and a clock for sessions."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import select

from tests.support.demonstration import PASSWORD
from tests.support.office import Office
from workflow import accounts
from workflow.accounts import Client
from workflow.models import SecurityEvent
from workflow.values.actor import OPERATOR
from workflow.values.clock import JAPAN, SettableClock
from workflow.values.errors import Refusal

HOME: Final = Client("192.0.2.1", "Mozilla/5.0 (Windows NT 10.0) Chrome/126.0 Edg/126.0")
ELSEWHERE: Final = Client("198.51.100.7", "Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0")
MORNING: Final = datetime(2026, 11, 30, 9, 0, tzinfo=JAPAN)


def with_passwords(office: Office, *logins: str) -> SettableClock:
    """Everybody named has PASSWORD; gives the clock by which sessions and locks end."""
    clock = SettableClock(MORNING)
    office.engine.pace = clock
    for login in logins:
        office.do(OPERATOR, accounts.set_password, login, PASSWORD)
    return clock


def try_in(office: Office, login: str, password: str, client: Client = HOME) -> str:
    """The session's token, or the key of the refusal."""
    try:
        return accounts.sign_in(office.engine, login, password, client)[1]
    except Refusal as refused:
        return refused.key


def redeemed(office: Office, token: str, password: str) -> str:
    """The token of the session that a link begins, or the key of the refusal."""
    try:
        return office.do(None, accounts.redeem, token, password, HOME)[1]
    except Refusal as refused:
        return refused.key


def visit(office: Office, token: str, **rules: Any) -> accounts.Visit | None:
    """Who a request with this token is from."""
    return office.look(None, accounts.visit_of, token, accounts.Rules(**rules))


def log_of(office: Office) -> list[tuple[str, str, str]]:
    """The security log: what happened, whose login, about what; the oldest first."""
    query = select(SecurityEvent).order_by(SecurityEvent.id)
    with office.engine.database.reading() as session:
        return [(row.kind, row.login, row.about) for row in session.scalars(query)]
