"""The lines of 資料1-3, and those that are generated from a year's calendar."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from workflow.items.reference import CycleView, MeetingView
from workflow.values import fiscal
from workflow.values.fiscal import CycleId
from workflow.values.office import Office
from workflow.values.promotion import StepState


@dataclass(frozen=True)
class ScheduleEntry:
    """One thing in a quarter: `mark` is ○ (headquarters), ● (other work) or □ (a document)."""

    mark: str
    text: str
    cycle_ids: tuple[str, ...] = ()
    day: date | None = None
    """Where the row was generated from the calendar; undertakings print no days."""
    state: StepState | None = None
    late: bool = False


@dataclass(frozen=True)
class ScheduleLine:
    """One row of 資料1-3, with its four quarters; `number` is "" for a part of the row above."""

    number: str
    title: str
    note: str
    quarters: tuple[tuple[ScheduleEntry, ...], ...]
    undertaking_id: int | None = None

    @property
    def remark(self) -> str:
        """The note as the paper has it: one line in parentheses, several as they are."""
        bare = not self.note or "\n" in self.note or self.note[0] in "(（"
        return self.note if bare else f"({self.note})"


NUMBERED: Final = "#"
"""What the number of a row says: that it has one. Which, its place among the others says."""

BUDGETS: Final = "デジタル化関連予算"

SessionDay = tuple[date, tuple[str, ...]]
"""The day of an evaluation session, and its cycles."""


def generated(
    fiscal_year: int,
    of_the_year: Iterable[CycleView],
    sessions: Iterable[SessionDay],
    of_headquarters: Sequence[MeetingView],
    named: Office,
) -> tuple[ScheduleLine, ScheduleLine]:
    """The rows of the meetings and of the budgets, generated from a year's calendar."""
    held = [
        ScheduleEntry(
            "○", f"第{one.number}回{named.headquarters_short.ja}会議開催", day=one.held_on
        )
        for one in of_headquarters
    ]
    steps = _budget_steps(fiscal_year, of_the_year, sessions, of_headquarters, named)
    return (
        ScheduleLine(NUMBERED, named.meeting, "", _by_quarter(held)),
        ScheduleLine(NUMBERED, BUDGETS, f"{named.center.ja}の事前協議", _by_quarter(steps)),
    )


def _budget_steps(
    fiscal_year: int,
    of_the_year: Iterable[CycleView],
    sessions: Iterable[SessionDay],
    of_headquarters: Iterable[MeetingView],
    named: Office,
) -> list[ScheduleEntry]:
    """What is done about each budget: submitted, evaluated, reported to the headquarters."""
    submitted = [
        ScheduleEntry(
            "●",
            f"{budget_names([view.id], fiscal_year)} 事前協議提出",
            (view.id,),
            view.submission_deadline,
        )
        for view in of_the_year
    ]
    evaluated = [
        ScheduleEntry("●", f"{budget_names(ids, fiscal_year)} 評価", day=day)
        for day, ids in sessions
    ]
    reported = [
        ScheduleEntry(
            "○",
            f"{budget_names(one.cycle_ids, fiscal_year)} {named.headquarters_short.ja}報告",
            day=one.held_on,
        )
        for one in of_headquarters
        if one.cycle_ids
    ]
    return [*submitted, *evaluated, *reported]


def budget_names(cycle_ids: Iterable[str], fiscal_year: int) -> str:
    """12月補正、令和4年度当初予算: a year is said where it is another one than the paper's."""
    names = []
    for cycle in sorted(
        (CycleId.parse(one) for one in cycle_ids), key=lambda one: (one.budget_year, str(one))
    ):
        year = "" if cycle.budget_year == fiscal_year else fiscal.era_year(cycle.budget_year)
        names.append(f"{year}{cycle.name()}{'予算' if cycle.kind == 'initial' else ''}")
    return "、".join(names)


def _by_quarter(entries: Iterable[ScheduleEntry]) -> tuple[tuple[ScheduleEntry, ...], ...]:
    """The entries of each of the four quarters, in the order of their days."""
    quarters: list[list[ScheduleEntry]] = [[], [], [], []]
    for entry in sorted(entries, key=lambda one: one.day or date.min):
        quarters[fiscal.quarter(entry.day or date.min) - 1].append(entry)
    return tuple(tuple(quarter) for quarter in quarters)
