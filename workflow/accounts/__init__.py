"""Accounts: signing in, sessions, passwords and one-use links, locks and the security log."""

from workflow.accounts.attempts import LockView, lift, locks
from workflow.accounts.letters import body_to_send, compose
from workflow.accounts.links import (
    AccountView,
    LinkView,
    account,
    account_named,
    address_of,
    forgotten,
    invite,
    link,
    mail_invitation,
)
from workflow.accounts.passwords import change_password, redeem, set_password, sign_in
from workflow.accounts.policy import LinkEnded, LinkMadeSince, MayNotSignIn, TooManyAttempts
from workflow.accounts.rules import FORGOTTEN_LINK, Rules
from workflow.accounts.security_log import (
    A_PAGE,
    SHELL,
    Client,
    EventFilter,
    EventView,
    events,
    note_all,
)
from workflow.accounts.sessions import (
    SessionView,
    Visit,
    begin,
    end_all,
    mine,
    of_person,
    revoke,
    revoke_all,
    revoke_others,
    seen,
    sign_out,
    visit_of,
)
from workflow.accounts.tidying import tidy

__all__ = [
    "A_PAGE",
    "FORGOTTEN_LINK",
    "SHELL",
    "AccountView",
    "Client",
    "EventFilter",
    "EventView",
    "LinkEnded",
    "LinkMadeSince",
    "LinkView",
    "LockView",
    "MayNotSignIn",
    "Rules",
    "SessionView",
    "TooManyAttempts",
    "Visit",
    "account",
    "account_named",
    "address_of",
    "begin",
    "body_to_send",
    "change_password",
    "compose",
    "end_all",
    "events",
    "forgotten",
    "invite",
    "lift",
    "link",
    "locks",
    "mail_invitation",
    "mine",
    "note_all",
    "of_person",
    "redeem",
    "revoke",
    "revoke_all",
    "revoke_others",
    "seen",
    "set_password",
    "sign_in",
    "sign_out",
    "tidy",
    "visit_of",
]
