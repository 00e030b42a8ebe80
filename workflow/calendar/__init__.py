"""The calendar: cycles, headquarters meetings, evaluation sessions, 資料1-3, personal feeds."""

from workflow.calendar.cycles import add_cycle, change_cycle, close_cycle
from workflow.calendar.drafts import CycleDraft, DayNote, MeetingDraft, SessionDraft
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
from workflow.calendar.lacks import Lack, lacks
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
from workflow.calendar.schedule import (
    Schedule,
    ScheduleEntry,
    ScheduleLine,
    lines_of,
    schedule_of,
)
from workflow.calendar.setup import put_cycle, put_meeting, put_session
from workflow.calendar.tracks import TracksCard, change_tracks, tracks_card

__all__ = [
    "CalendarBoard",
    "CalendarChanged",
    "ChangeView",
    "CycleCard",
    "CycleDraft",
    "DayNote",
    "FeedAddress",
    "FeedEvent",
    "Lack",
    "MeetingCard",
    "MeetingDraft",
    "MeetingFrozen",
    "Schedule",
    "ScheduleEntry",
    "ScheduleLine",
    "SessionCard",
    "SessionDraft",
    "TracksCard",
    "add_cycle",
    "add_meeting",
    "add_session",
    "board",
    "change_cycle",
    "change_meeting",
    "change_session",
    "change_tracks",
    "changes",
    "close_cycle",
    "create_feed",
    "cycle_card",
    "feed_address",
    "feed_at",
    "lacks",
    "lines_of",
    "lock_meeting",
    "lock_session",
    "meeting_card",
    "put_cycle",
    "put_meeting",
    "put_session",
    "require_in_no_other_session",
    "require_may_take",
    "revoke_feed",
    "schedule_of",
    "session_card",
    "tracks_card",
    "years",
    "years_on_paper",
]
