"""The sentences for what signing in and the administration of people refuse."""

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from webapp.words import refusals

SENTENCES: Final[Mapping[str, LazyString]] = {
    "sign_in_refused": _l("The login and the password do not match."),
}

PROBLEMS: Final[Mapping[str, LazyString]] = {
    "login_unreadable": _l("A login is small letters, figures and . _ @ - only."),
    "email_unreadable": _l("This is not an e-mail address."),
    "password_length": _l("A password has at least %(limit)s characters."),
}

refusals.register(SENTENCES, PROBLEMS)
