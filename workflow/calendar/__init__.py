"""The calendar: cycles, headquarters meetings, evaluation sessions, 資料1-3, personal feeds."""

from workflow.calendar.checks import Doubt, DoubtfulDay, Lack, doubtful_days, doubts_of, lacks
from workflow.calendar.cycle_tracks import TracksCard, change_tracks, tracks_card
from workflow.calendar.cycles import add_cycle, change_cycle, close_cycle
from workflow.calendar.drafts import CycleDraft, DayNote, MeetingDraft, SessionDraft
from workflow.calendar.feeds import (
    FeedEvent,
    as_recorded,
    create_feed,
    feed_address,
    feed_at,
    first_year,
    revoke_feed,
)
from workflow.calendar.meetings import add_meeting, add_session, change_meeting, change_session
from workflow.calendar.policy import CalendarChanged, MeetingFrozen
from workflow.calendar.queries import (
    ChangeView,
    CycleCard,
    MeetingCard,
    board,
    changes,
    cycle_card,
    meeting_card,
    session_card,
    under_way,
    years,
    years_on_paper,
)
from workflow.calendar.schedule import Schedule, schedule_of
from workflow.calendar.schedule_lines import ScheduleEntry, ScheduleLine
from workflow.calendar.setup import put_cycle, put_meeting, put_session

__all__ = [
    "CalendarChanged",
    "ChangeView",
    "CycleCard",
    "CycleDraft",
    "DayNote",
    "Doubt",
    "DoubtfulDay",
    "FeedEvent",
    "Lack",
    "MeetingCard",
    "MeetingDraft",
    "MeetingFrozen",
    "Schedule",
    "ScheduleEntry",
    "ScheduleLine",
    "SessionDraft",
    "TracksCard",
    "add_cycle",
    "add_meeting",
    "add_session",
    "as_recorded",
    "board",
    "change_cycle",
    "change_meeting",
    "change_session",
    "change_tracks",
    "changes",
    "close_cycle",
    "create_feed",
    "cycle_card",
    "doubtful_days",
    "doubts_of",
    "feed_address",
    "feed_at",
    "first_year",
    "lacks",
    "meeting_card",
    "put_cycle",
    "put_meeting",
    "put_session",
    "revoke_feed",
    "schedule_of",
    "session_card",
    "tracks_card",
    "under_way",
    "years",
    "years_on_paper",
]
