"""A process as data: states, transitions and rules.

Plain frozen values. `definition.py` reads them from TOML and gives these names on;
whether a process makes sense is another question, asked by `soundness.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Final

from workflow.values.vocabulary import Action, Role


class NoteRule(StrEnum):
    """Whether an action asks for words: its reason, or a remark."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    NONE = "none"


class Effect(StrEnum):
    """What the program does with a move besides moving and recording; a definition asks for it."""

    FREEZE = "freeze"
    """What is submitted becomes the next revision, and a round is counted."""
    JUDGE = "judge"
    """The sheet has to have been seen, and open questions are pointed out."""
    EVALUATE = "evaluate"
    UNDO_EVALUATION = "undo_evaluation"
    REPORT = "report"
    RETURN = "return"
    """The department has the sheet back, and reads the reason above it."""
    GIVE_UP = "give_up"
    """The item ends unfinished: that is nobody's turn and no way to complete it."""
    CARRY_OVER = "carry_over"


EFFECT_OF: Final[Mapping[str, Effect]] = {
    Action.SUBMIT: Effect.FREEZE,
    Action.APPROVE: Effect.JUDGE,
    Action.EVALUATE: Effect.EVALUATE,
    Action.REOPEN: Effect.UNDO_EVALUATION,
    Action.REPORT: Effect.REPORT,
    Action.SEND_BACK: Effect.RETURN,
    Action.WITHDRAW: Effect.GIVE_UP,
    Action.CARRY_OVER: Effect.CARRY_OVER,
}
"""The effect that an action of this name has, whether or not its table asks for it."""

EVIDENCE: Final[Mapping[Effect, str]] = {
    effect: str(action)
    for action, effect in EFFECT_OF.items()
    if effect not in {Effect.JUDGE, Effect.RETURN, Effect.GIVE_UP}
}
"""Effects that leave rows behind: ledger, audit and reports find them by this one action."""

GUARD_OF: Final[Mapping[Effect, str]] = {
    Effect.FREEZE: "form_complete",
    Effect.EVALUATE: "evaluation_complete",
    Effect.REPORT: "meeting_given",
    Effect.CARRY_OVER: "next_cycle_given",
}
"""The guard without which an effect has nothing to work with."""


class Always(StrEnum):
    """What a rule promises about every path through the process."""

    BEFORE = "before"
    SEPARATE = "separate"
    EVENTUALLY = "eventually"


@dataclass(frozen=True)
class Due:
    """The clock that starts on arrival: the answer is due after so many business days.

    `initial_budget`, where given, is the number for items of an initial budget, whose
    reviews take longer than those of a supplementary one.
    """

    business_days: int
    initial_budget: int | None = None

    def days(self, *, initial_budget: bool) -> int:
        """The business days that count for this kind of budget."""
        return self.initial_budget or self.business_days if initial_budget else self.business_days


@dataclass(frozen=True)
class Quorum:
    """How many evaluation sheets have to be submitted: `sheets`, or (None) all expected ones."""

    sheets: int | None

    def needed(self, expected: int) -> int:
        """The number where `expected` evaluators are to submit one; at least one."""
        return max(1, expected if self.sheets is None else self.sheets)


@dataclass(frozen=True)
class State:
    """Where an item stands. `title` holds `ja` and `en`; `turn` is whose turn it is."""

    name: str
    title: Mapping[str, str]
    turn: tuple[Role, ...] = ()
    final: bool = False


@dataclass(frozen=True)
class Transition:
    """One action: from any of `sources` to `target`.

    The one that creates an item has no sources. Where `stays` is set, `target` is
    empty and the state does not change. `limit` is how many times one item may go
    through `action`, None for as often as needed; it counts by action, not by table.
    `quorum` is what the guard `sheets_submitted` asks for; `effect` what the program does
    besides, None for a move that is only recorded.
    """

    action: str
    title: Mapping[str, str]
    sources: tuple[str, ...]
    target: str
    roles: frozenset[Role]
    guards: tuple[str, ...] = ()
    note: NoteRule = NoteRule.OPTIONAL
    limit: int | None = None
    due: Due | None = None
    stays: bool = False
    quorum: Quorum | None = None
    effect: Effect | None = None

    def sheets_needed(self, expected: int) -> int:
        """How many sheets the guard `sheets_submitted` asks for: by default all, or two of more."""
        return self.quorum.needed(expected) if self.quorum else max(1, min(expected, 2))

    @property
    def creates(self) -> bool:
        """True for the one transition that begins an item's life."""
        return not self.sources and not self.stays

    def target_from(self, state: str | None) -> str:
        """Name the state after this transition was taken in `state` (None: not created yet)."""
        return (state or "") if self.stays else self.target


@dataclass(frozen=True)
class Rule:
    """A promise about every path.

    before: `action` happens before any arrival in `state`. separate: one person
    never does both `actions` for one item. eventually: some final state can
    always be reached.
    """

    always: Always
    action: str = ""
    state: str = ""
    actions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Process:
    """A whole definition. Two are equal when name, version and text are.

    `source_hash` is the SHA-256 (hex) of the TOML text in UTF-8. All mappings
    and tuples are in file order.
    """

    name: str
    version: int
    source_hash: str
    title: Mapping[str, str] = field(compare=False)
    initial: str = field(compare=False)
    states: Mapping[str, State] = field(compare=False)
    transitions: tuple[Transition, ...] = field(compare=False)
    rules: tuple[Rule, ...] = field(compare=False)

    @cached_property
    def creation(self) -> Transition:
        """The one transition that begins an item's life."""
        return next(transition for transition in self.transitions if transition.creates)

    @cached_property
    def actions(self) -> tuple[str, ...]:
        """Every action's name, once."""
        return tuple(dict.fromkeys(transition.action for transition in self.transitions))

    @cached_property
    def live_states(self) -> tuple[State, ...]:
        """The states in which an item still waits for somebody."""
        return tuple(state for state in self.states.values() if not state.final)

    def transition(self, action: str, state: str | None) -> Transition | None:
        """Find what `action` does in `state` (None or "": not created yet); None if nothing."""
        return self._moves.get((state or "", action))

    def alternatives(self, action: str, state: str | None) -> tuple[Transition, ...]:
        """All that `action` can do in `state`, in file order."""
        found = self.transition(action, state)
        return (found,) if found else ()

    def actions_from(self, state: str | None) -> tuple[str, ...]:
        """Name the actions that start in `state` (None or "": not created yet)."""
        return self._actions.get(state or "", ())

    def states_before(self, action: str) -> tuple[str, ...]:
        """Name the states in which `action` can be taken."""
        return tuple(state for state in self.states if (state, action) in self._moves)

    def turn_actions(self, state: str) -> tuple[str, ...]:
        """Name the actions by which those whose turn it is in `state` move the item on.

        To give an item up is never what is waited for.
        """
        return self._turn_actions[state]

    def due_in(self, state: str) -> Due | None:
        """Give the clock that starts on arrival in `state`; None where no transition sets one."""
        clocks = (move.due for move in self.transitions if move.target == state)
        return next(filter(None, clocks), None)

    def is_final(self, state: str) -> bool:
        """Say whether an item in `state` is at its end. KeyError where there is no such state."""
        return self.states[state].final

    def separate_pairs(self) -> frozenset[frozenset[str]]:
        """Give the pairs of actions that one person may not both do for one item."""
        return self._separate

    @cached_property
    def separate_actions(self) -> tuple[str, ...]:
        """The actions that some pair of `separate_pairs` names."""
        return tuple(sorted(frozenset().union(*self._separate)))

    @cached_property
    def limited_actions(self) -> tuple[str, ...]:
        """The actions that one item may go through only so many times."""
        limited = {one.action for one in self.transitions if one.limit is not None}
        return tuple(sorted(limited))

    @cached_property
    def returns(self) -> frozenset[str]:
        """The actions that give the sheet back to its department."""
        return frozenset(one.action for one in self.transitions if one.effect is Effect.RETURN)

    def takers(self, action: str) -> frozenset[Role]:
        """Give the roles that may take `action` from some state; none where there is no such."""
        return self._takers.get(action, frozenset())

    @cached_property
    def _separate(self) -> frozenset[frozenset[str]]:
        return frozenset(
            frozenset(rule.actions) for rule in self.rules if rule.always is Always.SEPARATE
        )

    @cached_property
    def _takers(self) -> dict[str, frozenset[Role]]:
        found: dict[str, frozenset[Role]] = {}
        for transition in self.transitions:
            found[transition.action] = found.get(transition.action, frozenset()) | transition.roles
        return found

    @cached_property
    def _moves(self) -> dict[tuple[str, str], Transition]:
        moves: dict[tuple[str, str], Transition] = {}
        for transition in self.transitions:
            for source in ("",) if transition.creates else transition.sources:
                # Where a file says one thing twice the first holds; soundness reports the second.
                moves.setdefault((source, transition.action), transition)
        return moves

    @cached_property
    def _turn_actions(self) -> dict[str, tuple[str, ...]]:
        return {
            state.name: tuple(
                action
                for action in self.actions_from(state.name)
                if (move := self._moves[state.name, action]).effect is not Effect.GIVE_UP
                and not move.stays
                and move.roles & frozenset(state.turn)
            )
            for state in self.states.values()
        }

    @cached_property
    def _actions(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for source, action in self._moves:
            found.setdefault(source, []).append(action)
        return {source: tuple(actions) for source, actions in found.items()}


SHEETS_SUBMITTED: Final = "sheets_submitted"
"""The guard that asks for a quorum of evaluation sheets."""

GUARD_NAMES: Final = frozenset(
    {
        "form_complete",
        "funding_sums_to_amount",
        "amount_allowed",
        "not_duplicate",
        "cycle_open",
        "by_submitter",
        "evaluation_complete",
        SHEETS_SUBMITTED,
        "meeting_given",
        "report_not_frozen",
        "next_cycle_given",
    }
)
