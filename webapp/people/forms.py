"""Signing in, and a person's mail address, as forms."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired, Length

from webapp.forms.fields import Line


class SignInForm(FlaskForm):
    """Login and password; `next` is the page to return to."""

    login = StringField(_l("Login"), [InputRequired(_l("Type your login.")), Length(max=64)])
    password = PasswordField(
        _l("Password"), [InputRequired(_l("Type your password.")), Length(max=200)]
    )
    next = HiddenField()


class EmailForm(FlaskForm):
    """One mail address; the engine checks it."""

    email = Line(_l("Mail address"))
