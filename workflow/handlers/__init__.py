"""Who reviews what (担当割): by department, and by item where somebody took it."""

from workflow.handlers.commands import (
    follow_in_department,
    follow_in_item,
    hand_on,
    set_department,
    take,
)
from workflow.handlers.policy import KEEPERS, HandlerChanged
from workflow.handlers.queries import (
    DepartmentHandling,
    by_department,
    loads,
    of_item,
    once_reviewers,
    reviewers,
)

__all__ = [
    "KEEPERS",
    "DepartmentHandling",
    "HandlerChanged",
    "by_department",
    "follow_in_department",
    "follow_in_item",
    "hand_on",
    "loads",
    "of_item",
    "once_reviewers",
    "reviewers",
    "set_department",
    "take",
]
