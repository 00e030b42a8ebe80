"""The calendar: cycles, headquarters meetings, evaluation sessions, 資料1-3, personal feeds."""

from workflow.calendar.cycles import add_cycle, change_cycle, close_cycle
from workflow.calendar.drafts import CycleDraft, DayNote, MeetingDraft, RowDraft, SessionDraft
from workflow.calendar.feeds import (
    FeedAddress,
    FeedEvent,
    create_feed,
    feed_address,
    feed_at,
    revoke_feed,
)
from workflow.calendar.gatherings import (
    add_meeting,
    add_session,
    change_meeting,
    change_session,
    lock_meeting,
    lock_session,
    require_in_no_other_session,
    require_may_take,
)
from workflow.calendar.policy import CalendarChanged, MeetingFrozen
from workflow.calendar.queries import (
    CalendarBoard,
    ChangeView,
    CycleCard,
    MeetingCard,
    SessionCard,
    board,
    changes,
    cycle_card,
    meeting_card,
    session_card,
    years,
    years_on_paper,
)
from workflow.calendar.row_queries import RowBoard, RowCard, schedule_row, schedule_rows
from workflow.calendar.rows import add_row, change_row, place_row, read_row, remove_row
from workflow.calendar.schedule import Schedule, ScheduleEntry, ScheduleLine, schedule_of
from workflow.calendar.setup import add_cycle as setup_add_cycle
from workflow.calendar.setup import add_meeting as setup_add_meeting
from workflow.calendar.setup import add_schedule_row
from workflow.calendar.setup import add_session as setup_add_session

__all__ = [
    "CalendarBoard",
    "CalendarChanged",
    "ChangeView",
    "CycleCard",
    "CycleDraft",
    "DayNote",
    "FeedAddress",
    "FeedEvent",
    "MeetingCard",
    "MeetingDraft",
    "MeetingFrozen",
    "RowBoard",
    "RowCard",
    "RowDraft",
    "Schedule",
    "ScheduleEntry",
    "ScheduleLine",
    "SessionCard",
    "SessionDraft",
    "add_cycle",
    "add_meeting",
    "add_row",
    "add_schedule_row",
    "add_session",
    "board",
    "change_cycle",
    "change_meeting",
    "change_row",
    "change_session",
    "changes",
    "close_cycle",
    "create_feed",
    "cycle_card",
    "feed_address",
    "feed_at",
    "lock_meeting",
    "lock_session",
    "meeting_card",
    "place_row",
    "read_row",
    "remove_row",
    "require_in_no_other_session",
    "require_may_take",
    "revoke_feed",
    "schedule_of",
    "schedule_row",
    "schedule_rows",
    "session_card",
    "setup_add_cycle",
    "setup_add_meeting",
    "setup_add_session",
    "years",
    "years_on_paper",
]
