"""Telling people that a task of a meeting is theirs."""

from typing import Final

from sqlalchemy import true

from workflow.models import MeetingTask
from workflow.notices import kinds, notify
from workflow.work import Work

TASK: Final = "meeting_task"

kinds.register(frozenset({TASK}), lambda _actor: true())
kinds.register_pages({TASK: ("bodies/", "bodies/tasks/{of}")})


def tell(work: Work, task: MeetingTask) -> None:
    """Notify whoever has a new task, unless they put it down themselves."""
    by = work.person.person_id
    if task.person_id is not None and task.person_id != by:
        notify.add_notices(work, None, {task.person_id}, TASK, str(task.id), work.now, by=by)
