"""What policy and guards are asked about: one item, as it stands, as plain facts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from workflow.items.refusals import NotDueYet
from workflow.process.branches import Facts
from workflow.process.moves import Automatic, Transition
from workflow.process.shape import Process
from workflow.process.tracks import Track
from workflow.values.actor import Title
from workflow.values.business_days import add_business_days
from workflow.values.errors import Refusal


@dataclass(frozen=True)
class CycleFacts:
    """What matters of a cycle for a move."""

    id: str
    kind: str
    opens_on: date
    closed: bool
    submission_deadline: date
    review_deadline: date
    process_name: str = ""
    tracks: tuple[Track, ...] = ()
    """By which process a sheet goes that was never submitted: the first rule that takes it."""


class Opinion(NamedTuple):
    """What somebody who was asked answered: as which role, or for which department."""

    party: str
    agrees: bool


class AskedDepartment(NamedTuple):
    """A department whose opinion is asked."""

    id: int
    code: str
    name: Title


@dataclass(frozen=True)
class OpinionsSoFar:
    """The day on which an item came to the state that asks for opinions, and those given.

    `departments` are those that are asked.
    """

    since: date
    given: tuple[Opinion, ...] = ()
    departments: tuple[AskedDepartment, ...] = ()


@dataclass(frozen=True)
class ItemContext:
    """An item before a move; `state` is "" for one that is about to be created.

    `doers` holds, for every action ever taken on the item, who took it and in whose name;
    `times` how often it was taken. `submitted_for` is in whose name the last submission was,
    `released` whether what was submitted has left its department.
    Where the item can be evaluated or that be taken back, `conflicted` holds who declared a
    conflict of interest, `finalisers` who decides in the session that evaluates it, or that did
    last (nobody: it was in none), and `evaluated_by` who finalised the evaluation that stands.
    `frozen` says whether the item is on a report that is frozen, `report_frozen` whether a
    report of its cycle is.
    """

    process: Process
    state: str
    department_id: int
    cycle: CycleFacts
    today: date
    joint_department_ids: frozenset[int] = frozenset()
    round: int = 0
    released: bool = False
    submitted_by: int | None = None
    submitted_for: int | None = None
    report_frozen: bool = False
    doers: Mapping[str, frozenset[int]] = field(default_factory=dict)
    times: Mapping[str, int] = field(default_factory=dict)
    conflicted: frozenset[int] = frozenset()
    finalisers: frozenset[int] = frozenset()
    evaluated_by: int | None = None
    frozen: bool = False
    facts: Facts | None = None
    """What branches see of its sheet, where its process branches."""
    opinions: OpinionsSoFar | None = None
    """Where its state asks for some."""
    due_on: date | None = None
    """By when somebody should act: automatic moves count from it."""
    advisors: frozenset[int] = frozenset()
    """Who reads it as an advisor once it is submitted; known where readers are asked about."""
    consulted: frozenset[int] = frozenset()
    """The departments that were ever asked for their opinion on it; known as advisors are."""

    @property
    def departments(self) -> frozenset[int]:
        """The departments that carry the item, the lead one and the joint ones."""
        return self.joint_department_ids | {self.department_id}


# -------------------------------------------- moves that are made by themselves


class Foreseen(NamedTuple):
    """An automatic move that an item comes to unless it moves on by `last_day`."""

    transition: Transition
    last_day: date


def last_day(due_on: date, automatic: Automatic) -> date:
    """The last day on which somebody can still forestall a move: it is made after it."""
    return add_business_days(due_on, automatic.after_business_days)


def foreseen_moves(process: Process, state: str, due_on: date | None) -> tuple[Foreseen, ...]:
    """The automatic moves from a state, the earliest first; none where nothing is due."""
    return tuple(sorted(_foreseen(process, state, due_on), key=lambda one: one.last_day))


def _foreseen(process: Process, state: str, due_on: date | None) -> Iterator[Foreseen]:
    for move in process.automatic if due_on else ():
        if due_on and move.automatic and state in move.sources:
            yield Foreseen(move, last_day(due_on, move.automatic))


def too_early(context: ItemContext, transition: Transition) -> Refusal | None:
    """Why an automatic move is not made yet: somebody may still act, or nothing is due."""
    if transition.automatic is None or context.due_on is None:
        return NotDueYet()
    day = last_day(context.due_on, transition.automatic)
    return None if context.today > day else NotDueYet(day=day)
