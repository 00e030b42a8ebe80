"""The words of DX promotion around the items: goals, undertakings, bodies; stored strings."""

from enum import StrEnum
from typing import Final


class BodyKind(StrEnum):
    """What a body is."""

    HEADQUARTERS = "headquarters"
    BOARD = "board"
    """幹事会."""
    COMMITTEE = "committee"
    WORKING_GROUP = "working_group"


class MeetingState(StrEnum):
    """How far a meeting is."""

    PLANNED = "planned"
    HELD = "held"
    """There are minutes, which may still be written."""
    CLOSED = "closed"
    """The minutes are confirmed: only its tasks go on."""


class Presence(StrEnum):
    """Whether a member came."""

    PRESENT = "present"
    ABSENT = "absent"
    PROXY = "proxy"
    """Somebody came in their place."""


class TaskState(StrEnum):
    """What became of a task."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


# ------------------------------------------------------------------------ goals


class GoalState(StrEnum):
    """How far a goal is: from the department's draft to its result."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    CONFIRMED = "confirmed"
    """By the center; the headquarters has yet to set it."""
    SET = "set"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


IN_FORCE: Final = frozenset({GoalState.SET, GoalState.CLOSED})
"""What the headquarters has set: on its paper, chosen by items, read by everybody."""


TEAMS_FROM: Final = 100_000
"""Goals of teams have numbers above this: items name a year's goals of departments by number."""


class GoalAct(StrEnum):
    """What is done to a goal; each is an entry of the record."""

    DRAFT = "draft"
    EDIT = "edit"
    SUBMIT = "submit"
    CONFIRM = "confirm"
    SEND_BACK = "send_back"
    SET = "set"
    REPORT = "report"
    """A result of an indicator, with what it rests on."""
    CLOSE = "close"
    CARRY = "carry"
    """It goes on as a draft of the next year."""
    WITHDRAW = "withdraw"


class Horizon(StrEnum):
    """By when an indicator is to be reached."""

    YEAR_END = "year_end"
    LATER = "later"


class IndicatorKind(StrEnum):
    """How an indicator is measured."""

    NUMBER = "number"
    """A whole number with a target and a unit: 25件."""
    SHARE = "share"
    """Percent: 80%."""
    YES_NO = "yes_no"
    STATE = "state"
    """A state of work: 検討状況."""


class Reached(StrEnum):
    """How an indicator stands on a day."""

    YES = "yes"
    NOT_YET = "not_yet"
    UNMEASURED = "unmeasured"


class Conclusion(StrEnum):
    """What a goal came to when it was closed."""

    REACHED = "reached"
    PARTLY = "partly"
    MISSED = "missed"


# ----------------------------------------------------------------- undertakings


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
