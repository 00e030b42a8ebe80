"""What the security log tells, in words."""

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _p

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
