"""Forms about systems: what is written of one, its steps; and the filters of the list."""

from functools import lru_cache
from typing import Any

from flask import request

from webapp.forms.choice_fields import Needed, OneOf, Radios, SeveralOf
from webapp.forms.fields import Block, Clean, Count, Day, Line, Money, Seen
from webapp.forms.form import Form, PagedFilters
from webapp.request import current
from webapp.systems.words import FIELDS
from webapp.words import labels
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.catalogue import lazy_pgettext as _p
from webapp.words.filters import era_year, section, title
from workflow import items
from workflow.systems import Decision, SystemDraft, SystemFilter, may_add
from workflow.values import (
    COST_YEARS,
    SYSTEM_FORMS,
    Assessment,
    Hosting,
    Network,
    PersonalData,
    ReviewState,
    StandardTask,
    SystemForm,
    clean_line,
    fiscal_year,
)

LONGEST_WORDS = 200
YEARS_AHEAD = 6


class InventoryForm(Form):
    """What the inventory says of a system."""

    seen = Seen()
    name = Line(FIELDS["name"], [Needed()])
    department = OneOf(FIELDS["department"], validators=[Needed()])
    section = OneOf(FIELDS["section"])
    purpose = Block(FIELDS["purpose"])
    vendor = Line(FIELDS["vendor"])
    form = OneOf(FIELDS["form"], read=SystemForm)
    hosting = OneOf(FIELDS["hosting"], read=Hosting)
    networks = SeveralOf(FIELDS["networks"], read=Network)
    personal_data = OneOf(FIELDS["personal_data"], read=PersonalData)
    task = OneOf(FIELDS["task"], read=StandardTask)
    users = Count(FIELDS["users"])
    contract_from = Day(FIELDS["contract_from"])
    contract_until = Day(FIELDS["contract_until"])
    support_until = Day(FIELDS["support_until"])
    holds = Block(FIELDS["holds"])
    interfaces = Block(FIELDS["interfaces"])
    years: tuple[int, ...] = ()

    def offer(self) -> None:
        """Offer the departments and sections that the person may write for, and the lists."""
        work, today = current.work(), current.today()
        there = [one for one in items.departments(work, fiscal_year(today)) if not one.ended]
        own = [one for one in there if may_add(work.actor, one.id) is None]
        sections = dict.fromkeys(name for one in own for name in one.sections)
        self.department.choices = _with_none((one.code, title(one.name)) for one in own)
        self.section.choices = _with_none((name, section(name)) for name in sections)
        self.form.choices = _with_none((one.value, labels.enum(one)) for one in SYSTEM_FORMS)
        self.networks.choices = labels.choices(Network)
        for name, kind in (
            ("hosting", Hosting),
            ("personal_data", PersonalData),
            ("task", StandardTask),
        ):
            self[name].choices = _with_none(labels.choices(kind))
        for year in self.years:
            self[f"cost_{year}"].label.text = era_year(year)

    @property
    def costs(self) -> list[Any]:
        """The fields of costs, the earliest year first."""
        return [self[f"cost_{year}"] for year in self.years]

    def draft(self, before: SystemDraft | None = None) -> SystemDraft:
        """What was typed; ask only for a form that was found valid.

        Costs of years that the form does not show stay as they were.
        """
        shown = {year: self[f"cost_{year}"].value for year in self.years}
        costs = {**(before.costs if before else {}), **shown}
        return SystemDraft(
            department=self.department.value,
            name=self.name.value,
            section=self.section.value,
            purpose=self.purpose.value,
            vendor=self.vendor.value,
            form=self.form.value,
            networks=self.networks.value,
            personal_data=self.personal_data.value,
            users=self.users.value,
            hosting=self.hosting.value,
            task=self.task.value,
            holds=self.holds.value,
            contract_from=self.contract_from.value,
            contract_until=self.contract_until.value,
            support_until=self.support_until.value,
            costs={year: kyen for year, kyen in sorted(costs.items()) if kyen is not None},
            interfaces=tuple(self.interfaces.value.split("\n")),
        )


def inventory_form(draft: SystemDraft | None = None, seen: int = 0) -> InventoryForm:
    """The form of a system with the costs of the last years, filled with what is written."""
    until = fiscal_year(current.today())
    years = tuple(range(until - COST_YEARS + 1, until + 1))
    given: dict[str, Any] = {"seen": seen}
    if draft:
        plain = {name: value for name, value in vars(draft).items() if name != "costs"}
        costs = {f"cost_{year}": draft.costs.get(year) for year in years}
        given |= {**plain, **costs, "interfaces": "\n".join(draft.interfaces)}
    form = _form_of(years)(**given)
    form.offer()
    return form


@lru_cache(maxsize=4)
def _form_of(years: tuple[int, ...]) -> type[InventoryForm]:
    costs = {f"cost_{year}": Money(str(year)) for year in years}
    return type("InventoryForm", (InventoryForm,), {**costs, "years": years})


def _with_none(choices: Any) -> list[tuple[str, str]]:
    return [("", "―"), *choices]


class ActForm(Form):
    """A step of the review: its reason and its day, or what becomes of the system."""

    seen = Seen()
    reason = Block(_l("Reason"))
    assessment = Radios(FIELDS["assessment"], read=Assessment)
    act_by = Day(FIELDS["act_by"])
    merges_into = Line(FIELDS["merges_into"])
    reasons = Block(FIELDS["reasons"])
    answer_by = Day(FIELDS["answer_by"])

    def offer(self) -> None:
        """Offer what may become of a system."""
        self.assessment.choices = labels.choices(Assessment)

    @property
    def decision(self) -> Decision:
        """What was chosen and typed of what becomes of the system."""
        return Decision(
            self.assessment.value or None,
            self.act_by.value,
            self.reasons.value,
            self.merges_into.value,
        )


class RoundForm(Form):
    """By when departments answer the surveys that they are asked for."""

    answer_by = Day(FIELDS["answer_by"], [Needed()])


class FilterForm(PagedFilters):
    """The row of selects above the list."""

    department = OneOf(FIELDS["department"])
    form = OneOf(FIELDS["form"], read=SystemForm)
    network = OneOf(FIELDS["networks"], read=Network)
    personal_data = OneOf(FIELDS["personal_data"], read=PersonalData)
    hosting = OneOf(FIELDS["hosting"], read=Hosting)
    standard = OneOf(FIELDS["task"])
    state = OneOf(FIELDS["state"], read=ReviewState)
    assessment = OneOf(FIELDS["assessment"], read=Assessment)
    ends = OneOf(_p("system", "Ends for the budget of"), read=int)
    linked = OneOf(_l("Items"))
    vendor = Line(FIELDS["vendor"], [Clean(clean_line, LONGEST_WORDS)])
    words = Line(_l("Words in it"), [Clean(clean_line, LONGEST_WORDS)])

    @property
    def wanted(self) -> SystemFilter:
        """The filter, leaving out what cannot be used."""
        yes_no = {"1": True, "0": False}
        chosen = ("form", "network", "personal_data", "hosting", "state", "assessment", "ends")
        return SystemFilter(
            department=self.good("department") or None,
            vendor=self.good("vendor") or None,
            standard=yes_no.get(self.good("standard") or ""),
            linked=yes_no.get(self.good("linked") or ""),
            words=self.good("words") or "",
            **{name: self.good(name) for name in chosen},
        )

    @property
    def narrowing(self) -> dict[str, str]:
        """The active filters as parameters of an address."""
        found = {name: self.good(name) for name in self._fields if name != "page"}
        return {name: str(value) for name, value in found.items() if value}

    def narrowing_without(self, name: str) -> dict[str, str]:
        """The active filters but one."""
        return {other: value for other, value in self.narrowing.items() if other != name}

    @property
    def shown(self) -> list[Any]:
        """The filters of the row, which the page is none of."""
        return [one for one in self if one.name != "page"]


def filters() -> FilterForm:
    """The filters as the address asks for them, with what can be chosen."""
    form, work = FilterForm(request.args), current.work()
    year = fiscal_year(current.today())
    departments = items.departments(work, year)
    years = range(year, year + YEARS_AHEAD)
    for name, choices in {
        "department": [(one.code, title(one.name)) for one in departments],
        "form": [(one.value, labels.enum(one)) for one in SYSTEM_FORMS],
        "network": labels.choices(Network),
        "personal_data": labels.choices(PersonalData),
        "hosting": labels.choices(Hosting),
        "standard": [("1", _("Standardised")), ("0", _("Not standardised"))],
        "state": labels.choices(ReviewState),
        "assessment": labels.choices(Assessment),
        "ends": [(str(one), era_year(one)) for one in years],
        "linked": [("1", _("With items")), ("0", _("Without any item"))],
    }.items():
        field: Any = form[name]
        field.choices = [("", _("All")), *choices]
    form.validate()
    return form
