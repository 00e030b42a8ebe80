"""Items as lists show them, and what a list asks for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from workflow.items.beside import Beside
from workflow.values.actor import Title
from workflow.values.listing import Queue, SortOrder
from workflow.values.vocabulary import AnyRole, DxStep, Stage


@dataclass(frozen=True)
class ItemFilter:
    """Which items a list shows; None and "" ask for everything."""

    cycle_id: str | None = None
    department: str | None = None
    field: str | None = None
    category: str | None = None
    state: str | None = None
    process: str | None = None
    """The name of the process that it goes by."""
    verdict: str | None = None
    amount_from: int | None = None
    amount_to: int | None = None
    words: str = ""
    meeting_id: int | None = None
    stage: Stage | None = None
    submitted: bool = False
    """Only what was submitted: without drafts."""
    queue: Queue | None = None
    handler_id: int | None = None
    """担当: see `beside.HANDLER`; 0 asks for the items that nobody has."""
    sort: SortOrder = SortOrder.ORGANISATION
    turned: bool = False
    """Whether the list begins at its other end."""


@dataclass(frozen=True)
class Total:
    """How many items and how many 千円."""

    count: int = 0
    kyen: int = 0


@dataclass(frozen=True)
class ItemRow:
    """One line of a list, with everything that 資料1-6 prints."""

    id: int
    cycle_id: str
    department_code: str
    department: Title
    joint_departments: tuple[Title, ...]
    section: str
    field: str | None
    category: Title | None
    name: str
    amount_kyen: int | None
    funding: str
    summary: str
    dx_step: DxStep | None
    goal_number: int | None
    state: str
    state_title: Title
    round: int
    turn: tuple[AnyRole, ...]
    due_on: date | None
    days_left: int | None
    updated_at: datetime
    verdict_code: str | None
    verdict: Title | None
    findings: str
    conditions: str
    meeting_id: int | None
    number: str | None = None
    """9補-建設-012: what people call it; None before its first submission."""
    field_title: Title | None = None
    field_place: int = 0
    """Where the field stands among the office's."""

    @property
    def count(self) -> int:
        """It is one item, where groups of items are summed up too."""
        return 1

    @property
    def kyen(self) -> int:
        """What it adds to a sum in 千円."""
        return self.amount_kyen or 0


@dataclass(frozen=True)
class ItemPage:
    """One keyset page of a list; `total` and `by_department` are of all that match."""

    rows: tuple[ItemRow, ...]
    next_cursor: str | None
    total: Total
    by_department: Mapping[str, Total]
    beside: Mapping[int, Beside] = field(default_factory=dict)
    """For the center: what stands beside each item, by its id."""


@dataclass(frozen=True)
class WaitingRow:
    """What the home page tells of an item that waits."""

    id: int
    number: str | None
    cycle_id: str
    department: Title
    section: str
    name: str
    amount_kyen: int | None
    state: str
    state_title: Title
    round: int
    due_on: date | None
    days_left: int | None
    updated_at: datetime
