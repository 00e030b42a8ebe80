"""Forms about conditions: an answer, a remark or a reason; and the filters of the list."""

from flask import request
from flask_wtf.file import MultipleFileField  # type: ignore[attr-defined] # the stubs are older

from webapp.forms.choice_fields import OneOf
from webapp.forms.fields import Block, Flag, Seen
from webapp.forms.form import Form, PagedFilters
from webapp.request import current
from webapp.words import labels
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.filters import title
from workflow import items
from workflow.conditions import ConditionFilter
from workflow.values import ConditionState


class ConditionForm(Form):
    """One of the three texts at a time; `seen` is the number of the last entry on the page."""

    seen = Seen()
    answer = Block(_l("Answer"))
    remark = Block(_l("Remark"))
    reason = Block(_l("Reason to send it back"))


class AnswerForm(ConditionForm):
    """An answer, and the files it comes with."""

    files = MultipleFileField(_l("Files that show it"))


class FilterForm(PagedFilters):
    """The row of selects above the list."""

    state = OneOf(_l("State"))
    department = OneOf(_l("Department"))
    only = OneOf(_l("Budget cycle"))
    late = Flag(_l("Only those past their day"))

    @property
    def wanted(self) -> ConditionFilter:
        """The filter, leaving out what cannot be used."""
        state = self.good("state")
        return ConditionFilter(
            state=ConditionState(state) if state else None,
            department=self.good("department") or None,
            cycle_id=self.good("only") or None,
            overdue=bool(self.good("late")),
        )

    @property
    def narrowing(self) -> dict[str, str]:
        """The active filters as parameters of an address."""
        names = ("state", "department", "only", "late")
        found = {name: self.good(name) for name in names if self.good(name)}
        return {name: "1" if value is True else value for name, value in found.items()}


def filters() -> FilterForm:
    """The filters as the address asks for them, with what can be chosen."""
    form = FilterForm(request.args)
    departments = items.masters(current.work(), current.cycle().fiscal_year).departments
    form.state.choices = [("", _("All but closed ones")), *labels.choices(ConditionState)]
    form.department.choices = [("", _("All")), *((d.code, title(d.name)) for d in departments)]
    form.only.choices = [("", _("All")), *((c.id, title(c.title)) for c in current.cycles())]
    form.validate()
    return form
