"""The conditions of evaluations and how they stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from workflow.actor import Title
from workflow.errors import Refusal
from workflow.vocabulary import ConditionAct, ConditionState, Role


@dataclass(frozen=True)
class ConditionFilter:
    """Which conditions a list shows; None asks for every one."""

    state: ConditionState | None = None
    department: str | None = None
    cycle_id: str | None = None


@dataclass(frozen=True)
class ConditionStep:
    """An answer or a judgement."""

    sequence: int
    kind: ConditionAct
    text: str
    by: Title
    at: datetime


@dataclass(frozen=True)
class ConditionView:
    """One condition with all that was said to it, the oldest first."""

    id: int
    number: int
    text: str
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
    """One page of conditions in 建制順; `counts` are of all that the other filters let through."""

    rows: tuple[ConditionView, ...]
    page: int
    pages: int
    counts: Mapping[ConditionState, int]
