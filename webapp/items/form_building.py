"""The form in which a sheet is written: what its fields offer, and what is wrong with them."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from webapp.forms.refused import AMOUNTS, problems_of_all, show_problems
from webapp.items.forms import SheetForm, sheet_form
from webapp.items.words import NOT_CHOSEN
from webapp.request import current
from webapp.words import labels, sheet_labels
from webapp.words.filters import section, title
from workflow import items, systems
from workflow.items import CycleView, DepartmentView, GoalView, ItemDetail, Masters
from workflow.values import (
    SPECS,
    Actor,
    AsTyped,
    FieldChange,
    Group,
    NotFound,
    Problem,
    Refusal,
    Role,
    Sheet,
    differences,
)

NOT_A_ROW_OF_ITS_OWN: Final = frozenset({"amount_confirmed"})
"""Stands beside the amount, and only where it is asked."""

Choices = list[tuple[str, Any]]


@dataclass(frozen=True)
class FormContext:
    """A department's sheet in a cycle, and the masters that it refers to."""

    cycle: CycleView
    department: DepartmentView
    masters: Masters

    @property
    def sections(self) -> Choices:
        """The department's own, in order."""
        return [(name, section(name)) for name in self.department.sections]

    @property
    def categories(self) -> Choices:
        """The active ones."""
        return [(one.code, title(one.title)) for one in self.masters.categories]

    @property
    def fields(self) -> Choices:
        """The active ones."""
        return [(one.code, title(one.title)) for one in self.masters.fields]

    @property
    def goals(self) -> Choices:
        """The goals of the cycle's year; those that the department carries come first."""
        own = [goal for goal in self.masters.goals if self._carries(goal)]
        others = [goal for goal in self.masters.goals if not self._carries(goal)]
        return [(str(goal.number), f"{goal.number} {goal.title}") for goal in [*own, *others]]

    @property
    def systems(self) -> Choices:
        """What the department has in the inventory, by number."""
        found = systems.choices(current.work(), self.department.id)
        return [(str(number), f"{number} {name}") for number, name in found]

    @property
    def other_departments(self) -> Choices:
        """Every department but this one, in 建制順."""
        return [
            (one.code, title(one.name))
            for one in self.masters.departments
            if one.code != self.department.code and not one.ended
        ]

    def _carries(self, goal: GoalView) -> bool:
        return self.department.name in goal.departments


class Part(NamedTuple):
    """A group of the sheet as it stands on the page."""

    group: Group
    heading: str
    fields: Sequence[Any]

    @property
    def filled(self) -> int:
        """How many of its fields hold anything, right or wrong."""
        return sum(map(_holds, self.fields))

    @property
    def shows(self) -> bool:
        """Whether there is anything to look at: what is filled in, or what is wrong."""
        return any(map(_shows, self.fields))


def own_departments(actor: Actor, masters: Masters) -> list[DepartmentView]:
    """The departments for which `actor` drafts, in 建制順; nothing begins in one that ended."""
    return [
        one for one in masters.departments if not one.ended and actor.holds(Role.OFFICER, one.id)
    ]


def form_context_of(item: ItemDetail) -> FormContext:
    """The form of an item that exists. Raises NotFound where its department is not listed."""
    masters = items.masters(current.work(), item.cycle.fiscal_year)
    return FormContext(
        item.cycle, department_named(item.row.department_code, masters.departments), masters
    )


def department_named(code: str, departments: Iterable[DepartmentView]) -> DepartmentView:
    """The department with this code. Raises NotFound."""
    for one in departments:
        if one.code == code:
            return one
    raise NotFound(what="department")


def furnish(form: SheetForm, form_context: FormContext) -> SheetForm:
    """Put on every field what it offers."""
    offered = {
        "section": form_context.sections,
        "field": form_context.fields,
        "category": form_context.categories,
        "goal_number": form_context.goals,
        "system_id": form_context.systems,
        "joint_departments": form_context.other_departments,
    }
    for name, spec in SPECS.items():
        if name in offered:
            form[name].choices = offered[name]
        elif spec.choices:
            form[name].choices = labels.choices(spec.choices)
    for name, one in current.named().own_fields.items():
        if one.choices:
            form[name].choices = [(choice, choice) for choice in one.choices]
    for name in form.names:
        if form[name].type == "SelectField":
            form[name].choices = [("", NOT_CHOSEN), *form[name].choices]
    return form


def filled(sheet: Sheet, seen: str, as_typed: AsTyped | None = None) -> SheetForm:
    """A form that shows what was kept, also what could not be read."""
    values = {name: sheet.said(name) for name in current.named().specs}
    form = sheet_form(formdata=None, data=values, seen=seen)
    for name, typed in (as_typed or {}).items():
        field: Any = form[name]
        field.show(typed)
    return form


def typed_before(formdata: Any, form_context: FormContext) -> SheetForm:
    """A form with what was typed into it before, and what is wrong with that."""
    form = furnish(sheet_form(formdata=formdata), form_context)
    for name in form.names:
        form[name].validate(form)
    return form


def shown(form: SheetForm) -> Sheet:
    """The sheet as far as it can be read from the form: what is wrong counts as not filled in."""
    values = {}
    for name in form.names:
        if not form[name].errors:
            with suppress(ValueError):  # asked for before the form was found valid
                values[name] = form[name].value
    return Sheet.of(values)


def parts(form: SheetForm) -> list[Part]:
    """The form in its groups."""
    return [
        Part(group, sheet_labels.group(group), fields)
        for group in Group
        if (fields := _fields_of(form, group))
    ]


def _fields_of(form: SheetForm, group: Group) -> list[Any]:
    office = current.named()
    hidden = office.unasked
    return [
        form[name]
        for name, spec in office.specs.items()
        if spec.group is group
        and name not in NOT_A_ROW_OF_ITS_OWN
        and (name not in hidden or _shows(form[name]))
    ]


def _shows(field: Any) -> bool:
    return bool(field.errors) or _holds(field)


def _holds(field: Any) -> bool:
    """Whether anything was typed or chosen, also what cannot be read."""
    unread = field.errors and getattr(field, "typed", None)
    return bool(unread) or field.data not in (None, "", (), [], False)


def compare(form: SheetForm, theirs: Sheet) -> Mapping[str, FieldChange]:
    """What another window kept and what is typed here, where they differ."""
    return {change.name: change for change in differences(theirs, form.sheet)}


def mark(form: SheetForm, named: Iterable[str], standing: Iterable[Refusal]) -> None:
    """Show beside the fields what a submission was refused for; `named` are `field.key`.

    The sentences are those of what is wrong with it now: nothing in an address becomes a text,
    and what was put right meanwhile is not said.
    """
    wanted = frozenset(named)
    _show(form, [one for one in problems_of_all(standing) if f"{one.field}.{one.key}" in wanted])


def mark_all(form: SheetForm, standing: Iterable[Refusal]) -> None:
    """Show beside the fields what else a submission would be refused for, where a form is not kept.

    Sums are not compared with an amount that cannot be read.
    """
    unread = any(form[name].errors for name in AMOUNTS)
    _show(form, [one for one in problems_of_all(standing) if not (unread and one.field in AMOUNTS)])


def _show(form: SheetForm, problems: Iterable[Problem]) -> None:
    wrong = [one for one in problems if one.field in form.names]
    show_problems(form, [one for one in wrong if not form[one.field].errors])
