"""A process as data: states, transitions and rules.

Plain frozen values. `definition.py` reads them from TOML; whether a process makes sense is
another question, asked by `soundness.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from workflow.process.branches import Facts, When, cases
from workflow.process.effect import NO_OBJECTION, OPINIONS_GIVEN, Effect
from workflow.process.moves import Always, Due, Rule, State, Transition
from workflow.process.roles import DeclaredRole
from workflow.values.lazy import cached_property
from workflow.values.vocabulary import AnyRole, OwnRole, Role, RoleScope


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
    own_roles: Mapping[OwnRole, DeclaredRole] = field(default_factory=dict, compare=False)
    """The roles of the office that it names."""

    @cached_property
    def automatic(self) -> tuple[Transition, ...]:
        """The moves that the program makes by itself."""
        return tuple(one for one in self.transitions if one.automatic)

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

    def transition(
        self, action: str, state: str | None, facts: Facts | None = None
    ) -> Transition | None:
        """Find what `action` does in `state` (None or "": not created yet); None if nothing.

        Where it branches, what it does with a sheet of these `facts`; the first branch where
        nobody says what the sheet is like.
        """
        ways = self.alternatives(action, state)
        if facts is None or not ways or ways[0].when is None:
            return ways[0] if ways else None
        rest = (way for way in ways if way.when and way.when.otherwise)
        return next((way for way in ways if way.when and way.when.holds(facts)), next(rest, None))

    def alternatives(self, action: str, state: str | None) -> tuple[Transition, ...]:
        """All that `action` can do in `state` (None or "": not created yet), in file order."""
        return self._moves.get((state or "", action), ())

    @cached_property
    def asked(self) -> tuple[When, ...]:
        """What its branches ask of the sheet; nothing where it has none."""
        return tuple(one.when for one in self.transitions if one.when)

    @cached_property
    def cases(self) -> tuple[Facts, ...]:
        """One sheet for each case that the branches tell apart; none without branches."""
        return cases(self.asked)

    def actions_from(self, state: str | None) -> tuple[str, ...]:
        """Name the actions that start in `state` (None or "": not created yet)."""
        return self._actions.get(state or "", ())

    def moves_from(self, state: str | None) -> tuple[Transition, ...]:
        """All that can be done in `state`, branch by branch."""
        return tuple(
            move for action in self.actions_from(state) for move in self.alternatives(action, state)
        )

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

    def is_written_in(self, state: str) -> bool:
        """Say whether its department writes on an item in `state`: it can be submitted from there.

        Elsewhere what it would write could be approved without being what was submitted.
        """
        return state in self._written

    @cached_property
    def _written(self) -> frozenset[str]:
        return frozenset(
            source
            for transition in self.transitions
            if transition.effect is Effect.FREEZE
            for source in transition.sources
        )

    def is_final(self, state: str) -> bool:
        """Say whether an item in `state` is at its end. KeyError where there is no such state."""
        return self.states[state].final

    def is_within_department(self, state: str) -> bool:
        """Say whether in `state` it is nobody's turn outside the department that asks."""
        return all(self.is_of_department(role) for role in self.states[state].turn)

    @cached_property
    def asks_departments(self) -> bool:
        """Whether some state asks departments for their opinion."""
        return any(one.opinions and one.opinions.asks_departments for one in self.states.values())

    def is_of_department(self, role: AnyRole) -> bool:
        """Say whether a role is held for a department by name: it acts for that alone."""
        own = self.own_roles.get(role) if isinstance(role, OwnRole) else None
        return role == Role.OFFICER or (own is not None and own.scope is RoleScope.DEPARTMENT)

    def separate_pairs(self) -> frozenset[frozenset[str]]:
        """Give the pairs of actions that one person may not both do for one item."""
        return self._separate

    @cached_property
    def separate_actions(self) -> tuple[str, ...]:
        """The actions that some pair of `separate_pairs` names."""
        return tuple(sorted(frozenset().union(*self._separate)))

    def barring(self, roles: frozenset[AnyRole]) -> frozenset[str]:
        """The actions that bar the person who did them from a move that `roles` take."""
        taken = {one.action for one in self.transitions if one.roles & roles}
        others = (pair - {one} or pair for pair in self._separate for one in pair & taken)
        return frozenset().union(*others)

    @cached_property
    def limits(self) -> Mapping[str, int]:
        """How many times one item may go through an action, of those that have a limit."""
        found: dict[str, int] = {}
        for one in self.transitions:
            if one.limit is not None:
                found[one.action] = max(found.get(one.action, 0), one.limit)
        return found

    @cached_property
    def limited_actions(self) -> tuple[str, ...]:
        """The actions that one item may go through only so many times."""
        return tuple(sorted(self.limits))

    @cached_property
    def returns(self) -> frozenset[str]:
        """The actions that give the sheet back to its department."""
        return frozenset(one.action for one in self.transitions if one.effect is Effect.RETURN)

    def takers(self, action: str) -> frozenset[AnyRole]:
        """Give the roles that may take `action` from some state; none where there is no such."""
        return self._takers.get(action, frozenset())

    @cached_property
    def _separate(self) -> frozenset[frozenset[str]]:
        return frozenset(
            frozenset(rule.actions) for rule in self.rules if rule.always is Always.SEPARATE
        )

    @cached_property
    def _takers(self) -> dict[str, frozenset[AnyRole]]:
        found: dict[str, frozenset[AnyRole]] = {}
        for transition in self.transitions:
            found[transition.action] = found.get(transition.action, frozenset()) | transition.roles
        return found

    @cached_property
    def _moves(self) -> dict[tuple[str, str], tuple[Transition, ...]]:
        moves: dict[tuple[str, str], tuple[Transition, ...]] = {}
        for transition in self.transitions:
            for source in ("",) if transition.creates else transition.sources:
                before = moves.get((source, transition.action), ())
                # Where a file says one thing twice the first holds; soundness reports the second.
                if not before or (before[0].when and transition.when):
                    moves[source, transition.action] = (*before, transition)
        return moves

    @cached_property
    def _turn_actions(self) -> dict[str, tuple[str, ...]]:
        return {
            state.name: tuple(
                action
                for action in self.actions_from(state.name)
                if any(move.takes_turn(state) for move in self.alternatives(action, state.name))
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
        OPINIONS_GIVEN,
        NO_OBJECTION,
    }
)
