"""What forms choose from, the goals and their matrix."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field

from workflow.actor import Title
from workflow.vocabulary import DxStep, Field, Master


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
    names: Mapping[Master, Mapping[str, Title]] = dataclass_field(default_factory=dict)
    """The titles of all entries by code, retired ones too: for what carries them."""
