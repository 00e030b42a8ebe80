"""What can be wrong with a well-formed definition, and how it is told."""

from dataclasses import dataclass
from enum import StrEnum


class FailureKind(StrEnum):
    """What can be wrong with a well-formed definition."""

    UNKNOWN_STATE = "unknown_state"
    UNKNOWN_ACTION = "unknown_action"
    DUPLICATE_MOVE = "duplicate_move"
    NO_ROLE = "no_role"
    FINAL_WITH_EXIT = "final_with_exit"
    TOO_MANY_PLACES = "too_many_places"
    UNREACHABLE_STATE = "unreachable_state"
    TRAP_STATE = "trap_state"
    IDLE_TURN = "idle_turn"
    NOT_BEFORE = "not_before"
    NOT_EVENTUALLY = "not_eventually"


@dataclass(frozen=True)
class Failure:
    """One thing that does not hold.

    `trace` lists the actions from nothing (`create` first) that lead to it. It is
    empty where no path leads there: an unknown name in a rule, an unreachable state.
    """

    kind: FailureKind
    sentence: str
    trace: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The sentence, and the path that shows it."""
        path = f" Path: {' -> '.join(self.trace)}." if self.trace else ""
        return f"{self.kind}: {self.sentence}{path}"
