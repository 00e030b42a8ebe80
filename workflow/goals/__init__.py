"""DX goals (DX推進目標): drafted, confirmed, set, reported on, closed, carried into the next year.

Every step goes through one function (`commands.perform`), which writes an entry into the chained
record of the office; `jizen audit verify` compares the goals with it.
"""

from workflow.goals.carrying import carry, copied
from workflow.goals.commands import close, draft, edit, move, submit
from workflow.goals.detail import (
    MatrixCell,
    MatrixLine,
    id_of,
    matrix,
    one,
    planned_items,
    progress,
)
from workflow.goals.policy import (
    BRINGERS,
    CONFIRMERS,
    DRAFTERS,
    SETTERS,
    GoalChanged,
    GoalIncomplete,
    GoalNotInState,
    may_draft,
)
from workflow.goals.queries import count_to_do, every, page, to_do, years
from workflow.goals.reading import FILES, HEADINGS, GoalLine
from workflow.goals.reporting import report
from workflow.goals.setup import add_goal, add_matrix_entry
from workflow.goals.views import GoalDetail, GoalFilter, GoalRow, IndicatorView, Progress
from workflow.goals.writing import LONGEST_TITLE, GoalDraft, carriers, written
from workflow.values.promotion import IN_FORCE

__all__ = [
    "BRINGERS",
    "CONFIRMERS",
    "DRAFTERS",
    "FILES",
    "HEADINGS",
    "IN_FORCE",
    "LONGEST_TITLE",
    "SETTERS",
    "GoalChanged",
    "GoalDetail",
    "GoalDraft",
    "GoalFilter",
    "GoalIncomplete",
    "GoalLine",
    "GoalNotInState",
    "GoalRow",
    "IndicatorView",
    "MatrixCell",
    "MatrixLine",
    "Progress",
    "add_goal",
    "add_matrix_entry",
    "carriers",
    "carry",
    "close",
    "copied",
    "count_to_do",
    "draft",
    "edit",
    "every",
    "id_of",
    "matrix",
    "may_draft",
    "move",
    "one",
    "page",
    "planned_items",
    "progress",
    "report",
    "submit",
    "to_do",
    "written",
    "years",
]
