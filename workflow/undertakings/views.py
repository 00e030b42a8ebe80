"""Undertakings as pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from workflow.items.linking import LinkedItem
from workflow.values.actor import Title
from workflow.values.changes import ChangeAction
from workflow.values.promotion import (
    OPEN_STEPS,
    CommentOutcome,
    Conclusion,
    DocumentStage,
    Mark,
    StepState,
)


@dataclass(frozen=True)
class Responsible:
    """Somebody who is responsible for a step."""

    id: int
    login: str
    name: Title


@dataclass(frozen=True)
class StepView:
    """One step; `said` is what was reported last."""

    id: int
    undertaking_id: int
    undertaking: str
    fiscal_year: int
    quarter: int
    mark: Mark
    text: str
    cycle_ids: tuple[str, ...]
    state: StepState
    begins_on: date | None
    due_on: date | None
    done_on: date | None
    said: str
    late: bool
    people: tuple[Responsible, ...]
    may_report: bool
    seen: str

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.state in OPEN_STEPS


@dataclass(frozen=True)
class DocumentView:
    """One version of a document, with how many comments it has and how many are answered."""

    id: int
    undertaking_id: int
    undertaking: str
    fiscal_year: int
    title: str
    stage: DocumentStage
    version: int
    dated_on: date
    outline: str
    comment_from: date | None
    comment_until: date | None
    file_name: str | None
    size: int | None
    comments: int
    answered: int
    seen: str

    def open_for_comment(self, on: date) -> bool:
        """Whether the public may comment on a day."""
        first, last = self.comment_from, self.comment_until
        return first is not None and last is not None and first <= on <= last


@dataclass(frozen=True)
class CommentView:
    """A comment on a document (`document_id`) or a recommendation, and what became of it."""

    id: int
    undertaking_id: int
    document_id: int | None
    said_by: str
    received_on: date
    text: str
    outcome: CommentOutcome | None
    answer: str
    seen: str


@dataclass(frozen=True)
class PilotView:
    """A pilot project, and what it came to."""

    id: int
    undertaking_id: int
    theme: str
    partner: str
    begins_on: date | None
    ends_on: date | None
    conclusion: Conclusion | None
    outcome: str
    seen: str


@dataclass(frozen=True)
class HistoryEntry:
    """One entry of the record about an undertaking; `part` is "", step, document, … and `name`
    what it is called."""

    action: ChangeAction
    at: datetime
    by: Title | None
    part: str
    name: str
    note: str


@dataclass(frozen=True)
class UndertakingView:
    """One undertaking with all that belongs to it, and what the reader may do."""

    id: int
    fiscal_year: int
    title: str
    note: str
    steps: tuple[StepView, ...]
    documents: tuple[DocumentView, ...]
    """Of each title the latest first."""
    recommendations: tuple[CommentView, ...]
    pilots: tuple[PilotView, ...]
    items: tuple[LinkedItem, ...]
    history: tuple[HistoryEntry, ...]
    may_write: bool

    def in_quarter(self, quarter: int) -> tuple[StepView, ...]:
        """The steps of a quarter, in order."""
        return tuple(one for one in self.steps if one.quarter == quarter)


@dataclass(frozen=True)
class UndertakingRow:
    """One line of the list: how far the steps are, and what comes next."""

    id: int
    number: str
    title: str
    remark: str
    steps: tuple[StepView, ...]
    stage: DocumentStage | None
    """Of the latest document."""

    @property
    def done(self) -> int:
        """Steps that are done."""
        return sum(one.state is StepState.DONE for one in self.steps)

    @property
    def counted(self) -> int:
        """Steps that were not dropped."""
        return sum(one.state is not StepState.DROPPED for one in self.steps)

    @property
    def late(self) -> tuple[StepView, ...]:
        """Steps that should have been done by now."""
        return tuple(one for one in self.steps if one.late)

    @property
    def next(self) -> StepView | None:
        """The open step that is due first."""
        return first_due(self.steps)


def first_due(steps: Iterable[StepView]) -> StepView | None:
    """The open step that is due first; those without a day come in the order of the paper."""
    still = [one for one in steps if one.is_open]
    dated = [one for one in still if one.due_on is not None]
    if dated:
        return min(dated, key=lambda one: one.due_on or date.max)
    return still[0] if still else None
