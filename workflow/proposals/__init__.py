"""Proposals of the staff (職員提案): made, answered, forwarded, and what became of them."""

from workflow.proposals.commands import (
    LONGEST_TEXT,
    LONGEST_TITLE,
    SILENT,
    GoalWords,
    ProposalDraft,
    act,
    adopt_as_goal,
    adopt_as_item,
    adopt_as_new_goal,
    propose,
)
from workflow.proposals.grouping import group
from workflow.proposals.policy import ANSWERERS, Act, State
from workflow.proposals.queries import (
    ProposalView,
    count_waiting,
    get,
    groups,
    of_goal,
    of_item,
    page,
)

__all__ = [
    "ANSWERERS",
    "LONGEST_TEXT",
    "LONGEST_TITLE",
    "SILENT",
    "Act",
    "GoalWords",
    "ProposalDraft",
    "ProposalView",
    "State",
    "act",
    "adopt_as_goal",
    "adopt_as_item",
    "adopt_as_new_goal",
    "count_waiting",
    "get",
    "group",
    "groups",
    "of_goal",
    "of_item",
    "page",
    "propose",
]
