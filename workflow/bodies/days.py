"""When a meeting is, of which year and number: its own, or those of the calendar's meeting."""

from datetime import date
from typing import Final

from sqlalchemy import func

from workflow.items.reference import meeting
from workflow.models import BodyMeeting, Meeting
from workflow.work import Work

held_day: Final = func.coalesce(Meeting.held_on, BodyMeeting.held_on)
"""The day of a meeting in a query that joins `Meeting` from outside."""
year_held: Final = func.coalesce(Meeting.fiscal_year, BodyMeeting.fiscal_year)
number_held: Final = func.coalesce(Meeting.number, BodyMeeting.number)


def day_of(work: Work, row: BodyMeeting) -> date:
    """The day of a meeting."""
    if row.headquarters_id is not None:
        return meeting(work, row.headquarters_id).held_on
    return row.held_on or date.max


def year_of(work: Work, row: BodyMeeting) -> int:
    """Its fiscal year."""
    if row.headquarters_id is not None:
        return meeting(work, row.headquarters_id).fiscal_year
    return row.fiscal_year or 0
