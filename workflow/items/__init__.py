"""The heart: items, who may do what with them, and the one door through which they move."""

from workflow.items.asks import Ask, AskKind
from workflow.items.choices import (
    DepartmentView,
    GoalView,
    MasterEntry,
    Masters,
    departments,
    fields,
    goals,
    in_use,
    masters,
    titles_of,
)
from workflow.items.detail import compare, get
from workflow.items.drafting import against_new, against_submission, create, save
from workflow.items.due_days import due_moves
from workflow.items.groups import ItemGroup
from workflow.items.history import taken_back
from workflow.items.inbox import Inbox, count_turns, home, turns, waiting_items
from workflow.items.list_views import ItemFilter, ItemRow, Total
from workflow.items.lists import count, find
from workflow.items.new_rows import BROUGHT_IN_FOR
from workflow.items.opinion_rounds import count_closed
from workflow.items.orders import ASKED_BY, ActionInput, Quoting
from workflow.items.overview import cycle_overview, state_titles
from workflow.items.policy import BRINGERS
from workflow.items.queue import counts as queue_counts
from workflow.items.queue import page
from workflow.items.quoting import Quotation, offer, origin
from workflow.items.receipts import Receipt
from workflow.items.reference import (
    CycleView,
    Intake,
    MeetingView,
    cycle,
    cycles,
    meeting,
    meetings,
)
from workflow.items.refusals import (
    AmountLooksLikeYen,
    AmountNotAllowed,
    EvaluationIncomplete,
    FormIncomplete,
    FundingMismatch,
    MeetingMissing,
    NextCycleMissing,
    QuestionsUnanswered,
    SheetsMissing,
    SheetUnreadable,
)
from workflow.items.tracks import names_of as process_names
from workflow.items.tracks import processes_of
from workflow.items.tracks import view as track_of
from workflow.items.transitions import perform
from workflow.items.views import ActionView, EvaluationView, ItemDetail, Move, TrackView

__all__ = [
    "ASKED_BY",
    "BRINGERS",
    "BROUGHT_IN_FOR",
    "ActionInput",
    "ActionView",
    "AmountLooksLikeYen",
    "AmountNotAllowed",
    "Ask",
    "AskKind",
    "CycleView",
    "DepartmentView",
    "EvaluationIncomplete",
    "EvaluationView",
    "FormIncomplete",
    "FundingMismatch",
    "GoalView",
    "Inbox",
    "Intake",
    "ItemDetail",
    "ItemFilter",
    "ItemGroup",
    "ItemRow",
    "MasterEntry",
    "Masters",
    "MeetingMissing",
    "MeetingView",
    "Move",
    "NextCycleMissing",
    "QuestionsUnanswered",
    "Quotation",
    "Quoting",
    "Receipt",
    "SheetUnreadable",
    "SheetsMissing",
    "Total",
    "TrackView",
    "against_new",
    "against_submission",
    "compare",
    "count",
    "count_closed",
    "count_turns",
    "create",
    "cycle",
    "cycle_overview",
    "cycles",
    "departments",
    "due_moves",
    "fields",
    "find",
    "get",
    "goals",
    "home",
    "in_use",
    "masters",
    "meeting",
    "meetings",
    "offer",
    "origin",
    "page",
    "perform",
    "process_names",
    "processes_of",
    "queue_counts",
    "save",
    "state_titles",
    "taken_back",
    "titles_of",
    "track_of",
    "turns",
    "waiting_items",
]
