"""Follows every reference between the paper's files and refuses the first that leads nowhere."""

from collections.abc import Container, Iterable
from typing import Any, Final

from seeds.calendar_records import Meeting, ScheduleEntry, SchedulePart, ScheduleRow, Session
from seeds.records import SAVE, Department, Item, Paper
from workflow.values import Action

WALK_ACTIONS: Final = frozenset({*Action, SAVE})
MARKS: Final = frozenset({"○", "●", "box"})
CYCLE_KINDS: Final = frozenset({"supplementary", "initial"})
QUARTERS_OF_A_YEAR: Final = frozenset({1, 2, 3, 4})


def follow_references(paper: Paper) -> None:
    """Check every code, number and name by which one entry speaks of another.

    Raises ValueError with file, entry and value.
    """
    _follow_masters(paper)
    _follow_cycles(paper)
    _follow_agenda(paper)
    _follow_schedule(paper)
    _follow_departments(paper)
    _follow_people(paper)
    for item in paper.items:
        _follow_item(item, paper)
    _follow_matrix(paper)


def _follow_masters(paper: Paper) -> None:
    named: dict[str, list[Any]] = {
        "department": [department.code for department in paper.departments],
        "field": [field.code for field in paper.fields],
        "category": [category.code for category in paper.categories],
        "cycle": [cycle.id for cycle in paper.cycles],
        "goal": [goal.number for goal in paper.goals],
        "item": [item.name for item in paper.items],
        "login": [person.login for person in paper.people],
    }
    for kind, keys in named.items():
        for key in keys:
            if keys.count(key) > 1:
                raise ValueError(f"{kind} {key!r} is there twice")


def _follow_cycles(paper: Paper) -> None:
    cycles = {cycle.id for cycle in paper.cycles}
    for cycle in paper.cycles:
        _require(cycle.kind, CYCLE_KINDS, f"cycles.toml, {cycle.id}", "kind")
    gatherings: list[Session | Meeting] = [*paper.sessions, *paper.meetings]
    for gathering in gatherings:
        place = f"cycles.toml, {type(gathering).__name__.lower()} of {gathering.held_on}"
        _require(gathering.quarter, QUARTERS_OF_A_YEAR, place, "quarter")
        _require_all(gathering.cycles, cycles, place, "cycle")


def _follow_agenda(paper: Paper) -> None:
    meetings = {(meeting.fiscal_year, meeting.number) for meeting in paper.meetings}
    for entry in paper.agenda:
        place = f"cycles.toml, agenda, {entry.group}-{entry.number}"
        _require((entry.fiscal_year, entry.meeting), meetings, place, "meeting")


def _follow_schedule(paper: Paper) -> None:
    cycles = {cycle.id for cycle in paper.cycles}
    for row in paper.schedule:
        lines: list[ScheduleRow | SchedulePart] = [row, *row.parts]
        for entry in _entries(lines):
            place = f"schedule.toml, row {row.number}, {entry.text}"
            _require(entry.mark, MARKS, place, "mark")
            _require_all(entry.cycles, cycles, place, "cycle")


def _entries(lines: Iterable[ScheduleRow | SchedulePart]) -> list[ScheduleEntry]:
    return [entry for line in lines for cell in line.quarters for entry in cell]


def _follow_departments(paper: Paper) -> None:
    departments = {department.code for department in paper.departments}
    for goal in paper.goals:
        _require_all(goal.departments, departments, f"goals.toml, goal {goal.number}", "department")
    for result in paper.results:
        place = f"goals.toml, result of goal {result.goal}"
        _require(result.goal, {goal.number for goal in paper.goals}, place, "goal")
        _require(result.by, {person.login for person in paper.people}, place, "person")


def _follow_people(paper: Paper) -> None:
    departments = {department.code for department in paper.departments}
    fields = {field.code for field in paper.fields}
    sections = {(one.code, name) for one in paper.departments for name in _sections(one)}
    for person in paper.people:
        place = f"people.toml, {person.login}"
        granted = [grant.department for grant in person.grants if grant.department is not None]
        _require_all(granted, departments, place, "department")
        if at := person.works_at:
            _require((at.department, at.section), sections, place, "place")
        if asked := person.expertise:
            _require_all(asked.departments, departments, place, "expertise")
            _require_all(asked.fields, fields, place, "expertise")


def _sections(department: Department) -> list[str]:
    """Its sections by name, and "" for none of them."""
    return ["", *(section.name for section in department.sections)]


def _follow_item(item: Item, paper: Paper) -> None:
    place = f"items.toml, item {item.number}"
    sections = {d.code: {section.name for section in d.sections} for d in paper.departments}
    _require(item.department, sections, place, "department")
    _require(item.section, sections[item.department], place, "section")
    _require(item.field, {field.code for field in paper.fields}, place, "field")
    _require(item.category, {category.code for category in paper.categories}, place, "category")
    _require(item.cycle, {cycle.id for cycle in paper.cycles}, place, "cycle")
    _require_all(item.goals, {goal.number for goal in paper.goals}, place, "goal")
    for step in item.walk:
        _require(step.action, WALK_ACTIONS, place, "action")
        _require(step.by, {person.login for person in paper.people}, place, "login")


def _follow_matrix(paper: Paper) -> None:
    departments = {department.code for department in paper.departments}
    goals = {goal.number for goal in paper.goals}
    items = {item.name for item in paper.items}
    for number, entry in enumerate(paper.matrix, start=1):
        place = f"matrix.toml, entry {number}"
        _require(entry.department, departments, place, "department")
        _require(entry.kind, {"goal", "item"}, place, "kind")
        if entry.kind == "goal":
            _require(entry.goal, goals, place, "goal")
        else:
            _require(entry.item, items, place, "item")


def _require(value: object, known: Container[object], place: str, what: str) -> None:
    if value not in known:
        raise ValueError(f"{place}: unknown {what} {value!r}")


def _require_all(values: Iterable[object], known: Container[object], place: str, what: str) -> None:
    for value in values:
        _require(value, known, place, what)
