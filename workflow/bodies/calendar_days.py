"""Meetings and tasks as a person's calendar has them: as far as the person may read them."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from workflow.bodies.calling import year_held
from workflow.bodies.queries import meetings
from workflow.bodies.task_queries import OPEN, views
from workflow.calendar import FeedEvent, as_recorded, first_year
from workflow.models import BodyMeeting, MeetingTask
from workflow.values.changes import Subject
from workflow.work import Work

LONGEST: Final = 60
"""Characters of a task that a calendar shows."""


def calendar_days(work: Work, since: datetime) -> Iterator[FeedEvent]:
    """The meetings of the bodies that the person reads, and the person's own open tasks.

    A headquarters meeting is in the calendar of everybody with a role already.
    """
    which = [year_held >= first_year(work)]
    if work.person.roles:
        which.append(BodyMeeting.headquarters_id.is_(None))
    days = {
        str(one.id): FeedEvent(
            f"body-meeting-{one.id}",
            one.held_on,
            f"【会議】{one.body} 第{one.number}回 {one.hours}".rstrip(),
            since,
            f"bodies/meetings/{one.id}",
            one.place,
        )
        for one in meetings(work, *which)
    }
    yield from as_recorded(work, Subject.BODY_MEETING, days)
    yield from as_recorded(work, Subject.MEETING_TASK, _tasks(work, since))


def _tasks(work: Work, since: datetime) -> dict[str, FeedEvent]:
    mine = MeetingTask.person_id == work.person.person_id
    return {
        str(one.id): FeedEvent(
            f"meeting-task-{one.id}",
            one.due_on,
            f"【課題】{_short(one.text)}",
            since,
            f"bodies/tasks/{one.id}",
        )
        for one in views(work, mine, OPEN, MeetingTask.due_on.is_not(None))
        if one.due_on is not None
    }


def _short(text: str) -> str:
    line = text.partition("\n")[0]
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
