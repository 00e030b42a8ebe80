"""What a list of people would change: who is new, what differs, which roles begin and end."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from workflow.files.headed import CellProblem
from workflow.models import Person
from workflow.people.particulars import Particulars, cleaned, is_login, particulars_of
from workflow.people.policy import Administration
from workflow.rosters.columns import PERSONAL
from workflow.rosters.reading import Places, RosterRow
from workflow.rosters.roles import RoleStep, role_steps
from workflow.values.actor import Title
from workflow.values.days import Period
from workflow.values.place import Place
from workflow.values.text import folded, search_key
from workflow.values.vocabulary import Role


@dataclass
class PersonStep:
    """What is to be done with one person; `person` is None for somebody new."""

    row: int
    login: str
    person: Person | None
    particulars: Particulars
    active: bool
    namesake: str = ""
    """For somebody new the login of another person of the same name."""
    roles: list[RoleStep] = field(default_factory=list)

    @property
    def changes_anything(self) -> bool:
        """Whether anything is to be done at all."""
        if self.person is None or self.roles:
            return True
        same = particulars_of(self.person) == self.particulars
        return not same or self.person.active != self.active


@dataclass
class Roster:
    """Everybody there is, by login, and the places people belong to."""

    people: Mapping[str, Person]
    places: Places
    today: date


OVER: Final = "roster_place_ended"


@dataclass
class RosterPlan:
    """The steps in the order of the file, and everything that is wrong with them."""

    steps: list[PersonStep]
    problems: list[CellProblem]
    has_roles: bool = True
    """Whether the list has a column for roles."""
    has_logins: bool = True
    """Whether it has logins; else staff numbers are taken for them."""
    unread: tuple[str, ...] = ()
    """Headings that stand over columns nothing is read of."""
    titles: tuple[tuple[str, int], ...] = ()
    """The job titles of the people for whom it names no role, and how many have each."""
    without_role: int = 0
    """To how many people it gives no role, with those that were chosen besides."""
    without_section: int = 0
    """How many people are said to work in a department, and in no section of it."""


def plan(rows: Sequence[RosterRow], roster: Roster) -> RosterPlan:
    """What the rows would change of everybody there is; nothing is changed yet."""
    of_person: dict[str, list[RosterRow]] = {}
    for row in rows:
        of_person.setdefault(row.login, []).append(row)
    steps = [_step(login, theirs, roster) for login, theirs in of_person.items()]
    _numbers_once(steps, of_person, roster)
    _namesakes(steps, roster)
    _administrator_stays(steps, of_person, roster)
    problems = [one for row in rows for one in row.problems]
    firsts = [theirs[0].cells for theirs in of_person.values()]
    heads = sum(bool(one.get("department")) and not one.get("section") for one in firsts)
    changing = [one for one in steps if one.changes_anything]
    return RosterPlan(changing, problems, without_section=heads)


def _step(login: str, rows: Sequence[RosterRow], roster: Roster) -> PersonStep:
    first, person = rows[0], roster.people.get(login)
    if not is_login(login):
        first.wrong("login", "login_unreadable" if login else "required")
    _same_in_each(rows)
    before = particulars_of(person) if person else Particulars(Title("", ""))
    typed, problems = cleaned(_typed(first, before, roster.places))
    for one in problems:
        first.wrong(one.field, one.key, **one.data)
    said = next((row.active for row in rows if row.active is not None), None)
    usual = person.active if person else True
    active = usual if said is None else said
    step = PersonStep(first.number, login, person, typed, active)
    step.roles = role_steps(
        person.grants if person else (), rows, roster.today, roster.places.office.own_roles
    )
    _nothing_over(step, before, rows, roster)
    return step


def _nothing_over(
    step: PersonStep, before: Particulars, rows: Sequence[RosterRow], roster: Roster
) -> None:
    """Nobody comes to a place that has ended, nor is given a role for a department that has."""
    place = step.particulars.place
    if place != before.place and roster.places.is_over(place, roster.today):
        rows[0].wrong("section" if place and place.section_id else "department", OVER)
    for one in step.roles:
        department_id, from_on = one.holding.department_id, one.holding.period.from_on
        first = max(roster.today, from_on or roster.today)
        whose = Place(department_id, None) if department_id else None
        if one.grant is None and roster.places.is_over(whose, first):
            row = next(row for row in rows if (row.role, row.department_id) == one.holding[:2])
            row.wrong("role_department", OVER)


def _same_in_each(rows: Sequence[RosterRow]) -> None:
    """Each further row of a person says the same of them, or nothing."""
    first = rows[0]
    for row in rows[1:]:
        for column in PERSONAL:
            if row.cells.get(column) and row.cells[column] != first.cells.get(column):
                row.wrong(column, "roster_rows_differ", row=first.number)
        if row.active is not None and row.active is not first.active:
            row.wrong("active", "roster_rows_differ", row=first.number)


def _typed(row: RosterRow, before: Particulars, places: Places) -> Particulars:
    """What a row says of a person; of what the file has no column for, what is there."""
    said = row.cells
    return Particulars(
        name=Title(said["name"], said.get("name_en", before.name.en)),
        kana=said.get("kana", before.kana),
        staff_number=said.get("staff_number", before.staff_number),
        email=said.get("email", before.email),
        place=_place(row, places, before.place),
    )


def _place(row: RosterRow, places: Places, before: Place | None) -> Place | None:
    """Where a row says that somebody works: a department and a section, or a department alone.

    In a list without a column for sections whoever is of the department stays in theirs.
    """
    department, section = row.cells.get("department", ""), row.cells.get("section", "")
    if not department and not section:
        return None if "section" in row.cells else before
    department_id = places.departments.get(search_key(department))
    if department_id is None:
        row.wrong("department", "roster_department_unknown" if department else "required")
        return None
    if before and before.department_id == department_id and "section" not in row.cells:
        return before
    found = places.sections.get((department_id, search_key(section))) if section else None
    if found is None and section:
        row.wrong("section", "roster_section_unknown")
    return Place(department_id, found)


def _numbers_once(
    steps: Sequence[PersonStep], of_person: Mapping[str, list[RosterRow]], roster: Roster
) -> None:
    """No two people have one staff number once all is done."""
    numbers = {login: person.staff_number for login, person in roster.people.items()}
    numbers |= {step.login: step.particulars.staff_number for step in steps}
    counts = Counter(number for number in numbers.values() if number)
    for step in steps:
        if counts[step.particulars.staff_number] > 1:
            of_person[step.login][0].wrong("staff_number", "staff_number_taken")


def _namesakes(steps: Sequence[PersonStep], roster: Roster) -> None:
    """Name who is called the same: one person may be there twice, under two logins."""
    called = {folded(person.name_ja): login for login, person in roster.people.items()}
    for step in steps:
        if step.person is None:
            step.namesake = called.get(folded(step.particulars.name.ja), "")


def _administrator_stays(
    steps: Sequence[PersonStep], of_person: Mapping[str, list[RosterRow]], roster: Roster
) -> None:
    before = [one for person in roster.people.values() if person.active for one in _admin(person)]
    changed = {step.login: step for step in steps}
    after = [
        one
        for login, person in roster.people.items()
        if login not in changed and person.active
        for one in _admin(person)
    ]
    after += [one for step in steps if step.active for one in _admin_after(step)]
    problem = Administration(before, after).problem("until_on", roster.today)
    if problem is None:
        return
    ends = [s for s in steps if s.person and list(_admin(s.person)) and s.changes_anything]
    for step in ends:
        column = "active" if not step.active else "until_on"
        of_person[step.login][0].wrong(column, problem.key, **problem.data)


def _admin(person: Person) -> Iterator[Period]:
    return (one.period for one in person.grants if one.role == Role.ADMIN)


def _admin_after(step: PersonStep) -> Iterator[Period]:
    done = {id(one.grant): one for one in step.roles if one.grant is not None}
    for grant in step.person.grants if step.person else ():
        if grant.role == Role.ADMIN:
            yield done[id(grant)].after if id(grant) in done else grant.period
    for one in step.roles:
        if one.grant is None and one.holding.role is Role.ADMIN:
            yield one.after
