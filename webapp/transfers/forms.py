"""A transfer plan as a form, and the orders about one."""

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _p
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import HiddenField

from webapp.forms.choice_fields import Needed
from webapp.forms.fields import Block, Day, Line


class PlanForm(FlaskForm):
    """What a plan is called, its day, and its lines: typed, or in a file, which counts then."""

    title = Line(_p("transfer", "Title"), [Needed()])
    takes_effect_on = Day(_l("Holds from"), [Needed()])
    file = FileField(_l("Excel or CSV file"))
    lines = Block(_p("transfer", "Lines"))

    @property
    def content(self) -> bytes:
        """The file, or what was typed as one."""
        if self.file.data:
            content: bytes = self.file.data.read()
            return content
        return b"\xef\xbb\xbf" + self.lines.value.encode("utf-8", "replace")


class OrderForm(FlaskForm):
    """What the page showed goes with an order."""

    seen = HiddenField()
