"""The pages of the calendar: cycles, meetings and sessions, 資料1-3, goals, personal calendars."""
