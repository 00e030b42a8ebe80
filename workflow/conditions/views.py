"""Conditions as pages and papers show them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from workflow.values.actor import Title
from workflow.values.errors import Refusal
from workflow.values.vocabulary import ConditionAct, ConditionState, Role


@dataclass(frozen=True)
class ConditionFilter:
    """Which conditions a list shows; None asks for every one."""

    state: ConditionState | None = None
    department: str | None = None
    cycle_id: str | None = None
    overdue: bool = False
    """Only those that wait for an answer and whose day has passed."""


EVERY_ONE: Final = ConditionFilter()


@dataclass(frozen=True)
class AnswerFile:
    """A file that an answer came with."""

    id: int
    name: str
    sha256: str
    size: int
    """Bytes."""
    media_type: str


@dataclass(frozen=True)
class ConditionStep:
    """An answer or a judgement."""

    sequence: int
    kind: ConditionAct
    text: str
    by: Title
    at: datetime
    files: tuple[AnswerFile, ...] = ()


@dataclass(frozen=True)
class ConditionView:
    """One condition with all that was said to it, the oldest first."""

    id: int
    number: int
    text: str
    due_on: date | None
    who: str
    days_left: int | None
    """Business days until it is due, negative when late; None where nothing is waited for."""
    state: ConditionState
    turn: tuple[Role, ...]
    steps: tuple[ConditionStep, ...]
    evaluation_id: int
    verdict: Title
    evaluated_at: datetime
    undone: bool
    """Whether the evaluation was taken back."""
    item_id: int
    item_name: str
    cycle_id: str
    department: Title
    section: str
    answer_refusal: Refusal | None
    met_refusal: Refusal | None
    send_back_refusal: Refusal | None

    @property
    def overdue(self) -> bool:
        """Whether its day has passed, and the department has not answered."""
        return self.days_left is not None and self.days_left < 0

    @property
    def seen(self) -> int:
        """What a form about the condition says it has seen: its last entry's number."""
        return self.steps[-1].sequence if self.steps else 0

    @property
    def sent_back(self) -> bool:
        """Whether the last answer was not enough."""
        return self.state is ConditionState.OPEN and bool(self.steps)

    @property
    def answer(self) -> ConditionStep | None:
        """The latest answer of the department."""
        return next(
            (one for one in reversed(self.steps) if one.kind is ConditionAct.ANSWERED), None
        )


@dataclass(frozen=True)
class ConditionPage:
    """One page of conditions, those of the newest budget first, each budget's in 建制順.

    `counts` are of all that the other filters let through, `by_cycle` the same of each budget.
    """

    rows: tuple[ConditionView, ...]
    page: int
    pages: int
    counts: Mapping[ConditionState, int]
    overdue: int
    """Those that wait for an answer and whose day has passed."""
    by_cycle: Mapping[str, Mapping[ConditionState, int]] = field(default_factory=dict)
