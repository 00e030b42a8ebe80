"""資料1-3 of a fiscal year: rows made from its calendar, then the rows that are kept.

A kept row takes the place of the one that would be made: the row of the meetings by
its title, the row of the budgets by naming cycles. So Reiwa 3 is the paper, as printed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from workflow.calendar.drafts import print_quarter
from workflow.calendar.log import row_facts
from workflow.calendar.queries import years
from workflow.calendar.rows import NUMBERED
from workflow.items.overview import CycleOverview, cycle_overview
from workflow.items.reference import CycleView, MeetingView, cycles, meetings
from workflow.models import EvaluationSession, ScheduleRow
from workflow.models.base import may_be_id
from workflow.values import fiscal
from workflow.values.canonical import fingerprint
from workflow.values.errors import NotFound
from workflow.values.fiscal import CycleId
from workflow.work import Work


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


MEETINGS: Final = "DX戦略本部会議"
BUDGETS: Final = "デジタル化関連予算"
CONSULTATION: Final = "DXセンターの事前協議"

Sitting = tuple[date, tuple[str, ...]]
"""The day of an evaluation session, and its cycles."""


def schedule(work: Work, fiscal_year: int) -> Schedule:
    """資料1-3 of a fiscal year, beside each of its cycles as it stands now.

    Raises NotFound for a year that has neither rows nor a calendar.
    """
    if fiscal_year not in years(work):
        raise NotFound(what="year", name=fiscal_year)
    made, kept, of_the_year, taking = _read(work, fiscal_year)
    return Schedule(
        fiscal_year=fiscal_year,
        lines=_numbered([*made, *(_line(row) for row in kept)]),
        cycles=tuple(cycle_overview(work, view.id) for view in of_the_year),
        meetings=tuple(taking),
    )


def rows(work: Work, fiscal_year: int) -> RowBoard:
    """The same rows to those who keep them, with where each can go."""
    made, kept, _cycles, _meetings = _read(work, fiscal_year)
    lines = _numbered([*made, *(_line(row) for row in kept)])
    cards = [
        RowCard(
            id=row.id,
            fiscal_year=fiscal_year,
            line=line,
            is_part=not row.number,
            quarters=tuple(print_quarter(quarter) for quarter in row.quarters),
            seen=fingerprint(row_facts(row)),
        )
        for row, line in zip(kept, lines[len(made) :], strict=True)
    ]
    return RowBoard(fiscal_year, lines[: len(made)], tuple(_places(cards)))


def row(work: Work, row_id: int) -> RowCard:
    """One of the kept rows. Raises NotFound for one that was taken off, too."""
    query = select(ScheduleRow.fiscal_year).where(
        ScheduleRow.id == row_id, ScheduleRow.removed_at.is_(None)
    )
    year = work.session.scalar(query) if may_be_id(row_id) else None
    if year is None:
        raise NotFound(what="row", name=row_id)
    return next(card for card in rows(work, year).rows if card.id == row_id)


def generated(
    fiscal_year: int,
    of_the_year: Iterable[CycleView],
    sittings: Iterable[Sitting],
    taking: Sequence[MeetingView],
) -> tuple[ScheduleLine, ScheduleLine]:
    """The rows of the meetings and of the budgets, made from a year's calendar."""
    held = [ScheduleEntry("○", f"第{one.number}回本部会議開催", day=one.held_on) for one in taking]
    steps = [
        ScheduleEntry(
            "●",
            f"{budget_names([view.id], fiscal_year)} 事前協議提出",
            (view.id,),
            view.submission_deadline,
        )
        for view in of_the_year
    ]
    steps += [
        ScheduleEntry("●", f"{budget_names(ids, fiscal_year)} 評価", day=day)
        for day, ids in sittings
    ]
    steps += [
        ScheduleEntry("○", f"{budget_names(one.cycle_ids, fiscal_year)} 本部報告", day=one.held_on)
        for one in taking
        if one.cycle_ids
    ]
    return (
        ScheduleLine(NUMBERED, MEETINGS, "", _by_quarter(held)),
        ScheduleLine(NUMBERED, BUDGETS, CONSULTATION, _by_quarter(steps)),
    )


def budget_names(cycle_ids: Iterable[str], fiscal_year: int) -> str:
    """12月補正、令和4年度当初予算: a year is said where it is another one than the paper's."""
    names = []
    for cycle in sorted(
        (CycleId.parse(one) for one in cycle_ids), key=lambda one: (one.budget_year, str(one))
    ):
        year = "" if cycle.budget_year == fiscal_year else fiscal.era_year(cycle.budget_year)
        names.append(f"{year}{cycle.name()}{'予算' if cycle.kind == 'initial' else ''}")
    return "、".join(names)


def _read(
    work: Work, fiscal_year: int
) -> tuple[list[ScheduleLine], list[ScheduleRow], list[CycleView], list[MeetingView]]:
    """The lines to be made, the rows kept, and the year's cycles and meetings."""
    kept = list(
        work.session.scalars(
            select(ScheduleRow)
            .where(ScheduleRow.fiscal_year == fiscal_year, ScheduleRow.removed_at.is_(None))
            .order_by(ScheduleRow.position)
        )
    )
    of_the_year = [view for view in cycles(work) if view.fiscal_year == fiscal_year]
    taking = [one for one in meetings(work) if one.fiscal_year == fiscal_year]
    sittings = _sittings(work.session, fiscal_year)
    made = []
    if of_the_year or sittings or taking:
        of_meetings, of_budgets = generated(fiscal_year, of_the_year, sittings, taking)
        if all(row.title != MEETINGS for row in kept):
            made.append(of_meetings)
        if not any(entry.get("cycle_ids") for row in kept for q in row.quarters for entry in q):
            made.append(of_budgets)
    return made, kept, of_the_year, taking


def _sittings(session: Session, fiscal_year: int) -> list[Sitting]:
    query = (
        select(EvaluationSession)
        .where(
            EvaluationSession.fiscal_year == fiscal_year, EvaluationSession.begins_on.is_not(None)
        )
        .options(selectinload(EvaluationSession.cycles))
        .order_by(EvaluationSession.begins_on, EvaluationSession.id)
    )
    return [
        (row.begins_on, tuple(cycle.id for cycle in row.cycles))
        for row in session.scalars(query)
        if row.begins_on and row.cycles
    ]


def _by_quarter(entries: Iterable[ScheduleEntry]) -> tuple[tuple[ScheduleEntry, ...], ...]:
    quarters: list[list[ScheduleEntry]] = [[], [], [], []]
    for entry in sorted(entries, key=lambda one: one.day or date.min):
        quarters[fiscal.quarter(entry.day or date.min) - 1].append(entry)
    return tuple(tuple(quarter) for quarter in quarters)


def _line(row: ScheduleRow) -> ScheduleLine:
    return ScheduleLine(
        number=row.number,
        title=row.title,
        note=row.note,
        quarters=tuple(
            tuple(
                ScheduleEntry(e["mark"], e["text"], tuple(e.get("cycle_ids", ()))) for e in quarter
            )
            for quarter in row.quarters
        ),
    )


def _numbered(lines: Sequence[ScheduleLine]) -> tuple[ScheduleLine, ...]:
    """The lines numbered in their order; parts of a row keep no number."""
    numbers = accumulate(bool(line.number) for line in lines)
    return tuple(
        replace(line, number=str(int(number)) if line.number else "")
        for line, number in zip(lines, numbers, strict=True)
    )


def _places(cards: Sequence[RowCard]) -> Iterable[RowCard]:
    """Where each row can go: a numbered one past the block beside it, a part within its own."""
    heads = [n for n, card in enumerate(cards) if not card.is_part]
    for n, card in enumerate(cards):
        if card.is_part:
            up = n - 1 if n and cards[n - 1].is_part else None
            after = n + 2 if n + 1 < len(cards) and cards[n + 1].is_part else None
        else:
            place = heads.index(n)
            up = heads[place - 1] if place else None
            ends = [*heads[place + 2 :], len(cards)]
            after = ends[0] if place + 1 < len(heads) else None
        yield replace(
            card,
            can_rise=up is not None,
            up=None if up is None else cards[up].id,
            can_sink=after is not None,
            down=cards[after].id if after is not None and after < len(cards) else None,
        )
