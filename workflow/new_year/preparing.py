"""What a new fiscal year lacks of the year before, shown before it is made; run again at will.

Masters (categories, criteria, verdicts) are of no year and hold on. Goals are a start: their
texts are last year's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import selectinload

from workflow import calendar, organisation
from workflow.calendar import CycleDraft, MeetingDraft, SessionDraft
from workflow.models import (
    Cycle,
    DepartmentSuccession,
    EvaluationSession,
    Goal,
    Meeting,
    goal_departments,
)
from workflow.organisation import DepartmentOfYear
from workflow.values import fiscal
from workflow.values.actor import Title
from workflow.values.canonical import fingerprint
from workflow.values.errors import ContentChanged
from workflow.values.fiscal import CycleId
from workflow.work import Work


@dataclass(frozen=True)
class Proposal:
    """Something of last year and what it becomes: its name, and its days before and after.

    `draft` is what is added; of a goal the id of last year's.
    """

    name: Title
    before: tuple[date | None, ...]
    after: tuple[date | None, ...]
    draft: Any


@dataclass(frozen=True)
class Preparation:
    """Everything that a year lacks of the year before; `seen` goes with the order."""

    fiscal_year: int
    departments: tuple[DepartmentOfYear, ...]
    cycles: tuple[Proposal, ...]
    meetings: tuple[Proposal, ...]
    sessions: tuple[Proposal, ...]
    goals: tuple[Proposal, ...]

    @property
    def is_complete(self) -> bool:
        """Whether nothing is lacking."""
        parts = (self.departments, self.cycles, self.meetings, self.sessions, self.goals)
        return not any(parts)

    @property
    def seen(self) -> str:
        """The same as long as the same would be made."""
        parts = (self.cycles, self.meetings, self.sessions, self.goals)
        return fingerprint(
            [
                [one.code for one in self.departments],
                [[one.name.ja, [str(day) for day in one.after]] for part in parts for one in part],
            ]
        )


def proposal(work: Work, fiscal_year: int) -> Preparation:
    """What a year lacks of the one before. Raises WrongRole."""
    organisation.require_administrator(work.actor)
    return Preparation(
        fiscal_year,
        organisation.missing_in(work, fiscal_year - 1, fiscal_year),
        _cycles(work, fiscal_year),
        _meetings(work, fiscal_year),
        _sessions(work, fiscal_year),
        _goals(work, fiscal_year),
    )


def prepare(work: Work, fiscal_year: int, seen: str) -> Preparation:
    """Make whatever a year lacks, as it was shown; gives what was made.

    Raises WrongRole, ContentChanged (something else would be made now), InputRefused.
    """
    found = proposal(work, fiscal_year)
    if found.is_complete:
        return found
    if seen != found.seen:
        raise ContentChanged()
    if found.departments:
        with organisation.recorded(work):
            organisation.copy_year(work, fiscal_year - 1, fiscal_year)
    for one in found.cycles:
        calendar.add_cycle(work, one.draft)
    for one in found.meetings:
        calendar.add_meeting(work, one.draft)
    for one in found.sessions:
        calendar.add_session(work, one.draft)
    for one in found.goals:
        _add_goal(work, fiscal_year, one.draft)
    return found


def moved(day: date) -> date:
    """The same day a year later, or the next open one of that fiscal year, else the last."""
    leap = (day.month, day.day) == (2, 29)
    later = day.replace(year=day.year + 1, day=28 if leap else day.day)
    after = fiscal.next_business_day(later)
    while fiscal.fiscal_year(after) != fiscal.fiscal_year(later) or not (
        fiscal.is_business_day(after)
    ):
        later -= timedelta(days=1)
        after = later
    return after


def _cycles(work: Work, year: int) -> tuple[Proposal, ...]:
    rows = work.session.scalars(
        select(Cycle).where(Cycle.fiscal_year == year - 1).order_by(Cycle.opens_on, Cycle.id)
    )
    known = set(work.session.scalars(select(Cycle.id)))
    return tuple(_cycle(row, year) for row in rows if _next(row.id) not in known)


def _cycle(row: Cycle, year: int) -> Proposal:
    before = (row.opens_on, row.submission_deadline, row.review_deadline)
    after = tuple(moved(day) for day in before)
    kind = row.id.partition("-")[2]
    draft = CycleDraft(year, row.budget_year + 1, kind, row.process_name, *after)
    cycle = CycleId.parse(_next(row.id))
    name = Title(f"{cycle.title()}予算", cycle.title("en"))
    return Proposal(name, before, after, draft)


def _next(cycle_id: str) -> str:
    """The name of the same cycle a year later."""
    budget_year, _dash, kind = cycle_id.partition("-")
    return f"{int(budget_year) + 1:04d}-{kind}"


def _meetings(work: Work, year: int) -> tuple[Proposal, ...]:
    rows = work.session.scalars(
        select(Meeting)
        .where(Meeting.fiscal_year == year - 1)
        .options(selectinload(Meeting.cycles))
        .order_by(Meeting.held_on, Meeting.id)
    ).all()
    known = set(work.session.scalars(select(Meeting.number).where(Meeting.fiscal_year == year)))
    return tuple(
        Proposal(
            Title(f"第{row.number}回", f"No. {row.number}"),
            (row.held_on,),
            (moved(row.held_on),),
            MeetingDraft(row.number, moved(row.held_on), _taken(row.cycles)),
        )
        for row in rows
        if row.number not in known
    )


def _sessions(work: Work, year: int) -> tuple[Proposal, ...]:
    rows = work.session.scalars(
        select(EvaluationSession)
        .where(EvaluationSession.fiscal_year.in_((year - 1, year)))
        .options(selectinload(EvaluationSession.cycles))
        .order_by(EvaluationSession.begins_on, EvaluationSession.id)
    ).all()
    known = {row.title_ja for row in rows if row.fiscal_year == year}
    found = []
    for row in rows:
        title = row.title_ja.replace(fiscal.era_year(year - 1), fiscal.era_year(year))
        if row.fiscal_year == year or title in known or row.begins_on is None or not row.cycles:
            continue
        day = moved(row.begins_on)
        draft = SessionDraft(title, day, _taken(row.cycles))
        name = Title(title, row.title_en)
        found.append(Proposal(name, (row.begins_on,), (day,), draft))
    return tuple(found)


def _taken(cycles: Sequence[Cycle]) -> tuple[str, ...]:
    return tuple(sorted(_next(one.id) for one in cycles))


def _goals(work: Work, year: int) -> tuple[Proposal, ...]:
    rows = work.session.scalars(
        select(Goal).where(Goal.fiscal_year == year - 1).order_by(Goal.number)
    ).all()
    known = set(work.session.scalars(select(Goal.number).where(Goal.fiscal_year == year)))
    return tuple(
        Proposal(Title(f"{row.number} {row.title}", ""), (), (), row.id)
        for row in rows
        if row.number not in known
    )


def _add_goal(work: Work, year: int, goal_id: int) -> None:
    """The goal as it was, carried by the same departments or by those that took over."""
    row = work.session.get_one(Goal, goal_id)
    goal = Goal(
        fiscal_year=year,
        number=row.number,
        title=row.title,
        overview=row.overview,
        indicators_this_year=row.indicators_this_year,
        indicators_later=row.indicators_later,
    )
    work.session.add(goal)
    work.session.flush()
    carrying = work.session.scalars(
        select(goal_departments.c.department_id)
        .where(goal_departments.c.goal_id == row.id)
        .order_by(goal_departments.c.position)
    ).all()
    there = {one.id for one in organisation.of(work, year).departments}
    after = _successors(work)
    now = dict.fromkeys(
        new for one in carrying for new in ((one,) if one in there else after.get(one, ()))
    )
    rows = [
        {"goal_id": goal.id, "department_id": one, "position": str(place)}
        for place, one in enumerate(now)
        if one in there
    ]
    if rows:
        work.session.execute(insert(goal_departments), rows)


def _successors(work: Work) -> Mapping[int, Sequence[int]]:
    found: dict[int, list[int]] = {}
    for row in work.session.scalars(select(DepartmentSuccession)):
        found.setdefault(row.old_id, []).append(row.new_id)
    return found
