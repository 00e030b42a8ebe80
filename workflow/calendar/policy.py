"""Who may change the calendar, and what does not change any more."""

from workflow.values.actor import Actor, permitted, role_refusal
from workflow.values.errors import Conflict, Refusal
from workflow.values.vocabulary import MAINTAINERS


class CalendarChanged(Conflict):
    """Somebody changed this part of the calendar after it was looked at."""

    key = "calendar_changed"


class MeetingFrozen(Conflict):
    """The meeting's report is frozen: its day, number and cycles stand in it."""

    key = "meeting_frozen"


def may_maintain(actor: Actor | None) -> Refusal | None:
    """Why `actor` may not change the calendar or read its log; None where they may."""
    return role_refusal(actor, MAINTAINERS)


def require_maintainer(actor: Actor | None) -> Actor:
    """The actor, who may change the calendar; raises the reason why not."""
    return permitted(actor, may_maintain(actor))
