"""The sentences for what accounts refuse."""

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from webapp.words import refusals

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
