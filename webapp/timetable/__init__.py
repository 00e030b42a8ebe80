"""The calendar to those who keep it, and the rows of 資料1-3."""

from webapp.timetable import rows
from webapp.timetable.views import blueprint

__all__ = ["blueprint", "rows"]
