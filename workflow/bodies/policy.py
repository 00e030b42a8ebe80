"""Who may do what with bodies, their meetings and tasks, and when. Denied by default."""

from dataclasses import dataclass
from typing import Final

from workflow.values.actor import Actor, permitted, role_refusal
from workflow.values.errors import Conflict, NotPermitted, NotSignedIn, Refusal
from workflow.values.promotion import MeetingState, TaskState
from workflow.values.vocabulary import MAINTAINERS

EDITORS: Final = MAINTAINERS
"""Who sets bodies up, calls their meetings, lays out papers and keeps minutes."""


class BodyChanged(Conflict):
    """Somebody changed the body, its meeting or the task after the page was opened."""

    key = "body_changed"


class MinutesConfirmed(Conflict):
    """The minutes are confirmed: nothing of the meeting changes any more."""

    key = "minutes_confirmed"


class MeetingNotHeld(Conflict):
    """The meeting has no minutes, or its day is still to come. Data: state."""

    key = "meeting_not_held"


class BodyEnded(Conflict):
    """The body meets no more from a day on. Data: on."""

    key = "body_ended"


class NotYourTask(NotPermitted):
    """Only whoever has a task, and those who keep the minutes, say what became of it."""

    key = "not_your_task"


class TaskSettled(Conflict):
    """The task is done or dropped already. Data: state."""

    key = "task_settled"


class NothingFrozen(Refusal):
    """There is no frozen edition of this paper to lay out."""

    key = "nothing_frozen"


@dataclass(frozen=True)
class TaskFacts:
    """What the rules about a task are asked with."""

    state: TaskState
    person_id: int | None


def may_edit(actor: Actor | None) -> Refusal | None:
    """Why `actor` may not write anything here; None when they may."""
    return role_refusal(actor, EDITORS)


def require_edit(actor: Actor | None) -> Actor:
    """Give back `actor` where they may write, or raise the reason why not."""
    return permitted(actor, may_edit(actor))


def may_report(actor: Actor | None, task: TaskFacts) -> Refusal | None:
    """Why `actor` may not say what became of a task; None when they may."""
    if actor is None:
        return NotSignedIn()
    if actor.person_id != task.person_id and may_edit(actor):
        return NotYourTask()
    return None if task.state is TaskState.OPEN else TaskSettled(state=task.state)


def may_link(actor: Actor | None, task: TaskFacts) -> Refusal | None:
    """Why `actor` may not say which items a task is about; None when they may."""
    refusal = may_report(actor, task)
    return None if isinstance(refusal, TaskSettled) else refusal


def change_refusal(state: MeetingState) -> Refusal | None:
    """Why nothing of a meeting is changed now; None where it may be."""
    return MinutesConfirmed() if state is MeetingState.CLOSED else None


def close_refusal(state: MeetingState) -> Refusal | None:
    """Why the minutes cannot be confirmed now; None where they can."""
    return None if state is MeetingState.HELD else MeetingNotHeld(state=state)
