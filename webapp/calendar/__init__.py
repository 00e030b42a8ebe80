"""Cycles, meetings and sessions as they are kept; 資料1-3, goals, personal calendars."""
