"""What the lines of a transfer plan come to as everything stands: by person, and what is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from workflow.files.headed import CellProblem
from workflow.models import Person, RoleGrant
from workflow.people.administration import holding
from workflow.people.policy import Administration, Holding, days_problems, place_problems
from workflow.rosters.columns import SWITCHES, accepted_words, roles_said
from workflow.rosters.reading import Places, places
from workflow.transfers.lines import EVERYTHING, NOTHING, Line
from workflow.transfers.proposing import propose
from workflow.transfers.recognising import Recogniser
from workflow.values.actor import Actor, Grant
from workflow.values.days import Period
from workflow.values.place import Place
from workflow.values.text import search_key
from workflow.values.vocabulary import Role
from workflow.work import Work


@dataclass
class Move:
    """What a line does with one person; without `place` they work where they did.

    The successor follows in what the line leaves, or in everything where it leaves nothing; with
    `successor_department` only in what is of that department.
    """

    line: Line
    person: Person
    leaves: list[RoleGrant] = field(default_factory=list)
    comes: list[Holding] = field(default_factory=list)
    place: Place | None = None
    successor: Person | None = None
    successor_department: int | None = None
    off: bool = False


@dataclass
class Resolved:
    """All moves of a plan on its day, what is wrong with them, and everybody there is."""

    day: date
    moves: list[Move]
    problems: list[CellProblem]
    people: Sequence[Person]
    places: Places
    unclear: list[tuple[int, CellProblem]] = field(default_factory=list)
    """What is asked of listed lines, by their place in the plan; part of the problems."""
    of_person: dict[int, list[Move]] = field(default_factory=dict)

    def held_after(self, person: Person) -> list[Holding]:
        """What a person holds, held and will hold once the plan is in force."""
        mine = self.of_person.get(person.id, ())
        left = {id(grant) for one in mine for grant in one.leaves}
        last = self.day - timedelta(days=1)
        found = [
            _cut(holding(one), last) if id(one) in left else holding(one) for one in person.grants
        ]
        return found + [asked for one in mine for asked in one.comes]

    def actor_after(self, person: Person) -> Actor | None:
        """The person on the day with what they hold then; None for whoever is switched off."""
        if not person.active or any(one.off for one in self.of_person.get(person.id, ())):
            return None
        held = [one for one in self.held_after(person) if one.period.covers(self.day)]
        grants = frozenset(Grant(one.role, one.department_id) for one in held)
        return replace(person.as_actor(self.day), grants=grants)


def resolve(work: Work, lines: Sequence[Line], day: date) -> Resolved:
    """Read every line against everybody and every place: five statements."""
    query = select(Person).options(selectinload(Person.grants)).order_by(Person.login)
    everybody = work.session.scalars(query).all()
    found = Resolved(day, [], [], everybody, places(work))
    reader = _Reader(found, day)
    for line in lines:
        if line.is_carried_out:
            reader.read(line)
    if any(line.is_listed for line in lines):
        _ask(found, lines)
    reader.check_held_twice()
    reader.check_administrators(work.today)
    return found


def _ask(found: Resolved, lines: Sequence[Line]) -> None:
    """Say what keeps listed lines from being proposals; one that could be is to be saved again."""
    made = propose(lines, found.people, found.places, found.day)
    found.unclear = made.unclear
    found.problems += [problem for _at, problem in made.unclear]
    asked = {at for at, _problem in made.unclear}
    found.problems += [
        CellProblem(row=line.row, column="name", key="transfer_read_again", typed=line.said("name"))
        for at, line in enumerate(lines)
        if line.is_listed and at not in asked
    ]


def _cut(one: Holding, last: date) -> Holding:
    return one._replace(period=Period(one.period.from_on, last))


class _Reader:
    """Reads lines into moves; what is wrong with a cell is said beside it."""

    def __init__(self, found: Resolved, day: date) -> None:
        self._found, self._day = found, day
        self._people = Recogniser(found.people)

    def read(self, line: Line) -> None:
        """Take in one line."""
        person = self._person(line)
        if person is None:
            return
        move = Move(line, person)
        move.leaves = self._leaves(line, person)
        move.comes = self._comes(line)
        move.place = self._place(line, person)
        move.successor = self._successor(line, person)
        move.successor_department = self._department(line, "successor_department")
        move.off = SWITCHES.get(search_key(line.said("active"))) is False
        is_wrong = any(one.row == line.row for one in self._found.problems)
        says = (move.leaves, move.comes, move.place, move.successor, move.off)
        if not is_wrong and not any(says) and search_key(line.said("old_role")) != NOTHING:
            self._wrong(line, "old_role", "transfer_says_nothing")
        self._found.moves.append(move)
        self._found.of_person.setdefault(person.id, []).append(move)

    def check_held_twice(self) -> None:
        """Nobody holds the same role twice on one day."""
        for move in self._found.moves:
            held = self._found.held_after(move.person)
            for asked in move.comes:
                others = [one for one in held if one is not asked]
                for problem in days_problems(asked, others):
                    self._wrong(move.line, "new_role", problem.key, **problem.data)

    def check_administrators(self, today: date) -> None:
        """Somebody administers the office on every day."""
        before, after = list[Period](), list[Period]()
        gone = {id(one.person) for one in self._found.moves if one.off}
        for person in self._found.people:
            if person.active:
                before += [one.period for one in person.grants if one.role == Role.ADMIN]
            if person.active and id(person) not in gone:
                held = self._found.held_after(person)
                after += [one.period for one in held if one.role is Role.ADMIN]
        if problem := Administration(before, after).problem("old_role", today):
            first = self._found.moves[0].line
            self._wrong(first, "old_role", problem.key, **problem.data)

    def _person(self, line: Line) -> Person | None:
        person = self._people.named(line)
        if person is None:
            said = [one for one in ("login", "staff_number", "name") if line.said(one)]
            several = said == ["name"] and len(self._people.called(line)) > 1
            key = "transfer_person_unknown" if said else "required"
            self._wrong(
                line, said[0] if said else "login", "transfer_namesakes" if several else key
            )
        return person

    def _leaves(self, line: Line, person: Person) -> list[RoleGrant]:
        said = line.said("old_role")
        held = [one for one in person.grants if not one.period.is_over(self._day)]
        if not said or search_key(said) == NOTHING:
            return []
        if search_key(said) in EVERYTHING:
            return held
        found = []
        for asked in self._roles(line, "old_role", "old_department"):
            mine = [one for one in held if one.grant == asked]
            if not mine:
                self._wrong(line, "old_role", "transfer_role_not_held")
            found += mine
        return found

    def _comes(self, line: Line) -> list[Holding]:
        if search_key(line.said("new_role")) in ("", NOTHING):
            return []
        days, own = Period(self._day, None), self._found.places.office.own_roles
        roles = self._roles(line, "new_role", "new_department")
        comes = [Holding(one.role, one.department_id, days) for one in roles]
        for problem in (one for asked in comes for one in place_problems(asked, own)):
            self._wrong(line, f"new_{problem.field}", problem.key)
        return comes

    def _roles(self, line: Line, column: str, place: str) -> list[Grant]:
        """Every role that a cell names, for the department that another one names."""
        office = self._found.places.office
        roles, department = roles_said(line.said(column), office), self._department(line, place)
        if not roles:
            words = "、".join(accepted_words(office))
            self._wrong(line, column, "roster_role_unknown", words=words)
        return [Grant(role, department) for role in roles]

    def _department(self, line: Line, column: str) -> int | None:
        said = line.said(column)
        found = self._found.places.departments.get(search_key(said)) if said else None
        if said and found is None:
            self._wrong(line, column, "roster_department_unknown")
        return found

    def _place(self, line: Line, person: Person) -> Place | None:
        """Where somebody works from then on: with an empty section in none, as a head does.

        Where the list has no column for sections whoever is of the department stays in theirs.
        """
        department = self._department(line, "section_department")
        section = line.said("section")
        if "section" not in line.cells and person.department_id == department:
            return None
        key = (department or 0, search_key(section))
        found = self._found.places.sections.get(key)
        if section and found is None:
            self._wrong(line, "section", "roster_section_unknown")
        return Place(department, found) if department else None

    def _successor(self, line: Line, person: Person) -> Person | None:
        said = line.said("successor")
        found = self._people.by_code(said)
        if said and (found is None or found is person):
            self._wrong(line, "successor", "transfer_person_unknown")
        return found if found is not person else None

    def _wrong(self, line: Line, column: str, key: str, **data: Any) -> None:
        problem = CellProblem(line.row, column, key, line.said(column), data)
        self._found.problems.append(problem)
