"""What a list of people would change, as pages and the shell show it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workflow.people.particulars import Particulars, particulars_of
from workflow.rosters.columns import ACTIVE, SWITCHED_OFF
from workflow.rosters.planning import PersonStep, RosterPlan
from workflow.rosters.reading import Places
from workflow.values.canonical import fingerprint
from workflow.values.days import Period
from workflow.values.vocabulary import AnyRole


@dataclass(frozen=True)
class FieldChange:
    """One cell of somebody, as it is and as it would be."""

    column: str
    before: str
    after: str


@dataclass(frozen=True)
class RoleChange:
    """A role that is given (`before` is None) or whose days become others.

    `department` is "" for all of them; `at_once`: it is taken back today.
    """

    role: AnyRole
    department: str
    before: Period | None
    after: Period
    at_once: bool


@dataclass(frozen=True)
class PersonChange:
    """What would be done with one person."""

    row: int
    login: str
    name: str
    is_new: bool
    namesake: str
    """The login of another person of the same name, for somebody new."""
    fields: tuple[FieldChange, ...]
    roles: tuple[RoleChange, ...]


def changes_of(found: RosterPlan, known: Places) -> tuple[PersonChange, ...]:
    """Every change of a plan, in the order of its file."""
    return tuple(_change(step, known) for step in found.steps)


def seen_of(changes: Sequence[PersonChange]) -> str:
    """The same as long as the plan would change the same."""
    return fingerprint(
        [
            [
                one.login,
                one.is_new,
                [[cell.column, cell.before, cell.after] for cell in one.fields],
                [f"{role}" for role in one.roles],
            ]
            for one in changes
        ]
    )


def _change(step: PersonStep, known: Places) -> PersonChange:
    return PersonChange(
        row=step.row,
        login=step.login,
        name=step.particulars.name.ja,
        is_new=step.person is None,
        namesake=step.namesake,
        fields=tuple(_fields(step, known)),
        roles=tuple(
            RoleChange(
                one.holding.role,
                known.department_names.get(one.holding.department_id or 0, ""),
                one.before,
                one.after,
                one.at_once,
            )
            for one in step.roles
        ),
    )


def _fields(step: PersonStep, known: Places) -> Iterator[FieldChange]:
    after = cells(step.particulars, step.active, known)
    before = dict.fromkeys(after, "")
    if step.person is not None:
        before = cells(particulars_of(step.person), step.person.active, known)
    for column, text in after.items():
        if text != before[column] and (step.person is not None or column != "active"):
            yield FieldChange(column, before[column], text)


def cells(one: Particulars, active: bool, known: Places) -> dict[str, str]:
    """Somebody as the columns of a list say it."""
    department_id, section_id = one.place or (0, None)
    return {
        "staff_number": one.staff_number,
        "name": one.name.ja,
        "kana": one.kana,
        "name_en": one.name.en,
        "department": known.department_names.get(department_id, ""),
        "section": known.section_names[section_id][1] if section_id else "",
        "email": one.email,
        "active": ACTIVE if active else SWITCHED_OFF,
    }
