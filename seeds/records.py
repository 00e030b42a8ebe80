"""The shapes of the paper's facts: frozen, plain, without behaviour beyond look-up.

Amounts are integer 千円. Codes are the keys of the masters and departments; names are as printed.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from seeds.calendar_records import AgendaEntry, Cycle, Meeting, ScheduleRow, Session
from workflow.values import DxStep, FundingSource, Office, Role

SAVE: Final = "save"
"""A walk step that is no move: the officer stores the sheet as the paper has it."""


@dataclass(frozen=True, slots=True)
class Section:
    """課室. `from_paper` is false where the paper names none and one had to be made up."""

    name: str
    name_en: str
    from_paper: bool


@dataclass(frozen=True, slots=True)
class Department:
    """部局 with its sections, both in 建制順."""

    code: str
    name: str
    name_en: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Goal:
    """DX推進目標. The first department leads; the goal sorts under it."""

    number: int
    departments: tuple[str, ...]
    title: str
    overview: str
    indicators_2021: tuple[str, ...]
    indicators_later: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoalResult:
    """What a department has reported of a goal; `indicator` counts those of the year from 1."""

    goal: int
    indicator: int
    by: str
    at: datetime
    value: int
    words: str
    basis: str


@dataclass(frozen=True, slots=True)
class MatrixEntry:
    """One entry of field × step: kind "goal" has a goal number, "item" the name of an item."""

    field: str
    step: DxStep
    department: str
    kind: str
    title: str
    examples: tuple[str, ...] = ()
    goal: int | None = None
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Master:
    """A category or a criterion: code, Japanese and English."""

    code: str
    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class FieldMaster:
    """分野; `aliases` are other spellings that mean the same field."""

    code: str
    name: str
    name_en: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VerdictMaster:
    """評価区分, and whether it is void without conditions."""

    code: str
    name: str
    name_en: str
    needs_conditions: bool


@dataclass(frozen=True, slots=True)
class StepMaster:
    """DX推進のステップ with its printed sign ①, ② or ③."""

    code: DxStep
    sign: str
    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class FundingLine:
    """A structured line of 財源."""

    source: FundingSource
    amount_kyen: int


@dataclass(frozen=True, slots=True)
class WalkStep:
    """What one person did to an item: `action` is an Action's value or SAVE, `at` has a zone."""

    at: datetime
    action: str
    by: str
    note: str = ""
    verdict: str | None = None
    findings: str = ""
    conditions: str = ""


@dataclass(frozen=True, slots=True)
class FirstDraft:
    """What an item said before it was corrected; everything else was as it is now."""

    funding: str
    summary: str


@dataclass(frozen=True, slots=True)
class Item:
    """One line of 資料1-6 and its demonstration history."""

    number: int
    cycle: str
    department: str
    section: str
    field: str
    category: str
    name: str
    amount_kyen: int
    funding: str
    funding_lines: tuple[FundingLine, ...]
    summary: str
    walk: tuple[WalkStep, ...]
    goals: tuple[int, ...] = ()
    system: str = ""
    """The system of the inventory that it renews, where the paper names one."""
    dx_step: DxStep | None = None
    first_draft: FirstDraft | None = None


@dataclass(frozen=True, slots=True)
class Grant:
    """A role, in one department or, without one, everywhere."""

    role: Role
    department: str | None = None


@dataclass(frozen=True, slots=True)
class Expertise:
    """What an advisor is asked about: everything, or fields and departments."""

    general: bool = False
    fields: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkPlace:
    """Where a person works: a department by its code, and a section of it, or "" for none."""

    department: str
    section: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the demonstration: a role, not a personal name."""

    login: str
    name: str
    name_en: str
    grants: tuple[Grant, ...]
    works_at: WorkPlace | None = None
    expertise: Expertise | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """Everything that the seeds know; every tuple is in the paper's order."""

    office: Office
    organisation_years: tuple[int, ...]
    departments: tuple[Department, ...]
    fields: tuple[FieldMaster, ...]
    categories: tuple[Master, ...]
    funding: tuple[Master, ...]
    verdicts: tuple[VerdictMaster, ...]
    steps: tuple[StepMaster, ...]
    criteria: tuple[Master, ...]
    cycles: tuple[Cycle, ...]
    sessions: tuple[Session, ...]
    meetings: tuple[Meeting, ...]
    agenda: tuple[AgendaEntry, ...]
    schedule_year: int
    schedule: tuple[ScheduleRow, ...]
    goals: tuple[Goal, ...]
    results: tuple[GoalResult, ...]
    matrix: tuple[MatrixEntry, ...]
    items: tuple[Item, ...]
    people: tuple[Person, ...]
    demonstration_day: date
