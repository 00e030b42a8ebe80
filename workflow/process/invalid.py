"""What is said when a definition is refused, or a move does not exist."""

from collections.abc import Iterable


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
