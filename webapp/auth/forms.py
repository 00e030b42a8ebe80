"""What is typed to sign in."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired, Length


class SignInForm(FlaskForm):
    """Login and password; `next` is the page to return to."""

    login = StringField(_l("Login"), [InputRequired(_l("Type your login.")), Length(max=64)])
    password = PasswordField(
        _l("Password"), [InputRequired(_l("Type your password.")), Length(max=200)]
    )
    next = HiddenField()
