"""Cycles and meetings as they stand, and the lists that are made of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from workflow.actor import Title
from workflow.queries.views.cycles import CycleView, MeetingView
from workflow.queries.views.items import Happening, ItemRow, Total, Turn
from workflow.vocabulary import Field, FundingSource, Stage


@dataclass(frozen=True)
class CycleOverview:
    """A cycle now: counts and sums of what this person may see."""

    cycle: CycleView
    total: Total
    by_state: Mapping[str, Total]
    state_titles: Mapping[str, Title]
    """Every state of the cycle's process, in its order."""
    by_field: Mapping[Field, Total]
    by_department: Mapping[str, Total]
    by_funding: Mapping[FundingSource, int]
    by_verdict: Mapping[str, Total]


@dataclass(frozen=True)
class Inbox:
    """The home page: my turn, the cycle now, what happened."""

    turns: tuple[Turn, ...]
    overview: CycleOverview | None
    recent: tuple[Happening, ...]


@dataclass(frozen=True)
class Report:
    """資料1-6 for a cycle or a meeting: rows in 建制順 with their sums."""

    cycles: tuple[CycleView, ...]
    meeting: MeetingView | None
    rows: tuple[ItemRow, ...]
    total: Total
    by_department: Mapping[str, Total]
    by_field: Mapping[Field, Total]
    by_funding: Mapping[FundingSource, int]
    by_verdict: Mapping[str, Total]
    evaluated: bool
    """False while any row still waits for its evaluation: then it is a 検討予定一覧."""
    stage: Stage = Stage.PLANNED
    """The stage asked for; where none was, what `evaluated` says."""

    @property
    def kyen_without_lines(self) -> int:
        """What no funding line accounts for, in 千円."""
        return self.total.kyen - sum(self.by_funding.values())


@dataclass(frozen=True)
class ScheduleEntry:
    """One thing in a quarter: `mark` is ○ (headquarters), ● (other work) or □ (a document)."""

    mark: str
    text: str
    cycle_ids: tuple[str, ...] = ()
    day: date | None = None
    """Where the row was generated from the calendar; the paper's own rows give no days."""


@dataclass(frozen=True)
class ScheduleLine:
    """One row of 資料1-3, with its four quarters; `number` is "" for a part of the row above."""

    number: str
    title: str
    note: str
    quarters: tuple[tuple[ScheduleEntry, ...], ...]

    @property
    def remark(self) -> str:
        """The note as the paper has it: one line in parentheses, several as they are."""
        bare = not self.note or "\n" in self.note or self.note[0] in "(（"
        return self.note if bare else f"({self.note})"


@dataclass(frozen=True)
class Schedule:
    """資料1-3 of one fiscal year with its cycles as they stand now."""

    fiscal_year: int
    lines: tuple[ScheduleLine, ...]
    cycles: tuple[CycleOverview, ...]
    meetings: tuple[MeetingView, ...]
