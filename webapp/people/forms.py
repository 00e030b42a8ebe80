"""A person's mail address, as a form."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm

from webapp.forms.fields import Line


class EmailForm(FlaskForm):
    """One mail address; the engine checks it."""

    email = Line(_l("Mail address"))
