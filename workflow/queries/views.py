"""What the read side gives: frozen values, complete, in both languages, no lazy loads.

Amounts are integers of 千円; `days_left` counts business days (negative: late).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from workflow.actor import Title
from workflow.errors import Refusal
from workflow.sheet import FieldChange, Sheet
from workflow.vocabulary import DxStep, Field, FundingSource, Role, SortOrder, Stage


@dataclass(frozen=True)
class ItemFilter:
    """Which items a list shows; None and "" ask for everything."""

    cycle_id: str | None = None
    department: str | None = None
    field: Field | None = None
    category: str | None = None
    state: str | None = None
    verdict: str | None = None
    amount_from: int | None = None
    amount_to: int | None = None
    words: str = ""
    meeting_id: int | None = None
    stage: Stage | None = None
    sort: SortOrder = SortOrder.ORGANISATION


@dataclass(frozen=True)
class ItemRow:
    """One line of a list, with everything that 資料1-6 prints."""

    id: int
    cycle_id: str
    department_code: str
    department: Title
    joint_departments: tuple[Title, ...]
    section: str
    field: Field | None
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
    turn: tuple[Role, ...]
    due_on: date | None
    days_left: int | None
    updated_at: datetime
    verdict_code: str | None
    verdict: Title | None
    findings: str
    conditions: str
    meeting_id: int | None


@dataclass(frozen=True)
class Total:
    """How many items and how many 千円."""

    count: int = 0
    kyen: int = 0


@dataclass(frozen=True)
class ItemPage:
    """One keyset page of a list; `total` and `by_department` are of all that match."""

    rows: tuple[ItemRow, ...]
    next_cursor: str | None
    total: Total
    by_department: Mapping[str, Total]


@dataclass(frozen=True)
class CycleView:
    """A cycle with its dates; `meetings` are those that take it, in order."""

    id: str
    title: Title
    fiscal_year: int
    budget_year: int
    kind: str
    process_name: str
    opens_on: date
    submission_deadline: date
    review_deadline: date
    is_open: bool
    meetings: tuple["MeetingView", ...] = ()


@dataclass(frozen=True)
class MeetingView:
    """A headquarters meeting and the cycles it takes."""

    id: int
    fiscal_year: int
    number: int
    held_on: date
    cycle_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Move:
    """One entry of the ledger, as told to a reader."""

    sequence: int
    at: datetime
    action: str
    title: Title
    from_state: str
    to_state: str
    to_title: Title
    who: Title
    round: int
    note: str
    content_hash: str
    entry_hash: str
    particulars: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Happening:
    """A recent move with the item it was made on."""

    item_id: int
    item_name: str
    section: str
    move: Move


@dataclass(frozen=True)
class ActionView:
    """One action from the item's state, with whether this person may take it and why not."""

    action: str
    title: Title
    note: str
    """`required`, `optional` or `none`."""
    to_title: Title
    next_turn: tuple[Role, ...]
    refusal: Refusal | None

    @property
    def allowed(self) -> bool:
        """Whether the button is shown."""
        return self.refusal is None


@dataclass(frozen=True)
class EvaluationView:
    """A finalised evaluation."""

    verdict_code: str
    verdict: Title
    findings: str
    conditions: str
    by: Title
    at: datetime


@dataclass(frozen=True)
class RevisionView:
    """A frozen submission; `number` counts from 1."""

    number: int
    by: Title
    at: datetime
    content_hash: str


@dataclass(frozen=True)
class ItemDetail:
    """An item's page: the sheet, whose turn, what may be done, what happened."""

    row: ItemRow
    sheet: Sheet
    content_hash: str
    """What `seen` must be for an action on exactly this content."""
    cycle: CycleView
    process_name: str
    process_version: int
    path: tuple[str, ...]
    """The states of the straight way through, for the progress line."""
    actions: tuple[ActionView, ...]
    edit_refusal: Refusal | None
    moves: tuple[Move, ...]
    revisions: tuple[RevisionView, ...]
    evaluation: EvaluationView | None


@dataclass(frozen=True)
class Turn:
    """An item that waits for this person, and what was last said about it."""

    row: ItemRow
    actions: tuple[ActionView, ...]
    last_move: Move


@dataclass(frozen=True)
class CycleOverview:
    """A cycle now: counts and sums of what this person may see."""

    cycle: CycleView
    total: Total
    by_state: Mapping[str, Total]
    state_titles: Mapping[str, Title]
    """Every state of the cycle's process, in its order."""
    by_field: Mapping[Field, Total]
    by_department: Mapping[str, Total]
    by_funding: Mapping[FundingSource, int]
    by_verdict: Mapping[str, Total]


@dataclass(frozen=True)
class Inbox:
    """The home page: my turn, the cycle now, what happened."""

    turns: tuple[Turn, ...]
    overview: CycleOverview | None
    recent: tuple[Happening, ...]


@dataclass(frozen=True)
class Report:
    """資料1-6 for a cycle or a meeting: rows in 建制順 with their sums."""

    cycles: tuple[CycleView, ...]
    meeting: MeetingView | None
    rows: tuple[ItemRow, ...]
    total: Total
    by_department: Mapping[str, Total]
    by_field: Mapping[Field, Total]
    by_funding: Mapping[FundingSource, int]
    by_verdict: Mapping[str, Total]
    evaluated: bool
    """False while any row still waits for its evaluation: then it is a 検討予定一覧."""
    stage: Stage = Stage.PLANNED
    """The stage asked for; where none was, what `evaluated` says."""


@dataclass(frozen=True)
class DepartmentView:
    """A department in its place, with its sections in order."""

    id: int
    code: str
    name: Title
    sections: tuple[str, ...]


@dataclass(frozen=True)
class MasterEntry:
    """One entry of an editable master."""

    code: str
    title: Title
    needs_conditions: bool = False


@dataclass(frozen=True)
class GoalView:
    """A DX goal with the departments that carry it, lead first."""

    id: int
    fiscal_year: int
    number: int
    departments: tuple[Title, ...]
    title: str
    overview: str
    indicators_this_year: tuple[str, ...]
    indicators_later: tuple[str, ...]


@dataclass(frozen=True)
class MatrixCell:
    """One entry of the matrix field × step."""

    field: Field
    dx_step: DxStep
    department: Title
    title: str
    examples: str
    goal_number: int | None
    item_name: str


@dataclass(frozen=True)
class Masters:
    """What the forms choose from, for one fiscal year."""

    departments: tuple[DepartmentView, ...]
    categories: tuple[MasterEntry, ...]
    verdicts: tuple[MasterEntry, ...]
    goals: tuple[GoalView, ...]
    criteria: tuple[MasterEntry, ...] = ()


@dataclass(frozen=True)
class ScheduleEntry:
    """One thing in a quarter: `mark` is ○ (headquarters), ● (other work) or □ (a document)."""

    mark: str
    text: str
    cycle_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class ScheduleLine:
    """One row of 資料1-3, with its four quarters."""

    number: str
    title: str
    note: str
    quarters: tuple[tuple[ScheduleEntry, ...], ...]


@dataclass(frozen=True)
class Schedule:
    """資料1-3 of one fiscal year with its cycles as they stand now."""

    fiscal_year: int
    lines: tuple[ScheduleLine, ...]
    cycles: tuple[CycleOverview, ...]
    meetings: tuple[MeetingView, ...]


@dataclass(frozen=True)
class RevisionDiff:
    """What changed between two frozen revisions (or, with 0 for `after`, up to now)."""

    item_id: int
    item_name: str
    before: int
    after: int
    changes: tuple[FieldChange, ...]
