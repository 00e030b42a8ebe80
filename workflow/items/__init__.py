"""Items from their draft to their report, and what their forms choose from."""

from workflow.items.choices import (
    DepartmentView,
    GoalView,
    MasterEntry,
    Masters,
    MatrixCell,
    departments,
    goal_matrix,
    goals,
    masters,
)
from workflow.items.cycles import CycleView, MeetingView, cycle, meeting, meetings
from workflow.items.cycles import cycles as all_cycles

__all__ = [
    "CycleView",
    "DepartmentView",
    "GoalView",
    "MasterEntry",
    "Masters",
    "MatrixCell",
    "MeetingView",
    "all_cycles",
    "cycle",
    "departments",
    "goal_matrix",
    "goals",
    "masters",
    "meeting",
    "meetings",
]
