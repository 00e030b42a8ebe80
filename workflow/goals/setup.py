"""Goals that an office has already, set up by seeds: set, with their places in the matrix."""

from collections.abc import Iterable, Sequence

from workflow.goals import commands
from workflow.goals.writing import GoalDraft
from workflow.models import MatrixEntry
from workflow.organisation import department_named
from workflow.values.promotion import GoalState
from workflow.values.vocabulary import DxStep
from workflow.work import Work


def add_goal(
    work: Work,
    *,
    fiscal_year: int,
    number: int,
    departments: Sequence[str],
    title: str,
    overview: str,
    indicators_this_year: Iterable[str],
    indicators_later: Iterable[str],
    field: str | None = None,
    dx_step: DxStep | None = None,
) -> int:
    """Add a goal that is set, carried by department codes, the lead first; gives its id.

    Raises NotFound (department).
    """
    said = GoalDraft(
        departments=tuple(departments),
        title=title,
        overview=overview,
        field=field,
        dx_step=dx_step,
        year_end=tuple(indicators_this_year),
        later=tuple(indicators_later),
    )
    return commands.add(work, fiscal_year, said, number=number, state=GoalState.SET).id


def add_matrix_entry(
    work: Work,
    *,
    fiscal_year: int,
    field: str,
    dx_step: DxStep,
    position: int,
    department: str,
    title: str,
    examples: str,
    goal_number: int | None,
    item_name: str,
) -> None:
    """Add a printed entry of the matrix field × step. Raises NotFound (department)."""
    work.session.add(
        MatrixEntry(
            fiscal_year=fiscal_year,
            field=field,
            dx_step=dx_step,
            position=position,
            department_id=department_named(work, department),
            title=title,
            examples=examples,
            goal_number=goal_number,
            item_name=item_name,
        )
    )
