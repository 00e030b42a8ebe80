"""Goals and their places in the matrix, as a new year is given them."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from workflow import goals, organisation
from workflow.models import DepartmentSuccession, Goal, MatrixEntry
from workflow.new_year.proposals import Proposal
from workflow.values.actor import Title
from workflow.work import Work


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
