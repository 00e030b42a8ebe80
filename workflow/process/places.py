"""Where an item can be in a proof, and one way on from there."""

from typing import NamedTuple

from workflow.process.effect import Effect
from workflow.process.failures import Step
from workflow.process.moves import Transition


class Place(NamedTuple):
    """A state, how often each counted action was done, and whether the watched one was.

    `case` is the number of the case that the submitted sheet falls in, None before the first
    submission and where nothing branches. `joint` is how many joint departments that sheet names,
    None before and where no state asks them. `asked` of them were asked on arrival, `answered`
    are those who gave the opinion that the state asks for, `objected` whether one of them objects.
    """

    state: str
    counts: tuple[int, ...]
    seen: bool
    case: int | None = None
    joint: int | None = None
    asked: int = 0
    answered: frozenset[str] = frozenset()
    objected: bool = False


class Move(NamedTuple):
    """One way on from a place: by which action, in which case from then on, and to where."""

    transition: Transition
    step: Step
    to: Place

    @property
    def gives_up(self) -> bool:
        """Whether the item ends unfinished by it."""
        return self.transition.effect is Effect.GIVE_UP
