"""Substitutes (代理): who stands in for whom on which days, and 後閲 of what they did."""

from workflow.substitutes.acknowledgements import Act, acknowledge, count_waiting, done_for_me
from workflow.substitutes.commands import appoint, end, follow, follow_refusal
from workflow.substitutes.policy import (
    Appointment,
    SelfAppointed,
    SubstituteOverlaps,
)
from workflow.substitutes.queries import (
    MOST_ROWS,
    Candidate,
    GrantChoice,
    SubstitutionStatus,
    candidates,
    everybody,
    for_me,
    for_others,
    in_my_place,
)

__all__ = [
    "MOST_ROWS",
    "Act",
    "Appointment",
    "Candidate",
    "GrantChoice",
    "SelfAppointed",
    "SubstituteOverlaps",
    "SubstitutionStatus",
    "acknowledge",
    "appoint",
    "candidates",
    "count_waiting",
    "done_for_me",
    "end",
    "everybody",
    "follow",
    "follow_refusal",
    "for_me",
    "for_others",
    "in_my_place",
]
