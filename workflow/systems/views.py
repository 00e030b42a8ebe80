"""Systems as pages and papers show them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from workflow.ledger import ChangeStep
from workflow.values.actor import Title
from workflow.values.changes import ChangeAction
from workflow.values.errors import Refusal
from workflow.values.systems import (
    Assessment,
    Hosting,
    PersonalData,
    ReviewState,
    StandardTask,
    SystemAct,
)
from workflow.values.vocabulary import Network, SystemForm


@dataclass(frozen=True)
class SystemFilter:
    """Which systems a list shows; None and "" ask for every one."""

    department: str | None = None
    """A department's code."""
    vendor: str | None = None
    form: SystemForm | None = None
    network: Network | None = None
    personal_data: PersonalData | None = None
    hosting: Hosting | None = None
    state: ReviewState | None = None
    """Without one the retired ones are left out."""
    assessment: Assessment | None = None
    standard: bool | None = None
    """Whether it serves one of the standardised tasks."""
    ends: int | None = None
    """The budget year for which contract or support ends."""
    linked: bool | None = None
    """Whether a live item names it that the reader may see."""
    words: str = ""


@dataclass(frozen=True)
class SystemRow:
    """One system of a list; `cost_kyen` is that of the fiscal year asked for."""

    id: int
    department_id: int
    department_code: str
    department: Title
    section: str
    name: str
    purpose: str
    vendor: str
    form: SystemForm | None
    networks: tuple[Network, ...]
    personal_data: PersonalData | None
    users: int | None
    hosting: Hosting | None
    task: StandardTask | None
    contract_until: date | None
    support_until: date | None
    state: ReviewState
    round: int
    answer_by: date | None
    """By when the department answers the survey."""
    assessment: Assessment | None
    act_by: date | None
    revision: int
    cost_kyen: int | None


@dataclass(frozen=True)
class SystemPage:
    """One page of systems under their departments in 建制順; the sum is of all pages."""

    rows: tuple[SystemRow, ...]
    page: int
    pages: int
    total: int
    kyen: int
    year: int
    """The fiscal year of the costs."""


@dataclass(frozen=True)
class Neighbour:
    """A system at the other end of an interface or a merger; `readable`: its page may be opened."""

    id: int
    name: str
    department: Title
    data: str
    readable: bool


@dataclass(frozen=True)
class RenewingItem:
    """An item that names the system which it renews."""

    id: int
    name: str
    state: str
    cycle: Title


@dataclass(frozen=True)
class SystemDetail:
    """One system with all that was done and said, and what the reader may do now."""

    row: SystemRow
    holds: str
    """Which data it holds."""
    contract_from: date | None
    reasons: str
    costs: Mapping[int, int]
    """千円 by fiscal year."""
    refusals: Mapping[SystemAct, Refusal | None]
    steps: tuple[ChangeStep, ...]
    hands_on: tuple[Neighbour, ...]
    """To whom it hands data on."""
    receives: tuple[Neighbour, ...]
    merges_into: Neighbour | None
    merged: tuple[Neighbour, ...]
    """Systems that merge into it."""
    items: tuple[RenewingItem, ...]

    def may(self, act: str) -> bool:
        """Whether the reader may take an act now."""
        return self.refusals[SystemAct(act)] is None

    @property
    def sent_back(self) -> ChangeStep | None:
        """Why the survey was sent back, as long as it is the last thing that was decided."""
        moves = (one for one in self.steps if one.action is not ChangeAction.EDIT)
        latest = next(moves, None)
        if latest is None or latest.action is not ChangeAction.SEND_BACK:
            return None
        return latest
