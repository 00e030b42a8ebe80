"""One item as its pages show it: what may be done, what was decided, what happened."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final, NamedTuple

from workflow.items.asks import Ask
from workflow.items.list_views import ItemRow, WaitingRow
from workflow.items.reference import CycleView
from workflow.process.branches import When
from workflow.process.drawing import Mark, Marks
from workflow.process.effect import Effect
from workflow.values.actor import Title, with_principal
from workflow.values.errors import Refusal
from workflow.values.sheet import AsTyped, FieldChange, Sheet
from workflow.values.vocabulary import Action, AnyRole


@dataclass(frozen=True)
class Move:
    """One entry of the ledger, as its reader sees it."""

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
    actor_id: int = 0
    particulars: Mapping[str, object] = field(default_factory=dict)
    principal: Title | None = None
    """In whose name, where a substitute moved the item."""
    effect: Effect | None = None
    """What the program did besides, by the item's definition."""
    acknowledged_at: datetime | None = None
    """後閲: when the absent person took note of it. Read where an item's whole history is."""

    @property
    def doer(self) -> Title:
        """Who moved it, and in whose name: both names, as the record has them."""
        return with_principal(self.who, self.principal)


@dataclass(frozen=True)
class Happening:
    """A recent move with the item it was made on."""

    item_id: int
    item_name: str
    section: str
    move: Move


TAKING_BACK: Final = frozenset(
    {Action.WITHDRAW, Action.CARRY_OVER, Action.REOPEN, Action.PULL_BACK}
)
"""The program's own actions that take back what was done."""


@dataclass(frozen=True)
class ActionView:
    """One action from the item's state, with whether this person may take it and why not."""

    action: str
    title: Title
    note: str
    """`required`, `optional` or `none`."""
    to_title: Title
    next_turn: tuple[AnyRole, ...]
    refusal: Refusal | None
    principal: Title | None = None
    """In whose name the person would act; None: in their own."""
    effect: Effect | None = None
    """What the program does besides moving and recording."""

    @property
    def takes_back(self) -> bool:
        """Whether it undoes what was done: its button is red and stands apart."""
        return self.action in TAKING_BACK or self.effect is Effect.GIVE_UP

    @property
    def returns(self) -> bool:
        """Whether it gives the sheet back to its department."""
        return self.effect is Effect.RETURN

    @property
    def allowed(self) -> bool:
        """Whether the button is shown."""
        return self.refusal is None


@dataclass(frozen=True)
class OpinionView:
    """A role or a department that is asked for its opinion, and its answer; None: none yet."""

    role: AnyRole | None
    move: Move | None
    department: Title | None = None

    @property
    def is_closed(self) -> bool:
        """Whether it was given and may not be read yet."""
        return self.move is not None and self.move.effect is None

    @property
    def agrees(self) -> bool:
        """Whether the answer has nothing against it."""
        return self.move is not None and self.move.effect is Effect.AGREE


@dataclass(frozen=True)
class OpinionsView:
    """Whose opinions are asked for now, how many are needed, and how long there is time."""

    asked: tuple[OpinionView, ...]
    needed: int
    silent_after: date | None
    """The last day to answer, where silence is no objection."""


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


class ForeseenView(NamedTuple):
    """What the program does with an item by itself unless it moves on by `last_day`."""

    title: Title
    to_title: Title
    last_day: date


@dataclass(frozen=True)
class TrackView:
    """The process that a sheet goes by, as pages say it.

    `when` is the rule that took it, None for every other sheet. With `stays` the item goes on by
    the process that its first submission fixed, though this sheet would now go by another.
    """

    process_name: str
    title: Title
    when: When | None
    stays: bool = False


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
    """The states of the straight way through, and the item's own where it is beside that."""
    path_titles: Mapping[str, Title]
    actions: tuple[ActionView, ...]
    edit_refusal: Refusal | None
    moves: tuple[Move, ...]
    revisions: tuple[RevisionView, ...]
    evaluation: EvaluationView | None
    as_typed: AsTyped
    """What was typed into fields of the draft and cannot be read yet."""
    written_hash: str
    """What `seen` must be to write on the sheet: the content's hash without the files."""
    opinions: OpinionsView | None = None
    """Where its state asks for some."""
    track: TrackView | None = None
    """By which process its sheet goes, where its cycle has several."""
    foreseen: tuple[ForeseenView, ...] = ()
    """What happens by itself, the earliest first."""

    @property
    def sent_back(self) -> Move | None:
        """The last 差戻し, while the sheet is in the department's hands because of one."""
        returned = [move for move in self.moves if move.effect is Effect.RETURN]
        writes = any(one.effect is Effect.FREEZE for one in self.actions)
        return returned[-1] if returned and writes else None

    @property
    def way(self) -> Marks:
        """How a picture of its process shows the item: the moves it took, and where it is."""
        walked = {(move.from_state, move.action): Mark.WALKED for move in self.moves}
        return Marks(states={self.row.state: Mark.HERE}, moves=walked)

    @property
    def last_move(self) -> int:
        """What `last_move` must be for an action on the item as it stands here."""
        return self.moves[-1].sequence


@dataclass(frozen=True)
class RevisionDiff:
    """What changed between two frozen revisions (or, with 0 for `after`, up to now)."""

    item_id: int
    item_name: str
    before: int
    after: int
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True)
class Turn:
    """An item that waits for this person, and what was last said about it, by whom.

    `actions` move it on; `asks` are what else they are asked for on it.
    """

    row: WaitingRow
    actions: tuple[ActionView, ...]
    note: str
    said_by: Title
    asks: tuple[Ask, ...] = ()
    of_team: bool = False
    """For a reviewer: another one has it."""

    @property
    def principals(self) -> tuple[Title, ...]:
        """In whose names it can be moved on; empty where it is the person's own turn."""
        if self.asks or any(action.principal is None for action in self.actions):
            return ()
        return tuple(dict.fromkeys(one.principal for one in self.actions if one.principal))
