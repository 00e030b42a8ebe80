"""Evaluation sessions, evaluators' sheets and what they come to, as far as one may see them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from workflow.evaluation.scores import Averages, CriterionText, Scorecard
from workflow.items.views import ItemRow
from workflow.people.queries import PersonName
from workflow.values.actor import Title
from workflow.values.errors import Refusal


class SheetStatus(StrEnum):
    """How a sheet stands. Nobody but its evaluator is told of a draft."""

    AWAITED = "awaited"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    OUTDATED = "outdated"
    """Submitted on content that has changed since: it does not count, and is asked for again."""
    OUT = "out"
    """A conflict of interest, an earlier step of the item or a lost role keeps it out."""


class SessionStatus(StrEnum):
    """How a session stands."""

    PLANNED = "planned"
    SET_UP = "set_up"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True)
class SessionEvent:
    """What was done to a session: `set_up`, `opened` or `closed`."""

    at: datetime
    who: Title
    action: str


@dataclass(frozen=True)
class SessionView:
    """A session with its cycles, seats and criteria; a planned one has no seats yet."""

    id: int
    fiscal_year: int
    title: Title
    begins_on: date | None
    cycle_ids: tuple[str, ...]
    status: SessionStatus
    criteria: tuple[CriterionText, ...]
    scorers: tuple[PersonName, ...]
    finalisers: tuple[PersonName, ...]
    history: tuple[SessionEvent, ...] = ()


@dataclass(frozen=True)
class Progress:
    """How far one evaluator is with one item."""

    person: PersonName
    status: SheetStatus


@dataclass(frozen=True)
class OwnSheet:
    """The reader's own sheet; `version` is 0 where nothing was kept yet."""

    card: Scorecard
    version: int
    status: SheetStatus
    submitted_at: datetime | None
    content_hash: str | None


@dataclass(frozen=True)
class SheetView:
    """Somebody's submitted sheet. One that does not count shows no card, only that it is there."""

    person: PersonName
    status: SheetStatus
    submitted_at: datetime
    times: int
    card: Scorecard | None


@dataclass(frozen=True)
class ConflictView:
    """A declared conflict; the reason is "" for all but the person and the secretariat."""

    id: int
    person: PersonName
    reason: str
    declared_at: datetime
    declared_by: Title
    withdrawn_at: datetime | None
    withdrawn_reason: str


@dataclass(frozen=True)
class ScoringView:
    """One item's evaluation by several: whatever the reader may not see is empty.

    `score_refusal` and `see_refusal` say why they may not score or see others' scores.
    """

    item_id: int
    session: Title | None
    is_open: bool
    criteria: tuple[CriterionText, ...]
    own: OwnSheet | None
    score_refusal: Refusal | None
    see_refusal: Refusal | None
    progress: tuple[Progress, ...]
    sheets: tuple[SheetView, ...]
    averages: Averages | None
    conflicts: tuple[ConflictView, ...]
    is_conflicted: bool
    may_declare: bool
    may_record: bool

    @property
    def expected(self) -> int:
        """How many sheets are expected."""
        return sum(one.status is not SheetStatus.OUT for one in self.progress)

    @property
    def submitted(self) -> int:
        """How many of them are there and count."""
        return sum(one.status is SheetStatus.SUBMITTED for one in self.progress)


@dataclass(frozen=True)
class QueueEntry:
    """An item that awaits its evaluation; `own` is None for those who do not score."""

    row: ItemRow
    own: SheetStatus | None
    submitted: int
    expected: int


@dataclass(frozen=True)
class ScoringQueue:
    """What a cycle's session has before it, in 建制順."""

    session: Title | None
    is_open: bool
    entries: tuple[QueueEntry, ...]

    @property
    def mine(self) -> tuple[QueueEntry, ...]:
        """What the reader is to score."""
        return tuple(one for one in self.entries if one.own not in (None, SheetStatus.OUT))

    @property
    def done(self) -> int:
        """How much of it is submitted."""
        return sum(one.own is SheetStatus.SUBMITTED for one in self.mine)
