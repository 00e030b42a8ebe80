"""The words of bodies and their meetings: enums whose values are the stored strings."""

from enum import StrEnum


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
