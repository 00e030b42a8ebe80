"""What the read side gives: frozen values, complete, in both languages, no lazy loads.

Amounts are integers of 千円; `days_left` counts business days (negative: late).
"""

from workflow.queries.views.calendar import (
    CalendarBoard,
    ChangeView,
    CycleCard,
    FeedAddress,
    FeedEvent,
    MeetingCard,
    RowBoard,
    RowCard,
    SessionCard,
)
from workflow.queries.views.cycles import CycleView, MeetingView
from workflow.queries.views.items import (
    ActionView,
    EvaluationView,
    Happening,
    ItemDetail,
    ItemFilter,
    ItemPage,
    ItemRow,
    Move,
    RevisionDiff,
    RevisionView,
    Total,
    Turn,
)
from workflow.queries.views.masters import (
    DepartmentView,
    GoalView,
    MasterEntry,
    Masters,
    MatrixCell,
)
from workflow.queries.views.pages import (
    CycleOverview,
    Inbox,
    Report,
    Schedule,
    ScheduleEntry,
    ScheduleLine,
)

__all__ = [
    "ActionView",
    "CalendarBoard",
    "ChangeView",
    "CycleCard",
    "CycleOverview",
    "CycleView",
    "DepartmentView",
    "EvaluationView",
    "FeedAddress",
    "FeedEvent",
    "GoalView",
    "Happening",
    "Inbox",
    "ItemDetail",
    "ItemFilter",
    "ItemPage",
    "ItemRow",
    "MasterEntry",
    "Masters",
    "MatrixCell",
    "MeetingCard",
    "MeetingView",
    "Move",
    "Report",
    "RevisionDiff",
    "RevisionView",
    "RowBoard",
    "RowCard",
    "Schedule",
    "ScheduleEntry",
    "ScheduleLine",
    "SessionCard",
    "Total",
    "Turn",
]
