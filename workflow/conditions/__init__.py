"""Conditions of evaluations: the department answers them, the center finds them met or not."""

from workflow.conditions.commands import MOST_FILES, answer, mark_met, send_back, stored
from workflow.conditions.policy import (
    ANSWERERS,
    JUDGES,
    ConditionClosed,
    ConditionMet,
    ConditionNotAnswered,
)
from workflow.conditions.queries import (
    every,
    of,
    one,
    open_file,
    page,
)
from workflow.conditions.views import ConditionFilter, ConditionView
from workflow.conditions.waiting import remind, to_answer, to_judge
from workflow.files.attachments import NewFile

__all__ = [
    "ANSWERERS",
    "JUDGES",
    "MOST_FILES",
    "ConditionClosed",
    "ConditionFilter",
    "ConditionMet",
    "ConditionNotAnswered",
    "ConditionView",
    "NewFile",
    "answer",
    "every",
    "mark_met",
    "of",
    "one",
    "open_file",
    "page",
    "remind",
    "send_back",
    "stored",
    "to_answer",
    "to_judge",
]
