"""What a new fiscal year lacks of the year before, shown before it is made; run again at will.

Masters (categories, criteria, verdicts) are of no year and hold on. Goals go on as drafts: their
texts are last year's, and their departments have them confirmed and set anew. Their matrix and the
rows of 資料1-3 are a start too.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from workflow import calendar, organisation
from workflow.calendar import CycleDraft, MeetingDraft, SessionDraft
from workflow.models import (
    Cycle,
    EvaluationSession,
    Meeting,
)
from workflow.new_year import carrying
from workflow.new_year.carrying import Proposal, next_cycle
from workflow.organisation import DepartmentOfYear
from workflow.process.tracks import read
from workflow.values import business_days, fiscal
from workflow.values.actor import Title, require_administrator
from workflow.values.canonical import fingerprint
from workflow.values.errors import ContentChanged
from workflow.values.fiscal import CycleId
from workflow.work import Work


@dataclass(frozen=True)
class Preparation:
    """Everything that a year lacks of the year before; `seen` goes with the order."""

    fiscal_year: int
    departments: tuple[DepartmentOfYear, ...]
    cycles: tuple[Proposal, ...]
    meetings: tuple[Proposal, ...]
    sessions: tuple[Proposal, ...]
    goals: tuple[Proposal, ...]
    matrix: tuple[Proposal, ...]
    rows: tuple[Proposal, ...]

    @property
    def _parts(self) -> tuple[tuple[Proposal, ...], ...]:
        return (
            self.cycles,
            self.meetings,
            self.sessions,
            self.goals,
            self.matrix,
            self.rows,
        )

    @property
    def is_complete(self) -> bool:
        """Whether nothing is lacking."""
        return not self.departments and not any(self._parts)

    @property
    def seen(self) -> str:
        """A fingerprint of what would be made."""
        made = (one for part in self._parts for one in part)
        return fingerprint(
            [
                [one.code for one in self.departments],
                [[one.name.ja, [str(day) for day in one.after]] for one in made],
            ]
        )


def proposal(work: Work, fiscal_year: int) -> Preparation:
    """What a year lacks of the one before. Raises WrongRole."""
    require_administrator(work.actor)
    return work.once(("new_year", fiscal_year), lambda: _proposal(work, fiscal_year))


def _proposal(work: Work, fiscal_year: int) -> Preparation:
    return Preparation(
        fiscal_year,
        organisation.missing_in(work, fiscal_year - 1, fiscal_year),
        _cycles(work, fiscal_year),
        _meetings(work, fiscal_year),
        _sessions(work, fiscal_year),
        carrying.missing_goals(work, fiscal_year),
        carrying.missing_entries(work, fiscal_year),
        carrying.missing_rows(work, fiscal_year),
    )


def prepare(work: Work, fiscal_year: int, seen: str) -> Preparation:
    """Make what the year lacks, as it was shown; gives what was made.

    Raises WrongRole, ContentChanged (something else would be made now), InputRefused.
    """
    require_administrator(work.actor)
    organisation.lock(work)
    found = proposal(work, fiscal_year)
    if found.is_complete:
        return found
    if seen != found.seen:
        raise ContentChanged()
    if found.departments:
        with organisation.recorded(work):
            organisation.copy_year(work, fiscal_year - 1, fiscal_year)
    makers: tuple[tuple[tuple[Proposal, ...], Callable[[Any], object]], ...] = (
        (found.cycles, partial(calendar.add_cycle, work)),
        (found.meetings, partial(calendar.add_meeting, work)),
        (found.sessions, partial(calendar.add_session, work)),
        (found.goals, partial(carrying.add_goal, work, fiscal_year)),
        (found.matrix, partial(carrying.add_entry, work, fiscal_year)),
        (found.rows, partial(carrying.add_rows, work, fiscal_year, moved)),
    )
    for proposals, make in makers:
        for one in proposals:
            make(one.draft)
    return found


def moved(day: date) -> date:
    """The same day a year later, or the next open one of that fiscal year, else the last."""
    leap = (day.month, day.day) == (2, 29)
    later = day.replace(year=day.year + 1, day=28 if leap else day.day)
    after = business_days.next_business_day(later)
    while fiscal.fiscal_year(after) != fiscal.fiscal_year(later) or not (
        business_days.is_business_day(after)
    ):
        later -= timedelta(days=1)
        after = later
    return after


def _cycles(work: Work, year: int) -> tuple[Proposal, ...]:
    rows = work.session.scalars(
        select(Cycle).where(Cycle.fiscal_year == year - 1).order_by(Cycle.opens_on, Cycle.id)
    )
    known = set(work.session.scalars(select(Cycle.id)))
    return tuple(_cycle(row, year) for row in rows if next_cycle(row.id) not in known)


def _cycle(row: Cycle, year: int) -> Proposal:
    before = (row.opens_on, row.submission_deadline, row.review_deadline)
    opens, submission, review = after = tuple(moved(day) for day in before)
    kind = row.id.partition("-")[2]
    rules = read(row.tracks)
    draft = CycleDraft(
        year, row.budget_year + 1, kind, row.process_name, opens, submission, review, rules
    )
    cycle = CycleId.parse(next_cycle(row.id))
    name = Title(f"{cycle.title()}予算", cycle.title("en"))
    return Proposal(name, before, after, draft)


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
        title = _a_year_later(row.title_ja, year - 1)
        if row.fiscal_year == year or title in known or row.begins_on is None or not row.cycles:
            continue
        day = moved(row.begins_on)
        draft = SessionDraft(title, day, _taken(row.cycles))
        name = Title(title, row.title_en)
        found.append(Proposal(name, (row.begins_on,), (day,), draft))
    return tuple(found)


def _a_year_later(title: str, year: int) -> str:
    """A title of a fiscal year, or of the budget of the next, as it is called a year later."""
    for one in (year + 1, year):
        title = title.replace(fiscal.era_year(one), fiscal.era_year(one + 1))
    return title


def _taken(cycles: Sequence[Cycle]) -> tuple[str, ...]:
    return tuple(sorted(next_cycle(one.id) for one in cycles))
