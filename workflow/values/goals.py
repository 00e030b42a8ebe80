"""The words of DX goals: enums whose values are the stored strings."""

from enum import StrEnum
from typing import Final


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
"""Goals of teams are numbered behind this: items name a year's goals of departments by number."""


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
