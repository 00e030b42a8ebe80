"""The scale of a session: the words of its steps, and the numbers that are reckoned with.

A step counts from 1, the poorest, to as many as there are steps. What is kept of a score is
its number; the session keeps the words, so that an old sheet reads as it was written.
"""

from dataclasses import dataclass
from typing import Final

from workflow.values.cleaning import text_problem
from workflow.values.errors import InputRefused, Problem
from workflow.values.text import TextUnclean, clean_line, search_key

FEWEST_STEPS: Final = 2
MOST_STEPS: Final = 9
LONGEST_STEP: Final = 20
"""Characters in the word of a step."""
MOST_WEIGHT: Final = 100
LOWEST: Final = 1


@dataclass(frozen=True)
class Scale:
    """The words of the steps, from the best down."""

    words: tuple[str, ...] = ("5", "4", "3", "2", "1")

    @property
    def highest(self) -> int:
        """What the best step counts."""
        return len(self.words)

    @property
    def steps(self) -> tuple[tuple[int, str], ...]:
        """Each step with what it counts, from the best down."""
        return tuple(zip(range(self.highest, 0, -1), self.words, strict=True))

    @property
    def is_numbered(self) -> bool:
        """Whether each step is called by its number: there is nothing to explain."""
        return all(word == str(score) for score, word in self.steps)

    def word(self, score: int | None) -> str:
        """What a score is called; "" for none."""
        return dict(self.steps).get(score or 0, "")

    def score(self, word: str) -> int | None:
        """What a word counts, however wide it is typed; None for a word that is no step."""
        return {_folded(one): score for score, one in self.steps}.get(_folded(word))


FIVE: Final = Scale()
MARKS: Final = Scale(("○", "△", "×"))


def cleaned_scale(words: tuple[str, ...]) -> Scale:
    """A scale of these words, blank ones left out. Raises InputRefused (scale)."""
    try:
        steps = [clean_line(word, LONGEST_STEP) for word in words]
    except TextUnclean as unclean:
        raise InputRefused([text_problem("scale", unclean)]) from None
    scale = Scale(tuple(step for step in steps if step))
    if not FEWEST_STEPS <= scale.highest <= MOST_STEPS:
        limits = {"least": FEWEST_STEPS, "limit": MOST_STEPS}
        raise InputRefused([Problem("scale", "scale_steps", limits)])
    if len(set(map(_folded, scale.words))) < scale.highest:
        raise InputRefused([Problem("scale", "scale_step_twice")])
    return scale


_ALIKE: Final = str.maketrans({"〇": "○", "◯": "○", "✕": "×", "✖": "×", "x": "×"})
"""Signs that keyboards give for one another."""


def _folded(word: str) -> str:
    return search_key(word).translate(_ALIKE)
