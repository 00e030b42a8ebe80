"""What is asked of advisors, what they say, and what they are asked about."""

from collections.abc import Iterable
from typing import Self

from wtforms import HiddenField

from webapp.forms.choice_fields import Needed, SeveralOf
from webapp.forms.fields import Block, Day, Flag, Seen
from webapp.forms.form import Form
from webapp.request import current
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.filters import bracketed, listed, title
from workflow import items
from workflow.advice import AdvisorView, Expertise


class AskForm(Form):
    """Whom to ask, what, until when."""

    advisors = SeveralOf(_l("Advisors"), read=int)
    due_on = Day(_l("Asked for by"), [Needed()])
    question = Block(_l("Question to the advisor"))

    def offer(self, advisors: Iterable[AdvisorView]) -> None:
        """Offer the advisors who can be asked, each with what they know."""
        self.advisors.choices = [
            (str(one.person_id), title(one.name) + bracketed(knowledge(one.expertise)))
            for one in advisors
            if not one.asked and not one.involved
        ]


class AdviceForm(Form):
    """The advice; `replaces` is what the page showed as the latest."""

    replaces = Seen()
    advice = Block(_l("Advice"))


class ExpertiseForm(Form):
    """What an advisor is asked about."""

    seen = HiddenField()
    general = Flag(_l("Generalist: is asked about every item"))
    fields = SeveralOf(_l("Fields"), read=str)
    departments = SeveralOf(_l("Departments"))
    limited = Flag(_l("Reads only the items that they are asked about"))

    @classmethod
    def of(cls, advisor: AdvisorView) -> Self:
        """The form as it is now for an advisor; to choose from: fields, the year's departments."""
        known = advisor.expertise
        form = cls(
            seen=advisor.seen,
            general=advisor.general,
            limited=advisor.limited,
            fields=[one.field for one in known if one.field],
            departments=[one.department_code for one in known if one.department_code],
        )
        form["fields"].choices = [
            (one.code, title(one.title)) for one in items.fields(current.work()) if one.active
        ]
        departments = items.masters(current.work(), current.cycle().fiscal_year).departments
        form.departments.choices = [(one.code, title(one.name)) for one in departments]
        return form


def knowledge(expertise: Iterable[Expertise]) -> str:
    """What an advisor is asked about, in words."""
    words = [_known(one) for one in expertise]
    return listed(words) if words else _("no field set")


def _known(one: Expertise) -> str:
    if one.field:
        return title(one.field_title)
    return title(one.department) if one.department else _("generalist")
