"""What is wrong with a definition."""

from collections.abc import Iterable
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


class ProcessInvalid(Exception):
    """A process definition is refused; nothing of it is used.

    `problems` holds every complaint, each beginning with where it is: a line of
    the text where TOML itself is broken, else a key path such as
    `transitions[3].from` (counted from 0, in file order), else the kind of the
    soundness failure.
    """

    def __init__(self, problems: Iterable[str], origin: str = "") -> None:
        """Keep all `problems`; `origin` is the file's name, for the message."""
        self.problems = tuple(problems)
        self.origin = origin
        super().__init__(self.problems, origin)

    def __str__(self) -> str:
        """One line a problem, each led by the file it was found in."""
        prefix = f"{self.origin}: " if self.origin else ""
        return "\n".join(prefix + problem for problem in self.problems)


class NoSuchMove(Exception):
    """The process has no such action, or not from this state. Nothing has moved."""

    def __init__(self, process: str, action: str, state: str | None) -> None:
        """Keep what was tried: the `action` of `process`, from `state` (None: not created)."""
        self.process = process
        self.action = action
        self.state = state
        super().__init__(process, action, state)

    def __str__(self) -> str:
        """The three names: for logs and developers, not for users."""
        return f"{self.process} has no move {self.action!r} from {self.state!r}"
