"""The words of undertakings (取組): enums whose values are the stored strings."""

from enum import StrEnum
from typing import Final

QUARTERS: Final = ("4-6月", "7-9月", "10-12月", "1-3月")
"""The quarters of a fiscal year on paper and in files."""


class Mark(StrEnum):
    """The sign before a step on 資料1-3."""

    HEADQUARTERS = "○"
    OTHER = "●"
    DOCUMENT = "□"


class StepState(StrEnum):
    """How far a step is."""

    PLANNED = "planned"
    UNDER_WAY = "under_way"
    DONE = "done"
    DROPPED = "dropped"


STATE_WORDS: Final = {
    StepState.PLANNED: "予定",
    StepState.UNDER_WAY: "実施中",
    StepState.DONE: "完了",
    StepState.DROPPED: "取りやめ",
}
"""How far a step is, on paper and in files."""

OPEN_STEPS: Final = frozenset({StepState.PLANNED, StepState.UNDER_WAY})


class DocumentStage(StrEnum):
    """How far a document is: each stage has versions of its own."""

    OUTLINE = "outline"
    """骨子案"""
    DRAFT = "draft"
    """素案"""
    PROPOSAL = "proposal"
    """案"""
    ADOPTED = "adopted"
    """策定"""


class CommentOutcome(StrEnum):
    """What became of a comment on a document, or of a recommendation."""

    TAKEN_UP = "taken_up"
    PARTLY = "partly"
    THERE_ALREADY = "there_already"
    NOTED = "noted"
    DECLINED = "declined"
