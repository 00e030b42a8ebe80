"""Automatic moves: what the program does by itself when a day has passed."""

from dataclasses import dataclass
from typing import Final

from workflow.process.effect import Effect
from workflow.process.opinion import NO_OBJECTION, OPINIONS_GIVEN

GUARDS: Final = frozenset({"cycle_open", "report_not_frozen", OPINIONS_GIVEN, NO_OBJECTION})
"""What can be asked of a move that nobody makes: nothing typed, and nothing about a person."""

EFFECTS: Final = frozenset({None, Effect.GIVE_UP})
"""What such a move may do besides: all else is somebody's decision."""


BY_ITSELF: Final = {"ja": "（自動）", "en": " (by itself)"}
"""What pictures add to the title of such a move."""


@dataclass(frozen=True)
class Automatic:
    """The move is made so many business days after the day by which the item was due."""

    after_business_days: int
