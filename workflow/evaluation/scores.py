"""What evaluators write, and what is made of it: plain values, no database.

Scores run from 1 (poor) to 5 (very good); every one of them may be left out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import isqrt
from typing import Any, Final

from workflow.values.actor import Title

LOWEST: Final = 1
HIGHEST: Final = 5

_PRECISION: Final = 10**12
"""Under the root of a deviation: far finer than the two places that are shown."""


@dataclass(frozen=True)
class CriterionText:
    """A criterion as it read when the session was set up."""

    code: str
    title: Title


@dataclass(frozen=True)
class Mark:
    """What an evaluator says of one criterion: a score of 1 to 5 or none, and a comment."""

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

    @property
    def mean(self) -> Decimal | None:
        """The mean of the scores that were given, rounded half up to two places."""
        found = average(self.scores.values())
        return found.mean if found else None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said at all."""
        said = any(mark.score is not None or mark.comment for mark in self.marks)
        return not (said or self.comment or self.verdict)

    def mark(self, criterion: str) -> Mark:
        """What is said of a criterion."""
        return next((one for one in self.marks if one.criterion == criterion), Mark(criterion))

    def to_json(self, criteria: Iterable[CriterionText]) -> dict[str, Any]:
        """The sheet with each criterion's title beside its score, as it read then."""
        titles = {one.code: one.title for one in criteria}
        return {
            "marks": [
                {
                    "criterion": one.criterion,
                    "title_ja": titles[one.criterion].ja,
                    "title_en": titles[one.criterion].en,
                    "score": one.score,
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
    """By criterion (those that somebody scored) and overall: the mean of each sheet's mean."""

    by_criterion: Mapping[str, Average]
    overall: Average | None
    verdicts: Mapping[str, int] = field(default_factory=dict)
    """Proposed verdicts, and by how many."""


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


def averages(cards: Iterable[Scorecard]) -> Averages:
    """What the sheets come to together; a score that was left out counts for nothing."""
    by_criterion: dict[str, list[int]] = {}
    means: list[Fraction] = []
    verdicts: dict[str, int] = {}
    for card in cards:
        for criterion, score in card.scores.items():
            by_criterion.setdefault(criterion, []).append(score)
        if card.scores:
            means.append(Fraction(sum(card.scores.values()), len(card.scores)))
        if card.verdict:
            verdicts[card.verdict] = verdicts.get(card.verdict, 0) + 1
    found = {code: average(scores) for code, scores in by_criterion.items()}
    return Averages(
        by_criterion={code: one for code, one in found.items() if one},
        overall=average(means),
        verdicts=verdicts,
    )


def _rounded(exact: Fraction) -> Decimal:
    hundredths = Decimal(exact.numerator) * 100 / Decimal(exact.denominator)
    return hundredths.quantize(Decimal(1), ROUND_HALF_UP).scaleb(-2)
