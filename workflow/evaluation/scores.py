"""The scale of a session, what evaluators write, and what is made of it: plain values."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import isqrt
from typing import Any, Final

from workflow.values.actor import Title
from workflow.values.cleaning import text_problem
from workflow.values.errors import InputRefused, Problem
from workflow.values.text import TextUnclean, clean_line, search_key

# -------------------------------------------------------------------- the scale


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


# ----------------------------------------------------------------------- scores


_PRECISION: Final = 10**12
"""Under the root of a deviation: far finer than the two places that are shown."""


@dataclass(frozen=True)
class CriterionText:
    """A criterion as it read when the session was set up; `weight` is 1 to 100."""

    code: str
    title: Title
    weight: int = 1


@dataclass(frozen=True)
class Mark:
    """What an evaluator says of one criterion: a step of the scale or none, and a comment."""

    criterion: str
    score: int | None = None
    comment: str = ""


@dataclass(frozen=True)
class Scorecard:
    """What a score sheet says: marks by criterion, a comment on the whole, a proposed verdict."""

    marks: tuple[Mark, ...] = ()
    comment: str = ""
    verdict: str = ""

    @property
    def scores(self) -> Mapping[str, int]:
        """The scores that were given, by criterion."""
        return {mark.criterion: mark.score for mark in self.marks if mark.score is not None}

    def mean(self, criteria: Iterable[CriterionText]) -> Decimal | None:
        """The weighted mean of the scores that were given, rounded half up to two places."""
        exact = weighted_mean(self, criteria)
        return None if exact is None else _rounded(exact)

    def total(self, criteria: Iterable[CriterionText]) -> int | None:
        """The sum of the scores, each times its weight; None unless every criterion has one."""
        scores, asked = self.scores, tuple(criteria)
        if not asked or any(one.code not in scores for one in asked):
            return None
        return sum(scores[one.code] * one.weight for one in asked)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said at all."""
        said = any(mark.score is not None or mark.comment for mark in self.marks)
        return not (said or self.comment or self.verdict)

    def mark(self, criterion: str) -> Mark:
        """What is said of a criterion."""
        return next((one for one in self.marks if one.criterion == criterion), Mark(criterion))

    def to_json(self, criteria: Iterable[CriterionText], scale: Scale = FIVE) -> dict[str, Any]:
        """The sheet, with titles, weights and words of the scale as they read then."""
        known = {one.code: one for one in criteria}
        return {
            "marks": [
                {
                    "criterion": one.criterion,
                    "title_ja": known[one.criterion].title.ja,
                    "title_en": known[one.criterion].title.en,
                    "weight": known[one.criterion].weight,
                    "score": one.score,
                    "word": scale.word(one.score),
                    "comment": one.comment,
                }
                for one in self.marks
            ],
            "comment": self.comment,
            "verdict": self.verdict,
        }

    @staticmethod
    def from_json(stored: Mapping[str, Any]) -> "Scorecard":
        """The sheet that `to_json` wrote down."""
        marks = [Mark(one["criterion"], one["score"], one["comment"]) for one in stored["marks"]]
        return Scorecard(tuple(marks), stored["comment"], stored["verdict"])


@dataclass(frozen=True)
class Average:
    """Several scores at once, each figure rounded half up to two places.

    `deviation` is the standard deviation of the whole population: it is all evaluators.
    """

    count: int
    mean: Decimal
    least: Decimal
    most: Decimal
    deviation: Decimal


@dataclass(frozen=True)
class Averages:
    """By criterion (those that somebody scored) and overall: the mean of each sheet's mean.

    `total` is that of the sheets on which every criterion has a score.
    """

    by_criterion: Mapping[str, Average]
    overall: Average | None
    verdicts: Mapping[str, int] = field(default_factory=dict)
    """Proposed verdicts, and by how many."""
    total: Average | None = None


def average(scores: Iterable[int | Fraction]) -> Average | None:
    """Mean, least, most and deviation of the scores; None where there are none."""
    exact = [Fraction(score) for score in scores]
    if not exact:
        return None
    zero = Fraction()
    mean = sum(exact, zero) / len(exact)
    variance = sum(((one - mean) * (one - mean) for one in exact), zero) / len(exact)
    root = Fraction(isqrt(int(variance * _PRECISION**2)), _PRECISION)
    return Average(len(exact), *map(_rounded, (mean, min(exact), max(exact), root)))


def weighted_mean(card: Scorecard, criteria: Iterable[CriterionText]) -> Fraction | None:
    """The mean of the scores that a sheet gives; a criterion without one weighs nothing."""
    weights = {one.code: one.weight for one in criteria}
    given = [(score, weights.get(code, 1)) for code, score in card.scores.items()]
    if not given:
        return None
    return Fraction(sum(s * w for s, w in given), sum(w for _score, w in given))


def averages(cards: Iterable[Scorecard], criteria: Sequence[CriterionText]) -> Averages:
    """What the sheets come to together; a score that was left out counts for nothing."""
    by_criterion: dict[str, list[int]] = {}
    all_cards = tuple(cards)
    verdicts: dict[str, int] = {}
    for card in all_cards:
        for criterion, score in card.scores.items():
            by_criterion.setdefault(criterion, []).append(score)
        if card.verdict:
            verdicts[card.verdict] = verdicts.get(card.verdict, 0) + 1
    found = {code: average(scores) for code, scores in by_criterion.items()}
    means = (weighted_mean(card, criteria) for card in all_cards)
    totals = (card.total(criteria) for card in all_cards)
    return Averages(
        by_criterion={code: one for code, one in found.items() if one},
        overall=average(mean for mean in means if mean is not None),
        verdicts=verdicts,
        total=average(total for total in totals if total is not None),
    )


def _rounded(exact: Fraction) -> Decimal:
    hundredths = Decimal(exact.numerator) * 100 / Decimal(exact.denominator)
    return hundredths.quantize(Decimal(1), ROUND_HALF_UP).scaleb(-2)
