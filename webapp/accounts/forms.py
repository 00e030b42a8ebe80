"""Signing in, passwords, and the filter of the security log, as forms."""

from collections.abc import Mapping
from datetime import date, timedelta

from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import EqualTo, InputRequired, Length

from webapp.forms.form import Form
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.catalogue import lazy_pgettext as _p
from workflow.accounts import EventFilter
from workflow.values import LONGEST_PASSWORD, SecurityKind, midnight

TYPE_IT = _l("Type your password.")


class SignInForm(Form):
    """Login and password; `next` is the page to return to."""

    login = StringField(_l("Login"), [InputRequired(_l("Type your login.")), Length(max=64)])
    password = PasswordField(_l("Password"), [InputRequired(TYPE_IT), Length(max=LONGEST_PASSWORD)])
    next = HiddenField()


class ForgottenForm(Form):
    """Whose password is forgotten."""

    login = StringField(_l("Login"), [InputRequired(_l("Type your login.")), Length(max=64)])


class NewPasswordForm(Form):
    """A new password, twice; the engine checks how long it is."""

    password = PasswordField(_l("New password"), [InputRequired(_l("Type the new password."))])
    again = PasswordField(
        _l("The same once more"), [EqualTo("password", _l("The two are not the same."))]
    )


class StartForm(NewPasswordForm):
    """What is on a slip of paper, and a new password."""

    login = StringField(_l("Login"), [InputRequired(_l("Type your login.")), Length(max=64)])
    code = StringField(
        _p("slip", "Code"), [InputRequired(_l("Type the code of your slip.")), Length(max=64)]
    )


class ChangePasswordForm(NewPasswordForm):
    """The same, by somebody who knows the old one."""

    old = PasswordField(_l("Password until now"), [InputRequired(TYPE_IT)])


class LogFilter:
    """Which lines of the security log an address asks for; a day that is none is no condition."""

    def __init__(self, args: Mapping[str, str]) -> None:
        """Read the parameters of an address."""
        self.kind = args.get("kind", "") if args.get("kind") in set(SecurityKind) else ""
        self.login = args.get("login", "").strip().lower()[:64].replace("\x00", "")
        self.address = args.get("address", "").strip()[:45].replace("\x00", "")
        self.since, self.until = _day(args.get("since", "")), _day(args.get("until", ""))
        last = args.get("last", "")
        self.last = int(last) if last.isascii() and last.isdigit() and len(last) < 19 else None

    @property
    def narrowing(self) -> dict[str, str]:
        """The conditions, for another address of the same lines."""
        given = {
            "kind": self.kind,
            "login": self.login,
            "address": self.address,
            "since": self.since.isoformat() if self.since else "",
            "until": self.until.isoformat() if self.until else "",
        }
        return {name: value for name, value in given.items() if value}

    @property
    def wanted(self) -> EventFilter:
        """The same for the engine: days are Japan's, the last one included."""
        return EventFilter(
            kind=self.kind,
            login=self.login,
            address=self.address,
            since=midnight(self.since) if self.since else None,
            before=midnight(self.until + timedelta(days=1)) if self.until else None,
            last_id=self.last,
        )


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if date.min.year < day.year < date.max.year else None
