"""What is read of bodies, their meetings and tasks."""

from dataclasses import dataclass
from datetime import date, datetime

from workflow.reports import AgendaEntry
from workflow.values.actor import Title
from workflow.values.promotion import BodyKind, MeetingState, Presence, TaskState


@dataclass(frozen=True)
class BodyRow:
    """A line of the list of bodies."""

    id: int
    kind: BodyKind
    name: str
    ended_on: date | None
    members: int
    """Of today."""
    next_day: date | None
    next_id: int | None
    open_tasks: int
    revision: int


@dataclass(frozen=True)
class MemberView:
    """A member: somebody who signs in, or (`login` is "") somebody from outside."""

    id: int
    login: str
    name: Title
    position: str
    from_on: date
    until_on: date | None

    def is_on(self, day: date) -> bool:
        """Whether they are a member on a day."""
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)


@dataclass(frozen=True)
class MeetingRow:
    """A meeting by its body, fiscal year and number (第n回); `hours` as 13:30～15:00."""

    id: int
    body_id: int
    body: str
    fiscal_year: int
    number: int
    held_on: date
    state: MeetingState
    headquarters_id: int | None
    hours: str
    place: str


@dataclass(frozen=True)
class ReportView:
    """What somebody said became of a task; `at_meeting` is the later meeting's id."""

    state: TaskState
    text: str
    by: Title
    at: datetime
    at_meeting: int | None


@dataclass(frozen=True)
class TaskView:
    """A task with everything that was said about it, the oldest first."""

    id: int
    meeting: MeetingRow
    text: str
    who: Title
    due_on: date | None
    state: TaskState
    settled_on: date | None
    revision: int
    reports: tuple[ReportView, ...]
    may_report: bool
    may_link: bool
    reads_meeting: bool
    """Whether the person reads the meeting too, not the own task alone."""

    def is_late(self, today: date) -> bool:
        """Whether it is open beyond its day."""
        return self.state is TaskState.OPEN and self.due_on is not None and self.due_on < today


@dataclass(frozen=True)
class BodyView:
    """A body with its members, its meetings (the latest first) and what is still to be done."""

    row: BodyRow
    revision: int
    members: tuple[MemberView, ...]
    meetings: tuple[MeetingRow, ...]
    tasks: tuple[TaskView, ...]
    may_edit: bool


@dataclass(frozen=True)
class LaidOut:
    """What lies under a paper's number: a file, or a frozen edition, by its number."""

    id: int
    name: str
    size: int
    """Bytes; 0 for an edition."""
    kind: str
    sha256: str
    edition: int | None
    edition_id: int | None
    report_edition_id: int | None
    at: datetime
    by: Title


@dataclass(frozen=True)
class PaperView:
    """A numbered paper of a meeting, and what lies under its number."""

    entry: AgendaEntry
    laid_out: LaidOut | None


@dataclass(frozen=True)
class AttendanceView:
    """A member of the day with whether they came; None where nothing is kept of it."""

    member: MemberView
    presence: Presence | None
    proxy: str


@dataclass(frozen=True)
class BodyMeetingView:
    """A meeting with everything that was prepared for it and kept of it."""

    row: MeetingRow
    revision: int
    hours: str
    place: str
    topics: tuple[str, ...]
    papers: tuple[PaperView, ...]
    attendance: tuple[AttendanceView, ...]
    minutes: str
    decisions: tuple[str, ...]
    tasks: tuple[TaskView, ...]
    """Those that this meeting gave."""
    earlier: tuple[TaskView, ...]
    """Those of earlier meetings that were open when this one was near, with what became of them."""
    previous: MeetingRow | None
    following: MeetingRow | None
    may_edit: bool
    """Whether the person may change it now."""
    may_reopen: bool
