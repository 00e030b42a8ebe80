"""Seeding: the paper's data set up and replayed through the services, never inserted.

`reference` sets up what every office of the prefecture needs; `demonstration` adds
people and walks the six items of 資料1-6 through the one door, at the moments the
paper's data gives, so that every role finds work.
"""

import secrets
from collections.abc import Iterable
from typing import Any

from seeds import bodies, undertaken
from seeds import systems as inventory
from seeds.calendar_records import AgendaEntry as PaperOfAMeeting
from seeds.calendar_records import SchedulePart, ScheduleRow
from seeds.paper import read_paper
from seeds.records import Paper, Person, WorkPlace
from seeds.walks import Walk
from workflow import (
    advice,
    calendar,
    goals,
    items,
    masters,
    office,
    organisation,
    people,
    reports,
    systems,
    undertakings,
)
from workflow.engine import Engine
from workflow.reports import AgendaEntry
from workflow.undertakings import Entry, RowDraft
from workflow.values import Refusal, SettableClock, Title
from workflow.values.place import Place
from workflow.work import Work


class AlreadySeeded(Refusal):
    """The data is there; seeding twice would double it."""

    key = "already_seeded"


def reference(engine: Engine) -> None:
    """Set up processes, the office, its organisation, cycles, schedule, goals and masters.

    Raises AlreadySeeded where there are cycles.
    """
    with engine.read() as work:
        if items.cycles(work):
            raise AlreadySeeded()
    paper = read_paper()
    engine.publish_bundled()
    with engine.write() as work:
        office.set_up(work, paper.office)
        _organisation(work, paper)
        _masters(work, paper)
        _calendar(work, paper)
        _schedule(work, paper)
        _goals(work, paper)


def demonstration(engine: Engine, password: str | None = None) -> dict[str, str]:
    """Add the demo people and walk the six items; gives login -> password.

    Everyone gets a random password, or `password` where one is given. `engine` must
    have a SettableClock: the walks happen at the moments that the data gives.
    Raises AlreadySeeded where the people are there.
    """
    paper = read_paper()
    clock = engine.clock
    if not isinstance(clock, SettableClock):
        raise TypeError("walking the items needs a clock that can be set")
    passwords = {person.login: password or secrets.token_urlsafe(12) for person in paper.people}
    clock.set(min(step.at for item in paper.items for step in item.walk))
    with engine.write() as work:
        if people.is_known(work, paper.people[0].login):
            raise AlreadySeeded()
        for person in paper.people:
            _person(work, person, passwords[person.login])
    given = inventory.demonstration()
    with engine.write() as work:
        numbers = systems.add_systems(work, given)
    named = {draft.name: number for (draft, _stands), number in zip(given, numbers, strict=True)}
    _results(engine, clock, paper)
    Walk(engine, clock, paper, named).all()
    undertaken.carry_out(engine, paper.schedule_year)
    bodies.meet(engine, paper.schedule_year)
    return passwords


def _person(work: Work, person: Person, password: str) -> None:
    person_id = people.add_person(
        work,
        login=person.login,
        name=Title(person.name, person.name_en),
        grants=[(grant.role, grant.department) for grant in person.grants],
        password=password,
        place=_place(work, person.works_at) if person.works_at else None,
    )
    if asked := person.expertise:
        advice.put_expertise(
            work,
            person_id,
            general=asked.general,
            fields=asked.fields,
            departments=asked.departments,
        )


def _place(work: Work, at: WorkPlace) -> Place:
    section = organisation.add_section(work, at.department, at.section) if at.section else None
    return Place(organisation.department_named(work, at.department), section)


# ------------------------------------------------------------------ reference


def _organisation(work: Work, paper: Paper) -> None:
    for year in paper.organisation_years:
        for department in paper.departments:
            name = Title(department.name, department.name_en)
            organisation.add_department(work, year, department.code, name)
    for department in paper.departments:
        for section in department.sections:
            organisation.add_section(work, department.code, section.name, section.name_en)


def _masters(work: Work, paper: Paper) -> None:
    for position, field in enumerate(paper.fields, 1):
        masters.put_field(work, field.code, Title(field.name, field.name_en), position)
    for position, kind in enumerate(paper.funding, 1):
        masters.put_funding(work, kind.code, Title(kind.name, kind.name_en), position)
    for position, category in enumerate(paper.categories, 1):
        title = Title(category.name, category.name_en)
        masters.put_category(work, category.code, title, position)
    for position, verdict in enumerate(paper.verdicts, 1):
        masters.put_verdict(
            work,
            verdict.code,
            Title(verdict.name, verdict.name_en),
            position,
            needs_conditions=verdict.needs_conditions,
        )
    for position, criterion in enumerate(paper.criteria, 1):
        title = Title(criterion.name, criterion.name_en)
        masters.put_criterion(work, criterion.code, title, position)


def _calendar(work: Work, paper: Paper) -> None:
    for cycle in paper.cycles:
        calendar.put_cycle(
            work,
            cycle_id=cycle.id,
            title=Title(cycle.title_ja, cycle.title_en),
            fiscal_year=cycle.consultation_year,
            budget_year=cycle.budget_year,
            process_name=cycle.process,
            opens_on=cycle.opens_on,
            submission_deadline=cycle.submission_deadline,
            review_deadline=cycle.review_deadline,
        )
    for sitting in paper.sessions:
        calendar.put_session(
            work,
            fiscal_year=sitting.fiscal_year,
            title=Title(f"第{sitting.quarter}四半期評価", f"Evaluation, Q{sitting.quarter}"),
            begins_on=sitting.held_on,
            cycles=sitting.cycles,
        )
    for meeting in paper.meetings:
        meeting_id = calendar.put_meeting(
            work,
            fiscal_year=meeting.fiscal_year,
            number=meeting.number,
            held_on=meeting.held_on,
            cycles=meeting.cycles,
        )
        place = (meeting.fiscal_year, meeting.number)
        entries = [e for e in paper.agenda if (e.fiscal_year, e.meeting) == place]
        if entries:
            reports.set_up_agenda(work, meeting_id, _agenda(entries))


def _agenda(entries: Iterable[PaperOfAMeeting]) -> list[AgendaEntry]:
    return [AgendaEntry(e.group, e.number, e.title, e.kind) for e in entries]


def _schedule(work: Work, paper: Paper) -> None:
    for row in paper.schedule:
        _undertaking(work, paper.schedule_year, row, is_part=False)
        for part in row.parts:
            _undertaking(work, paper.schedule_year, part, is_part=True)


def _undertaking(work: Work, year: int, line: ScheduleRow | SchedulePart, *, is_part: bool) -> None:
    quarters = tuple(tuple(map(_entry, quarter)) for quarter in line.quarters)
    draft = RowDraft(line.title, "\n".join(line.notes), is_part, quarters)
    undertakings.put_row(work, year, draft)


def _entry(entry: Any) -> Entry:
    mark = "□" if entry.mark == "box" else entry.mark
    return Entry(mark, entry.text, tuple(entry.cycles))


def _goals(work: Work, paper: Paper) -> None:
    cells = {entry.goal: entry for entry in paper.matrix if entry.goal is not None}
    for goal in paper.goals:
        cell = cells.get(goal.number)
        goals.add_goal(
            work,
            fiscal_year=paper.schedule_year,
            number=goal.number,
            departments=goal.departments,
            title=goal.title,
            overview=goal.overview,
            indicators_this_year=goal.indicators_2021,
            indicators_later=goal.indicators_later,
            field=cell.field if cell else None,
            dx_step=cell.step if cell else None,
        )
    for position, entry in enumerate(paper.matrix, 1):
        goals.add_matrix_entry(
            work,
            fiscal_year=paper.schedule_year,
            field=entry.field,
            dx_step=entry.step,
            position=position,
            department=entry.department,
            title=entry.title,
            examples="、".join(entry.examples),
            goal_number=entry.goal,
            item_name=entry.item or "",
        )


# -------------------------------------------------------------- demonstration


def _results(engine: Engine, clock: SettableClock, paper: Paper) -> None:
    """What departments have reported of their goals, each at its moment."""
    for one in paper.results:
        clock.set(one.at)
        with engine.read() as work:
            actor = people.actor_named(work, one.by)
        with engine.write(actor) as work:
            row = goals.one(work, goals.id_of(work, paper.schedule_year, one.goal)).row
            goals.report(
                work,
                row.id,
                row.year_end[one.indicator - 1].id,
                on=one.at.date(),
                value=one.value,
                words=one.words,
                basis=one.basis,
                seen=row.revision,
            )
