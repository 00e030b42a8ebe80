"""The calendar as those who keep it see it, its log, and the days of a person's feed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from workflow.actor import Title
from workflow.queries.views.cycles import CycleView, MeetingView
from workflow.queries.views.pages import ScheduleLine


@dataclass(frozen=True)
class CycleCard:
    """A cycle to change; `seen` is the fingerprint of what is shown."""

    view: CycleView
    seen: str
    items: int
    """How many items it has, withdrawn ones included."""


@dataclass(frozen=True)
class MeetingCard:
    """A meeting to change, unless its report is frozen."""

    view: MeetingView
    seen: str
    frozen: bool


@dataclass(frozen=True)
class SessionCard:
    """An evaluation session to change."""

    id: int
    fiscal_year: int
    title: Title
    begins_on: date | None
    cycle_ids: tuple[str, ...]
    seen: str


@dataclass(frozen=True)
class ChangeView:
    """One change of the calendar: the fields that differ, each as (before, after)."""

    at: datetime
    who: Title
    subject: str
    subject_id: str
    verb: str
    fields: Mapping[str, tuple[Any, Any]]


@dataclass(frozen=True)
class CalendarBoard:
    """A fiscal year's calendar: everything that can be changed, and its latest changes."""

    fiscal_year: int
    cycles: tuple[CycleCard, ...]
    meetings: tuple[MeetingCard, ...]
    sessions: tuple[SessionCard, ...]
    changes: tuple[ChangeView, ...]


@dataclass(frozen=True)
class RowCard:
    """A kept row of 資料1-3 to change; `quarters` are the lines as they are typed.

    `up` and `down` are the rows before which it goes one place up or down (None: the
    end); whether it can go there at all say `can_rise` and `can_sink`.
    """

    id: int
    fiscal_year: int
    line: ScheduleLine
    is_part: bool
    quarters: tuple[str, ...]
    seen: str
    can_rise: bool = False
    up: int | None = None
    can_sink: bool = False
    down: int | None = None


@dataclass(frozen=True)
class RowBoard:
    """The rows of a year's 資料1-3: generated ones first, then those that are kept."""

    fiscal_year: int
    generated: tuple[ScheduleLine, ...]
    rows: tuple[RowCard, ...]


@dataclass(frozen=True)
class FeedEvent:
    """A day in a person's calendar. `uid` stays the same when the day changes."""

    uid: str
    day: date
    summary: str
    revised_at: datetime
    item_id: int | None = None


@dataclass(frozen=True)
class FeedAddress:
    """That a person has a secret address, and since when; the secret itself is nowhere."""

    id: int
    created_at: datetime
