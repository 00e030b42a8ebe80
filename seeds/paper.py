"""Reads the prefecture's paper: the TOML of `seeds/data` as one frozen `Paper`."""

import tomllib
from dataclasses import replace
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, Final

from seeds.calendar_records import (
    AgendaEntry,
    Cycle,
    Meeting,
    Quarters,
    ScheduleEntry,
    SchedulePart,
    ScheduleRow,
    Session,
)
from seeds.reading import Table, placed, record, records
from seeds.records import (
    Department,
    Expertise,
    FieldMaster,
    FirstDraft,
    FundingLine,
    Goal,
    GoalResult,
    Grant,
    Item,
    Master,
    MatrixEntry,
    Paper,
    Person,
    Section,
    StepMaster,
    VerdictMaster,
    WalkStep,
    WorkPlace,
)
from seeds.references import follow_references
from workflow.values import Office

FILES: Final = (
    "office",
    "departments",
    "masters",
    "cycles",
    "schedule",
    "goals",
    "matrix",
    "items",
    "people",
)
QUARTERS: Final = ("q1", "q2", "q3", "q4")


def read_paper(folder: Traversable | None = None) -> Paper:
    """Read every file of the paper and follow every reference between them.

    `folder` holds the TOML files, by default the packaged ones. Raises ValueError, naming file
    and entry, for an unknown or missing key, a value of the wrong type, something named twice,
    and a reference (to a department, section, field, category, cycle, goal, item or person) that
    leads nowhere.
    """
    folder = folder or resources.files("seeds.data")
    files = {
        name: tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8")) for name in FILES
    }
    paper = _paper(files)
    follow_references(paper)
    return replace(paper, cycles=tuple(_dated(cycle, paper) for cycle in paper.cycles))


def _paper(files: dict[str, dict[str, Any]]) -> Paper:
    masters, cycles = files["masters"], files["cycles"]
    single = {
        "organisation_years": files["departments"].get("fiscal_years"),
        "schedule_year": files["schedule"].get("fiscal_year"),
        "demonstration_day": files["items"].get("demonstration_day"),
    }
    return record(
        Paper,
        single,
        "seeds/data",
        office=_office(files["office"]),
        departments=_departments(files["departments"]),
        fields=records(FieldMaster, masters, "masters.toml", "field"),
        categories=records(Master, masters, "masters.toml", "category"),
        funding=records(Master, masters, "masters.toml", "funding"),
        verdicts=records(VerdictMaster, masters, "masters.toml", "verdict"),
        steps=records(StepMaster, masters, "masters.toml", "step"),
        criteria=records(Master, masters, "masters.toml", "criterion"),
        cycles=records(Cycle, cycles, "cycles.toml", "cycle"),
        sessions=records(Session, cycles, "cycles.toml", "session"),
        meetings=records(Meeting, cycles, "cycles.toml", "meeting"),
        agenda=records(AgendaEntry, cycles, "cycles.toml", "agenda"),
        schedule=_schedule(files["schedule"]),
        goals=records(Goal, files["goals"], "goals.toml", "goal"),
        results=records(GoalResult, files["goals"], "goals.toml", "result"),
        matrix=records(MatrixEntry, files["matrix"], "matrix.toml", "entry"),
        items=_items(files["items"]),
        people=_people(files["people"]),
    )


def _office(table: Table) -> Office:
    """The office; its names are tables of both languages."""
    titles = {
        name: [value["ja"], value["en"]] for name, value in table.items() if isinstance(value, dict)
    }
    if unknown := table.keys() - Office().to_json().keys():
        raise ValueError(f"office.toml: unknown key {min(unknown)!r}")
    return Office.from_json({**table, **titles})


def _departments(file: Table) -> tuple[Department, ...]:
    return tuple(
        record(Department, table, place, sections=records(Section, table, place, "sections"))
        for table, place in placed(file, "departments.toml", "department")
    )


def _schedule(file: Table) -> tuple[ScheduleRow, ...]:
    return tuple(_row(table, place) for table, place in placed(file, "schedule.toml", "row"))


def _row(table: Table, place: str) -> ScheduleRow:
    parts = tuple(
        record(SchedulePart, _heading(part), where, quarters=_quarters(part, where))
        for part, where in (placed(table, place, "part") if "part" in table else ())
    )
    return record(
        ScheduleRow, _heading(table), place, quarters=_quarters(table, place), parts=parts
    )


def _heading(table: Table) -> Table:
    """What stands to the left of the quarters; a row without notes has none."""
    cells = {"part", *QUARTERS}
    return {"notes": [], **{key: value for key, value in table.items() if key not in cells}}


def _quarters(table: Table, place: str) -> Quarters:
    first, second, third, fourth = (
        records(ScheduleEntry, table, place, key) if key in table else () for key in QUARTERS
    )
    return first, second, third, fourth


def _items(file: Table) -> tuple[Item, ...]:
    return tuple(_item(table, place) for table, place in placed(file, "items.toml", "item"))


def _item(table: Table, place: str) -> Item:
    made: dict[str, object] = {
        "funding_lines": records(FundingLine, table, place, "funding_lines"),
        "walk": records(WalkStep, table, place, "walk"),
    }
    if "first_draft" in table:
        made["first_draft"] = record(FirstDraft, table["first_draft"], f"{place}, first_draft")
    return record(Item, table, place, **made)


def _people(file: Table) -> tuple[Person, ...]:
    return tuple(_person(table, place) for table, place in placed(file, "people.toml", "person"))


def _person(table: Table, place: str) -> Person:
    made: dict[str, Any] = {"grants": records(Grant, table, place, "grants")}
    if "works_at" in table:
        made["works_at"] = record(WorkPlace, table["works_at"], f"{place}, works_at")
    if "expertise" in table:
        made["expertise"] = record(Expertise, table["expertise"], f"{place}, expertise")
    return record(Person, table, place, **made)


def _dated(cycle: Cycle, paper: Paper) -> Cycle:
    """The cycle with the days of its evaluation session and headquarters meeting, if it has them.

    The earliest of each, should a cycle be taken up again later.
    """
    evaluated = [session.held_on for session in paper.sessions if cycle.id in session.cycles]
    reported = [meeting.held_on for meeting in paper.meetings if cycle.id in meeting.cycles]
    return replace(
        cycle,
        evaluates_on=min(evaluated, default=None),
        reports_on=min(reported, default=None),
    )
