"""Words of accounts: what the security log tells, what is refused, what browsers are called."""

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString

from webapp.words import refusals
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.catalogue import lazy_pgettext as _p
from webapp.words.office import HEADQUARTERS_FIRST
from workflow.values import Attempted, SecurityKind

KINDS: Final[Mapping[SecurityKind, LazyString]] = {
    SecurityKind.SIGNED_IN: _p("security log", "Signed in"),
    SecurityKind.SIGNED_OUT: _p("security log", "Signed out"),
    SecurityKind.FAILED: _p("security log", "Sign-in failed"),
    SecurityKind.LOCKED: _p("security log", "Locked"),
    SecurityKind.LIFTED: _p("security log", "Lock lifted"),
    SecurityKind.LINK_MADE: _p("security log", "Link made"),
    SecurityKind.LINK_ASKED: _p("security log", "Forgotten password reported"),
    SecurityKind.LINK_MAILED: _p("security log", "Link mailed"),
    SecurityKind.LINK_USED: _p("security log", "Link used"),
    SecurityKind.CODE_USED: _p("security log", "Code used"),
    SecurityKind.PASSWORD_CHANGED: _p("security log", "Password set"),
    SecurityKind.REVOKED: _p("security log", "Device signed out"),
    SecurityKind.EXPORTED: _p("security log", "File taken"),
    SecurityKind.PAPER_READ: _p(
        "security log", "%(headquarters)s paper read", headquarters=HEADQUARTERS_FIRST
    ),
}

ATTEMPTED: Final[Mapping[Attempted, LazyString]] = {
    Attempted.SIGN_IN: _p("security log", "Signing in"),
    Attempted.FORGOTTEN: _p("security log", "Forgotten password"),
}

ABOUT: Final = _l("What it was about")


# -------------------------------------------------------------- what is refused


SENTENCES: Final[Mapping[str, LazyString]] = {
    "sign_in_refused": _l("The login and the password do not match."),
    "code_refused": _l(
        "The login and the code do not match, or the code was used or has ended. Look at your slip"
        " once more; if it stays so, ask for a new one."
    ),
    "too_many_attempts": _l("Too many attempts. Try again in %(minutes)s minutes."),
    "link_ended": _l("This link was used already, was replaced by a newer one, or has ended."),
    "link_made_since": _l(
        "A link was made for this person since this page was opened. Open the page again."
    ),
    "may_not_sign_in": _l("This person may not sign in. Switch them on first."),
}

PROBLEMS: Final[Mapping[str, LazyString]] = {
    "password_length": _l("A password has at least %(limit)s characters."),
    "password_as_before": _l("This is your password until now. Choose another one."),
    "old_password_wrong": _l("This is not your password until now."),
}

refusals.register(SENTENCES, PROBLEMS)


# --------------------------------------------------------------------- browsers


_BROWSERS: Final = (
    ("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
_SYSTEMS: Final = (
    ("Windows", "Windows"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"),
    ("CrOS", "ChromeOS"), ("Mac OS", "macOS"), ("Linux", "Linux"),
)  # fmt: skip


def device(said: str) -> str:
    """The browser and the system that a User-Agent header names, as far as we know them."""
    browser, system = _first(_BROWSERS, said), _first(_SYSTEMS, said)
    if browser and system:
        return _("%(browser)s on %(system)s", browser=browser, system=system)
    return browser or system or _("Unknown device")


def _first(names: tuple[tuple[str, str], ...], said: str) -> str:
    return next((name for mark, name in names if mark in said), "")
