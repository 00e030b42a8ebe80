"""Accounts: signing in, sessions, passwords and one-use links, locks and the security log."""

from workflow.accounts.attempts import lift, locks
from workflow.accounts.codes import Invitation
from workflow.accounts.letters import body_to_send, compose
from workflow.accounts.limits import Rules, tidy
from workflow.accounts.links import (
    LinkView,
    account,
    account_named,
    address_of,
    forgotten,
    invite,
    link,
    mail_invitation,
)
from workflow.accounts.many import Slip, Whose, invitable, invite_many, mail_many, newest_link
from workflow.accounts.passwords import change_password, redeem, set_password, sign_in, start
from workflow.accounts.policy import (
    CodeRefused,
    LinkEnded,
    LinkMadeSince,
    MayNotSignIn,
    TooManyAttempts,
)
from workflow.accounts.security_log import A_PAGE, SHELL, Client, EventFilter, events, note_all
from workflow.accounts.sessions import (
    Visit,
    begin,
    mine,
    of_person,
    revoke,
    revoke_all,
    revoke_others,
    seen,
    sign_out,
    visit_of,
)

__all__ = [
    "A_PAGE",
    "SHELL",
    "Client",
    "CodeRefused",
    "EventFilter",
    "Invitation",
    "LinkEnded",
    "LinkMadeSince",
    "LinkView",
    "MayNotSignIn",
    "Rules",
    "Slip",
    "TooManyAttempts",
    "Visit",
    "Whose",
    "account",
    "account_named",
    "address_of",
    "begin",
    "body_to_send",
    "change_password",
    "compose",
    "events",
    "forgotten",
    "invitable",
    "invite",
    "invite_many",
    "lift",
    "link",
    "locks",
    "mail_invitation",
    "mail_many",
    "mine",
    "newest_link",
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
    "start",
    "tidy",
    "visit_of",
]
