"""What is read of proposals."""

from dataclasses import dataclass
from datetime import datetime

from workflow.proposals.policy import Act, State
from workflow.values.actor import Title


@dataclass(frozen=True)
class AnswerView:
    """What was said when an act was taken."""

    act: Act
    by: Title
    at: datetime
    text: str


@dataclass(frozen=True)
class ProposalRow:
    """A line of the list."""

    id: int
    title: str
    state: State
    proposer: Title
    proposed_at: datetime
    group: str
    """"" where it stands by itself."""
    department: Title | None
    """Whom it was forwarded to."""
    item_id: int | None
    goal_id: int | None
    may_open: bool
    """The person asking may read the item or the goal that it became."""
    waits_for_me: bool


@dataclass(frozen=True)
class ProposalPage:
    """One page of the list."""

    rows: tuple[ProposalRow, ...]
    page: int
    pages: int


@dataclass(frozen=True)
class ProposalView:
    """A proposal with everything that was said, and what the person asking may do."""

    row: ProposalRow
    problem: str
    idea: str
    effect: str
    revision: int
    answers: tuple[AnswerView, ...]
    """The oldest first."""
    acts: tuple[Act, ...]
