"""Cycles, meetings, sessions and schedule rows as they are typed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from workflow.values import fiscal
from workflow.values.errors import InputRefused, Problem
from workflow.values.fiscal import CycleId, CycleUnreadable
from workflow.values.text import TextUnclean, clean_block, clean_line

Entry = dict[str, Any]
"""`mark`, `text` and `cycle_ids`, as `ScheduleRow.quarters` holds them."""

Quarters = tuple[tuple[Entry, ...], ...]
"""Four quarters, April to June first."""

MARKS: Final = {"○": "○", "〇": "○", "◯": "○", "●": "●", "□": "□", "■": "□"}
"""What may be typed for each mark; three circles look alike."""

LONGEST_ENTRY: Final = 100
MOST_ENTRIES: Final = 20

_CYCLES: Final = re.compile(r"[0-9a-z,、 -]*")


def read_quarter(text: str, field: str, cycles: Iterable[str]) -> tuple[Entry, ...]:
    """The entries of one quarter, blank lines left out; `cycles` are the ids that exist.

    Raises InputRefused with every wrong line, naming `field`.
    """
    lines = [(n, line.strip()) for n, line in enumerate(text.splitlines(), 1) if line.strip()]
    if len(lines) > MOST_ENTRIES:
        raise InputRefused([Problem(field, "too_many", {"limit": MOST_ENTRIES})])
    known = frozenset(cycles)
    entries: list[Entry] = []
    problems: list[Problem] = []
    for number, line in lines:
        try:
            entries.append(_entry(line, number, field, known))
        except InputRefused as refused:
            problems += refused.problems
    if problems:
        raise InputRefused(problems)
    return tuple(entries)


def print_quarter(entries: Iterable[Entry]) -> str:
    """The lines that `read_quarter` reads these entries from."""
    return "\n".join(
        entry["mark"]
        + entry["text"]
        + (f" [{', '.join(entry['cycle_ids'])}]" if entry.get("cycle_ids") else "")
        for entry in entries
    )


def _apart(typed: str) -> tuple[str, str]:
    """What happens, and the cycles in square brackets behind it."""
    text, bracket, cycles = typed.removesuffix("]").rpartition("[")
    if bracket and typed.endswith("]") and _CYCLES.fullmatch(cycles):
        return text.rstrip(), cycles
    return typed, ""


def _entry(line: str, number: int, field: str, known: frozenset[str]) -> Entry:
    typed, cycles = _apart(line[1:].strip())
    if line[0] not in MARKS or not typed:
        raise InputRefused([Problem(field, "entry_without_mark", {"line": str(number)})])
    try:
        text = clean_line(typed, LONGEST_ENTRY)
    except TextUnclean as unclean:
        raise InputRefused([Problem(field, f"text_{unclean.reason}", unclean.facts)]) from unclean
    ids = [one for one in re.split("[,、 ]+", cycles) if one]
    if unknown := [one for one in ids if one not in known]:
        raise InputRefused([Problem(field, "entry_cycle_unknown", {"name": unknown[0]})])
    return {"mark": MARKS[line[0]], "text": text, "cycle_ids": ids}


LONGEST_TITLE: Final = 100
LONGEST_ROW_TITLE: Final = 200
LONGEST_NOTE: Final = 400
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

    @property
    def cycle_id(self) -> CycleId:
        """The cycle's name. Raises CycleUnreadable."""
        return CycleId.parse(f"{self.budget_year:04d}-{self.kind}")

    def settled(self) -> tuple["CycleDraft", tuple[DayNote, ...]]:
        """The draft with its deadlines on open days. Raises InputRefused with every problem."""
        moved = replace(
            self,
            submission_deadline=fiscal.next_business_day(self.submission_deadline),
            review_deadline=fiscal.next_business_day(self.review_deadline),
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
        if not fiscal.is_business_day(self.opens_on):
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


@dataclass(frozen=True)
class RowDraft:
    """A row of 資料1-3 as typed; `is_part` puts it under the numbered row before it."""

    title: str
    note: str
    is_part: bool
    quarters: Quarters

    def settled(self) -> "RowDraft":
        """The draft with clean texts. Raises InputRefused."""
        title = clean(self.title, "title", LONGEST_ROW_TITLE)
        note = clean(self.note, "note", LONGEST_NOTE, lines=True)
        return replace(self, title=title, note=note)


def clean(text: str, field: str, limit: int, *, lines: bool = False) -> str:
    """A text as it is stored; one that has to be there unless it may have `lines`.

    Raises InputRefused, naming `field`.
    """
    try:
        cleaned = clean_block(text, limit) if lines else clean_line(text, limit)
    except TextUnclean as unclean:
        raise InputRefused([Problem(field, f"text_{unclean.reason}", unclean.facts)]) from unclean
    if not cleaned and not lines:
        raise InputRefused([Problem(field, "required")])
    return cleaned


def require_year(field: str, day: date, fiscal_year: int) -> None:
    """Refuse a day of another fiscal year. Raises InputRefused, naming `field`."""
    if fiscal.fiscal_year(day) != fiscal_year:
        raise InputRefused([Problem(field, "outside_fiscal_year", {"year": str(fiscal_year)})])


def _closed_day(field: str, day: date) -> tuple[DayNote, ...]:
    return () if fiscal.is_business_day(day) else (DayNote(field, day, None),)
