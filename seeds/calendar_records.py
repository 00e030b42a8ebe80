"""The shapes of the paper's year: cycles, sessions, meetings and the schedule of 資料1-3.

As plain as those of `records.py`.
"""

from dataclasses import dataclass
from datetime import date

from workflow.values import AgendaKind


@dataclass(frozen=True, slots=True)
class Session:
    """An evaluation session, which may close several cycles."""

    fiscal_year: int
    quarter: int
    held_on: date
    cycles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting of the headquarters (DX戦略本部会議) and the cycles reported there, if any."""

    number: int
    fiscal_year: int
    quarter: int
    held_on: date
    title_ja: str
    title_en: str
    cycles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AgendaEntry:
    """A paper of a meeting, named by the meeting's year and number; `printed`: by the paper."""

    fiscal_year: int
    meeting: int
    group: int
    number: int
    title: str
    kind: AgendaKind
    printed: bool


@dataclass(frozen=True, slots=True)
class Cycle:
    """One budget's consultation. `evaluates_on` and `reports_on` come from session and meeting."""

    id: str
    budget_year: int
    consultation_year: int
    kind: str
    title_ja: str
    title_en: str
    process: str
    opens_on: date
    submission_deadline: date
    review_deadline: date
    evaluates_on: date | None = None
    reports_on: date | None = None


@dataclass(frozen=True, slots=True)
class ScheduleEntry:
    """One line of a cell of 資料1-3: mark "○", "●" or "box", and the cycles it is about."""

    mark: str
    text: str
    cycles: tuple[str, ...] = ()


Quarters = tuple[
    tuple[ScheduleEntry, ...],
    tuple[ScheduleEntry, ...],
    tuple[ScheduleEntry, ...],
    tuple[ScheduleEntry, ...],
]
"""April to June first."""


@dataclass(frozen=True, slots=True)
class SchedulePart:
    """A sub-row of 資料1-3; only row 8 has them."""

    title: str
    notes: tuple[str, ...]
    quarters: Quarters


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    """A numbered row of 資料1-3; where it has parts its own quarters are empty."""

    number: int
    title: str
    notes: tuple[str, ...]
    quarters: Quarters
    parts: tuple[SchedulePart, ...]
