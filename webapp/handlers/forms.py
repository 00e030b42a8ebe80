"""Who reviews a department, and to whom an item is handed on, as forms."""

from collections.abc import Iterable

from wtforms import HiddenField

from webapp.forms.choice_fields import Needed, OneOf
from webapp.forms.fields import Line
from webapp.forms.form import Form
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.filters import title
from workflow.people import PersonName


class DepartmentForm(Form):
    """The main reviewer and the deputy of a department; nobody is a choice too."""

    seen = HiddenField()
    main = OneOf(_l("Main reviewer"), read=int)
    deputy = OneOf(_l("Deputy reviewer"), read=int)

    def offer(self, reviewers: Iterable[PersonName]) -> None:
        """Offer nobody, and every reviewer of today."""
        for field in (self.main, self.deputy):
            field.choices = [("", "―"), *_people(reviewers)]


class HandOnForm(Form):
    """To whom an item is handed on, and why."""

    person = OneOf(_l("Hand it on to"), read=int, validators=[Needed()])
    note = Line(_l("Remark for them"))
    seen = HiddenField()

    def offer(self, reviewers: Iterable[PersonName]) -> None:
        """Offer every reviewer of today."""
        self.person.choices = [("", "―"), *_people(reviewers)]


class TakeForm(Form):
    """Taking an item, by a button."""

    seen = HiddenField()


def _people(reviewers: Iterable[PersonName]) -> Iterable[tuple[str, str]]:
    return ((str(one.id), title(one.name)) for one in reviewers)
