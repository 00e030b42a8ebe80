"""A transfer plan as a form, and the orders about one."""

from collections.abc import Iterable

from flask_wtf.file import FileField
from wtforms import HiddenField

from webapp.forms.choice_fields import Needed, OneOf
from webapp.forms.fields import Block, Day, Flag, Line
from webapp.forms.form import Form
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.catalogue import lazy_pgettext as _p
from webapp.words.filters import title
from workflow.people import DepartmentChoice, PersonName


class PlanForm(Form):
    """What a plan is called, its day, and its lines: typed, or in a file, which counts then."""

    seen = HiddenField()
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


class LeavingForm(Form):
    """Who follows somebody in everything, from when, and whether they are switched off then."""

    successor = Line(_l("Successor (login or staff number)"), [Needed()])
    takes_effect_on = Day(_l("Holds from"))
    off = Flag(_l("Switch the person off as well"))


class SuccessorForm(Form):
    """Who follows whom in a plan: in everything, or only for one department."""

    leaver = OneOf(_l("Who leaves"), read=int, validators=[Needed()])
    department = OneOf(_l("For which department"), read=int)
    successor = Line(_l("Successor (login or staff number)"), [Needed()])

    def offer(self, leavers: Iterable[PersonName], departments: Iterable[DepartmentChoice]) -> None:
        """Offer the people who leave; of departments, "everything" first."""
        people = [(str(one.id), title(one.name)) for one in leavers]
        self.leaver.choices = people if len(people) == 1 else [("", "―"), *people]
        places = [(str(one.id), title(one.name)) for one in departments]
        self.department.choices = [("", _("all departments")), *places]


class OrderForm(Form):
    """What the page showed goes with an order."""

    seen = HiddenField()
