"""The order to carry a list of people out."""

from flask_wtf import FlaskForm
from wtforms import HiddenField


class CommitForm(FlaskForm):
    """What the preview showed goes with it."""

    seen = HiddenField()
    role = HiddenField()
    """What everybody is given, where the list has no column for roles."""
