"""Parallel opinions (合議): who is asked in a state, and when enough of them have answered."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from workflow.process.effect import Effect
from workflow.values.vocabulary import AnyRole

OPINIONS_GIVEN: Final = "opinions_given"
"""The guard that asks for as many answers as the state needs."""

NO_OBJECTION: Final = "no_objection"
"""The guard that refuses where one of the answers objects."""

ASKING: Final = frozenset({OPINIONS_GIVEN, NO_OBJECTION})
"""Guards that look at opinions."""

ANSWERS: Final = frozenset({Effect.AGREE, Effect.OBJECT})
"""What somebody who is asked does: the state stays, the answer goes into the record."""


@dataclass(frozen=True)
class Opinions:
    """Whose opinions a state asks for, side by side.

    `needed` of them have to answer. After `silence` business days without an answer nobody has
    anything against it; None: there is no going on without answers.
    """

    of: tuple[AnyRole, ...]
    needed: int
    silence: int | None = None

    def complete(self, answered: Collection[str]) -> bool:
        """Whether enough have answered."""
        return len(answered) >= self.needed
