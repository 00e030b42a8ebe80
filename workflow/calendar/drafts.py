"""Cycles, meetings and sessions as they are typed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from workflow.process.tracks import Track
from workflow.values import business_days, fiscal
from workflow.values.errors import InputRefused, Problem
from workflow.values.fiscal import CycleId, CycleUnreadable
from workflow.values.text import TextUnclean, clean_line

LONGEST_TITLE: Final = 100
MOST_MEETINGS: Final = 99


@dataclass(frozen=True)
class DayNote:
    """A closed day that was typed: `becomes` is the next open one, None where it stays."""

    field: str
    typed: date
    becomes: date | None


@dataclass(frozen=True)
class CycleDraft:
    """A cycle as typed; `kind` is the part of its name after the year: 09, initial, s11."""

    fiscal_year: int
    budget_year: int
    kind: str
    process_name: str
    opens_on: date
    submission_deadline: date
    review_deadline: date
    tracks: tuple[Track, ...] = ()
    """The rules that a new cycle begins with; those of one that is there are changed apart."""

    @property
    def cycle_id(self) -> CycleId:
        """The cycle's name. Raises CycleUnreadable."""
        return CycleId.parse(f"{self.budget_year:04d}-{self.kind}")

    def settled(self) -> tuple["CycleDraft", tuple[DayNote, ...]]:
        """The draft with its deadlines on open days. Raises InputRefused with every problem."""
        moved = replace(
            self,
            submission_deadline=business_days.next_business_day(self.submission_deadline),
            review_deadline=business_days.next_business_day(self.review_deadline),
        )
        if problems := [*self._misnamed(), *moved.misplaced()]:
            raise InputRefused(problems)
        return moved, tuple(self._notes(moved))

    def misplaced(self) -> Iterable[Problem]:
        """What is wrong with the three days, taken as they are."""
        if self.opens_on > self.submission_deadline:
            yield Problem("submission_deadline", "before_opening")
        if self.submission_deadline > self.review_deadline:
            yield Problem("review_deadline", "before_submission")
        if fiscal.fiscal_year(self.opens_on) not in (self.fiscal_year - 1, self.fiscal_year):
            yield Problem("opens_on", "outside_fiscal_year", {"year": str(self.fiscal_year)})
        for name in ("submission_deadline", "review_deadline"):
            if fiscal.fiscal_year(getattr(self, name)) != self.fiscal_year:
                yield Problem(name, "outside_fiscal_year", {"year": str(self.fiscal_year)})

    def _misnamed(self) -> Iterable[Problem]:
        try:
            expected = self.fiscal_year + (self.cycle_id.kind == "initial")
        except CycleUnreadable:
            yield Problem("kind", "kind_unreadable")
            return
        if self.budget_year != expected:
            yield Problem("budget_year", "budget_year_unfit", {"year": str(expected)})

    def _notes(self, moved: "CycleDraft") -> Iterable[DayNote]:
        if not business_days.is_business_day(self.opens_on):
            yield DayNote("opens_on", self.opens_on, None)
        for name in ("submission_deadline", "review_deadline"):
            typed, becomes = getattr(self, name), getattr(moved, name)
            if typed != becomes:
                yield DayNote(name, typed, becomes)


@dataclass(frozen=True)
class MeetingDraft:
    """A headquarters meeting as typed; its fiscal year is that of its day."""

    number: int
    held_on: date
    cycle_ids: tuple[str, ...]

    def settled(self) -> tuple["MeetingDraft", tuple[DayNote, ...]]:
        """The draft, and a note where its day is a closed one. Raises InputRefused."""
        if not 1 <= self.number <= MOST_MEETINGS:
            raise InputRefused([Problem("number", "number_out_of_range", {"limit": MOST_MEETINGS})])
        return replace(self, cycle_ids=tuple(sorted(set(self.cycle_ids)))), _closed_day(
            "held_on", self.held_on
        )


@dataclass(frozen=True)
class SessionDraft:
    """An evaluation session as typed; its fiscal year is that of its day."""

    title: str
    begins_on: date
    cycle_ids: tuple[str, ...]

    def settled(self) -> tuple["SessionDraft", tuple[DayNote, ...]]:
        """The draft, and a note where its day is a closed one. Raises InputRefused."""
        title = clean(self.title, "title", LONGEST_TITLE)
        if not self.cycle_ids:
            raise InputRefused([Problem("cycle_ids", "required")])
        ids = tuple(sorted(set(self.cycle_ids)))
        return SessionDraft(title, self.begins_on, ids), _closed_day("begins_on", self.begins_on)


def clean(text: str, field: str, limit: int) -> str:
    """A text that has to be there, as it is stored. Raises InputRefused, naming `field`."""
    try:
        cleaned = clean_line(text, limit)
    except TextUnclean as unclean:
        raise InputRefused([Problem(field, f"text_{unclean.reason}", unclean.facts)]) from unclean
    if not cleaned:
        raise InputRefused([Problem(field, "required")])
    return cleaned


def require_year(field: str, day: date, fiscal_year: int) -> None:
    """Refuse a day of another fiscal year. Raises InputRefused, naming `field`."""
    if fiscal.fiscal_year(day) != fiscal_year:
        raise InputRefused([Problem(field, "outside_fiscal_year", {"year": str(fiscal_year)})])


def _closed_day(field: str, day: date) -> tuple[DayNote, ...]:
    return () if business_days.is_business_day(day) else (DayNote(field, day, None),)
