"""What a new year is given of the last: goals, their places in the matrix, undertakings."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from workflow import goals, organisation, undertakings
from workflow.models import DepartmentSuccession, Goal, MatrixEntry, Undertaking
from workflow.undertakings import RowDraft
from workflow.values import fiscal
from workflow.values.actor import Title
from workflow.work import Work


@dataclass(frozen=True)
class Proposal:
    """Something of last year and what it becomes: its name, and its days before and after.

    `draft` is what is added; of a goal or a place in its matrix the id of last year's.
    """

    name: Title
    before: tuple[date | None, ...]
    after: tuple[date | None, ...]
    draft: Any


def next_cycle(cycle_id: str) -> str:
    """The name of the same cycle a year later."""
    budget_year, _dash, kind = cycle_id.partition("-")
    return f"{int(budget_year) + 1:04d}-{kind}"


# ----------------------------------------- goals and their places in the matrix


def missing_goals(work: Work, year: int) -> tuple[Proposal, ...]:
    """The goals that a year lacks of those in force the year before, by number."""
    rows = work.session.scalars(
        select(Goal)
        .where(Goal.fiscal_year == year - 1, Goal.state.in_(goals.IN_FORCE))
        .order_by(Goal.number)
    ).all()
    known = set(work.session.scalars(select(Goal.carried_from).where(Goal.fiscal_year == year)))
    return tuple(
        Proposal(Title(f"{row.number} {row.title}", ""), (), (), row.id)
        for row in rows
        if row.id not in known
    )


def add_goal(work: Work, year: int, goal_id: int) -> None:
    """The goal goes on as a draft, carried by the same departments or by those that took over."""
    goal = work.session.get_one(Goal, goal_id)
    carrying = goals.carriers(work, goal.id)
    codes = {one.id: one.code for one in organisation.of(work, year).departments}
    goals.copied(work, goal, year, tuple(codes[one] for one in _now(work, year, carrying)))


def missing_entries(work: Work, year: int) -> tuple[Proposal, ...]:
    """The goals' places in the matrix that a year lacks; items planned are of their own year."""
    there = select(MatrixEntry.goal_number, MatrixEntry.title)
    there = there.where(MatrixEntry.fiscal_year == year)
    known = {tuple(row) for row in work.session.execute(there)}
    rows = work.session.scalars(
        select(MatrixEntry)
        .where(MatrixEntry.fiscal_year == year - 1, MatrixEntry.goal_number.is_not(None))
        .order_by(MatrixEntry.position)
    ).all()
    return tuple(
        Proposal(Title(f"{row.goal_number} {row.title}", ""), (), (), row.id)
        for row in rows
        if (row.goal_number, row.title) not in known
    )


def add_entry(work: Work, year: int, entry_id: int) -> None:
    """A goal's place in the matrix as it was, of the same department or of who took over."""
    row = work.session.get_one(MatrixEntry, entry_id)
    work.session.add_all(
        MatrixEntry(
            fiscal_year=year,
            field=row.field,
            dx_step=row.dx_step,
            position=row.position,
            department_id=one,
            title=row.title,
            examples=row.examples,
            goal_number=row.goal_number,
            item_name="",
        )
        for one in _now(work, year, [row.department_id])[:1]
    )


def _now(work: Work, year: int, departments: Sequence[int]) -> list[int]:
    """These departments where the year has them, else those that took over, once each."""
    there = {one.id for one in organisation.of(work, year).departments}
    after = _successors(work)
    now = dict.fromkeys(
        new for one in departments for new in ((one,) if one in there else after.get(one, ()))
    )
    return [one for one in now if one in there]


def _successors(work: Work) -> Mapping[int, Sequence[int]]:
    found: dict[int, list[int]] = {}
    for row in work.session.scalars(select(DepartmentSuccession)):
        found.setdefault(row.old_id, []).append(row.new_id)
    return found


# ---------------------------------------------------- the undertakings of 資料1-3


Carried = tuple[int, RowDraft]
"""The id of last year's undertaking, and what it is called in the new year."""


def missing_rows(work: Work, year: int) -> tuple[Proposal, ...]:
    """The numbered rows that a year lacks of the one before, each with its parts."""
    query = (
        select(Undertaking)
        .where(Undertaking.fiscal_year.in_((year - 1, year)), Undertaking.removed_at.is_(None))
        .order_by(Undertaking.position)
    )
    rows = work.session.scalars(query).all()
    known = {row.title for row in rows if row.fiscal_year == year}
    blocks: list[list[Carried]] = []
    for row in (one for one in rows if one.fiscal_year == year - 1):
        draft = undertakings.carried(work, row, lambda text: _of_year(text, year), next_cycle)
        if draft.is_part and blocks:
            blocks[-1].append((row.id, draft))
        else:
            blocks.append([(row.id, draft)])
    return tuple(
        Proposal(Title(one[0][1].title, ""), (), (), tuple(one))
        for one in blocks
        if one[0][1].title not in known
    )


def add_rows(
    work: Work, year: int, moved: Callable[[date], date], block: Sequence[Carried]
) -> None:
    """A row with its parts, after those that are there: their steps planned, their days moved."""
    for from_id, draft in block:
        undertakings.carry(work, from_id, year, draft, moved)


def _of_year(text: str, year: int) -> str:
    """A text with this year named where last year was, and the next where this one was."""
    for one in (year, year - 1):
        text = text.replace(fiscal.era_year(one), fiscal.era_year(one + 1))
    return text
