"""Conditions of evaluations: the department answers them, the center finds them met or not."""

from workflow.conditions.asks import to_answer, to_judge
from workflow.conditions.commands import answer, mark_met, send_back
from workflow.conditions.policy import (
    ANSWERERS,
    JUDGES,
    ConditionClosed,
    ConditionMet,
    ConditionNotAnswered,
)
from workflow.conditions.queries import (
    ConditionFilter,
    ConditionPage,
    ConditionStep,
    ConditionView,
    of,
    one,
    page,
)

__all__ = [
    "ANSWERERS",
    "JUDGES",
    "ConditionClosed",
    "ConditionFilter",
    "ConditionMet",
    "ConditionNotAnswered",
    "ConditionPage",
    "ConditionStep",
    "ConditionView",
    "answer",
    "mark_met",
    "of",
    "one",
    "page",
    "send_back",
    "to_answer",
    "to_judge",
]
