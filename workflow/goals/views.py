"""Goals as pages and papers show them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from workflow.goals.notation import Indicator, result_words
from workflow.goals.policy import TURNS
from workflow.ledger import ChangeStep
from workflow.values.actor import Title
from workflow.values.changes import ChangeAction
from workflow.values.errors import Refusal
from workflow.values.promotion import TEAMS_FROM, Conclusion, GoalAct, GoalState, Horizon, Reached
from workflow.values.vocabulary import DxStep, Role


@dataclass(frozen=True)
class GoalFilter:
    """Which goals a list shows; None asks for every one."""

    year: int
    department: str | None = None
    """A department's code: what it carries, alone or with others."""
    state: GoalState | None = None
    field: str | None = None
    dx_step: DxStep | None = None
    words: str = ""
    linked: bool | None = None
    """Whether items serve it."""
    teams: bool = False
    """The goals of teams (班), or else those of departments."""


@dataclass(frozen=True)
class ResultView:
    """A result of an indicator on a day, and what it rests on."""

    on: date
    value: int
    words: str
    basis: str
    by: Title
    at: datetime


@dataclass(frozen=True)
class IndicatorView:
    """An indicator with its results, the earliest first."""

    id: int
    horizon: Horizon
    said: Indicator
    results: tuple[ResultView, ...] = ()

    @property
    def latest(self) -> ResultView | None:
        """The result that counts."""
        return self.results[-1] if self.results else None

    @property
    def reached(self) -> Reached:
        """How it stands."""
        return self.said.reached(self.latest.value if self.latest else None)

    @property
    def latest_words(self) -> str:
        """The latest result as papers have it, with what was said to it."""
        if self.latest is None:
            return ""
        counted = result_words(self.said, self.latest.value)
        return f"{counted}　{self.latest.words}".strip()


@dataclass(frozen=True)
class DepartmentOfGoal:
    """A department that carries a goal."""

    id: int
    code: str
    name: Title


@dataclass(frozen=True)
class GoalRow:
    """One goal of a list; `departments` have the lead first, the others in 建制順."""

    id: int
    fiscal_year: int
    number: int
    departments: tuple[DepartmentOfGoal, ...]
    title: str
    overview: str
    field: str | None
    field_title: Title | None
    dx_step: DxStep | None
    state: GoalState
    revision: int
    year_end: tuple[IndicatorView, ...]
    later: tuple[IndicatorView, ...]
    items: int
    """Live items that serve it and that the reader may see."""
    conclusion: Conclusion | None
    outcome: str
    team: str = ""
    """The team (班) whose goal it is; "" for a goal of departments."""

    @property
    def place(self) -> int:
        """Its number among those of its kind."""
        return self.number - TEAMS_FROM if self.team else self.number

    @property
    def turn(self) -> tuple[Role, ...]:
        """Whose turn it is."""
        return TURNS[self.state]


@dataclass(frozen=True)
class GoalPage:
    """One page of goals under their lead departments in 建制順."""

    rows: tuple[GoalRow, ...]
    page: int
    pages: int
    total: int


@dataclass(frozen=True)
class PlannedItem:
    """A live item of a goal's year with its budget, whether it serves a goal or none."""

    id: int
    number: str | None
    name: str
    state: str
    cycle_id: str
    cycle: Title
    department: Title


@dataclass(frozen=True)
class GoalDetail:
    """One goal with all that was done and said, and what the reader may do now."""

    row: GoalRow
    refusals: Mapping[GoalAct, Refusal | None]
    steps: tuple[ChangeStep, ...]
    items: tuple[PlannedItem, ...]
    carried_from: int | None
    carried_to: int | None
    """Ids of the same goal in the year before and the year after, where the reader may see it."""

    def may(self, act: str) -> bool:
        """Whether the reader may take an act now."""
        return self.refusals[GoalAct(act)] is None

    @property
    def sent_back(self) -> ChangeStep | None:
        """Why it was returned, as long as it is."""
        if self.row.state is not GoalState.RETURNED:
            return None
        return next((one for one in self.steps if one.action == ChangeAction.SEND_BACK), None)


Counts = Mapping[Reached, int]


@dataclass(frozen=True)
class DepartmentProgress:
    """How the indicators of a lead department's goals stand."""

    department: DepartmentOfGoal
    goals: int
    counts: Counts


@dataclass(frozen=True)
class Progress:
    """How the goals of a year stand on a day: the set ones, with their results until then."""

    year: int
    on: date
    rows: tuple[GoalRow, ...]
    departments: tuple[DepartmentProgress, ...]
    counts: Counts
    without_items: tuple[GoalRow, ...]
    items_without: tuple[PlannedItem, ...]
    """Live items of the year that serve no goal."""
