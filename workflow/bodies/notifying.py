"""Telling people that a task of a meeting is theirs, and that its day is near or past."""

from typing import Any, Final

from sqlalchemy import select, true

from workflow.models import MeetingTask, Person
from workflow.notices import kinds, notify, reminders
from workflow.notices.notify import Recipient
from workflow.values.bodies import TaskState
from workflow.work import Work

TASK: Final = "meeting_task"

TASK_DUE: Final = "task_due"

kinds.register(frozenset({TASK, TASK_DUE}), lambda _actor: true())
kinds.register_reminders(TASK_DUE)
kinds.register_pages(dict.fromkeys((TASK_DUE, TASK), ("bodies/", "bodies/tasks/{of}")))


def tell(work: Work, task: MeetingTask) -> None:
    """Notify whoever has a new task, unless they put it down themselves."""
    by = work.person.person_id
    if task.person_id is not None and task.person_id != by:
        notify.add_notices(work, None, {task.person_id}, TASK, str(task.id), work.now, by=by)


def remind(work: Work) -> tuple[Recipient, ...]:
    """Remind whoever has an open task before its day and after it."""
    query: Any = (
        select(MeetingTask.id, MeetingTask.due_on, MeetingTask.person_id)
        .join(Person, Person.id == MeetingTask.person_id)
        .where(MeetingTask.state == TaskState.OPEN, MeetingTask.due_on.is_not(None), Person.active)
        .order_by(MeetingTask.due_on, MeetingTask.id)
    )
    due: list[Recipient] = []
    for task_id, day, person_id in work.session.execute(query).all():
        if reminders.is_day_to_remind(work.today, day):
            mark = reminders.marked(work, task_id)
            due += notify.add_notices(work, None, {person_id}, TASK_DUE, mark, work.now, until=day)
    return tuple(dict.fromkeys(due))
