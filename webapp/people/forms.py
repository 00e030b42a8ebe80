"""What administrators type of people and their roles, as forms."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, Final

from flask import request
from wtforms import HiddenField

from webapp.forms.choice_fields import Needed, OneOf
from webapp.forms.fields import Clean, Code, Day, Line
from webapp.forms.form import Form, PagedFilters
from webapp.words import labels
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.catalogue import lazy_pgettext as _p
from webapp.words.filters import title, workplace
from workflow.people import DepartmentChoice, Holding, Particulars, PeopleFilter, Workplace
from workflow.values import Period, Place, Title, clean_line, role_named

LONGEST_WORDS: Final = 100
"""Characters that are looked for."""

ACTIVE, SWITCHED_OFF = "on", "off"


def sent_place(place: Place) -> str:
    """A place as the list of places has it: the department's number, `3-12` with a section."""
    return "-".join(str(one) for one in place if one is not None)


def _place(sent: str) -> Place:
    department, _sign, section = sent.partition("-")
    return Place(int(department), int(section) if section else None)


class PersonForm(Form):
    """What is known of a person beside their roles; the engine checks it."""

    name = Line(_l("Name of the person"), [Needed()])
    kana = Line(_l("Reading in kana"))
    name_en = Line(_l("Name in English"))
    staff_number = Code(_l("Staff number"))
    section = OneOf(_l("Where they work"), read=_place)
    email = Line(_l("Mail address"))
    seen = HiddenField()

    def offer(self, workplaces: Iterable[Workplace]) -> None:
        """Offer the departments, each with its sections."""
        choices = [(sent_place(one.place), workplace(one.names)) for one in workplaces]
        self.section.choices = [("", "―"), *choices]

    @property
    def particulars(self) -> Particulars:
        """What was typed."""
        return Particulars(
            name=Title(self.name.value, self.name_en.value),
            kana=self.kana.value,
            staff_number=self.staff_number.value,
            email=self.email.value,
            place=self.section.value,
        )


class NewPersonForm(PersonForm):
    """The same with the login, which never changes."""

    login = Code(_l("Login"), [Needed()])


class RoleForm(Form):
    """A role for somebody: for which department, from when until when."""

    role = OneOf(_l("Role"), read=role_named, validators=[Needed()])
    department = OneOf(_l("For which department"), read=int)
    from_on = Day(_l("First day"))
    until_on = Day(_l("Last day"))
    seen = HiddenField()

    def offer(self, departments: Iterable[DepartmentChoice]) -> None:
        """Offer every role, and every department."""
        self.role.choices = [("", "―"), *labels.role_choices()]
        self.department.choices = _departments(departments)

    @property
    def holding(self) -> Holding:
        """What was typed; ask only for a form that was found valid."""
        period = Period(self.from_on.value, self.until_on.value)
        return Holding(self.role.value, self.department.value, period)


class EndForm(Form):
    """The last day of a role; none for at once."""

    until_on = Day(_l("Last day"))
    seen = HiddenField()


class SwitchForm(Form):
    """Switching a person off or on."""

    seen = HiddenField()


class FilterForm(PagedFilters):
    """The row of filters above the list of people."""

    words = Line(_l("Name, login, staff number, place"), [Clean(clean_line, LONGEST_WORDS)])
    role = OneOf(_l("Role"))
    department = OneOf(_l("Department"))
    active = OneOf(_p("people", "Signing in"))
    on = Day(_p("people", "On the day"))

    NARROWING: Final = ("words", "role", "department", "active", "on")

    def offer(
        self, departments: Iterable[DepartmentChoice], there: Collection[DepartmentChoice]
    ) -> None:
        """Offer what can be chosen, everything first; of departments say which are `there`."""
        everything = ("", _("All"))
        self.role.choices = [everything, *labels.role_choices()]
        self.department.choices = [
            everything,
            *((str(one.id), _name_of(one, is_there=one in there)) for one in departments),
        ]
        signing_in = [(ACTIVE, _("may sign in")), (SWITCHED_OFF, _("may not sign in"))]
        self.active.choices = [everything, *signing_in]

    @property
    def wanted(self) -> PeopleFilter:
        """The filter, leaving out what cannot be used."""
        role, department, active = (self.good(one) for one in ("role", "department", "active"))
        on: date | None = self.good("on")
        return PeopleFilter(
            words=self.good("words") or "",
            role=role_named(role) if role else None,
            department_id=int(department) if department else None,
            active=active == ACTIVE if active else None,
            on=on,
        )

    @property
    def narrowing(self) -> dict[str, Any]:
        """The filters in use, for another address."""
        return {name: request.args[name] for name in self.NARROWING if request.args.get(name)}


def _name_of(department: DepartmentChoice, *, is_there: bool) -> str:
    name = title(department.name)
    return name if is_there else _("%(name)s (abolished)", name=name)


def _departments(departments: Iterable[DepartmentChoice]) -> list[tuple[str, str]]:
    known = ((str(one.id), title(one.name)) for one in departments)
    return [("", _("all departments")), *known]
