"""人事異動: transfer lists as plans with a day, and what each hands over to who follows."""

from workflow.plans import PlanState
from workflow.transfers.commands import (
    answer,
    ask_again,
    cancel,
    choose_roles,
    decide,
    due,
    take_effect,
    take_effect_by_itself,
    write,
)
from workflow.transfers.handovers import handover, take_over
from workflow.transfers.leaving import name_successor, write_leaving
from workflow.transfers.lines import HEADINGS, LISTED, read_lines
from workflow.transfers.orphans import OrphanKind
from workflow.transfers.passing import LACKS_ROLE, NOBODY, Passing, PassingKind
from workflow.transfers.policy import (
    NotTheSuccessor,
    TransferOutdated,
    TransferTooEarly,
)
from workflow.transfers.proposed_roles import WHICH_KIND
from workflow.transfers.proposing import NEW_PLACE, OLD_PLACE, TWICE, WHO
from workflow.transfers.queries import (
    TransferView,
    plan,
    plans,
)
from workflow.transfers.questions import IS_OUTSIDE, LEAVE_OUT, Question

__all__ = [
    "HEADINGS",
    "IS_OUTSIDE",
    "LACKS_ROLE",
    "LEAVE_OUT",
    "LISTED",
    "NEW_PLACE",
    "NOBODY",
    "OLD_PLACE",
    "TWICE",
    "WHICH_KIND",
    "WHO",
    "NotTheSuccessor",
    "OrphanKind",
    "Passing",
    "PassingKind",
    "PlanState",
    "Question",
    "TransferOutdated",
    "TransferTooEarly",
    "TransferView",
    "answer",
    "ask_again",
    "cancel",
    "choose_roles",
    "decide",
    "due",
    "handover",
    "name_successor",
    "plan",
    "plans",
    "read_lines",
    "take_effect",
    "take_effect_by_itself",
    "take_over",
    "write",
    "write_leaving",
]
