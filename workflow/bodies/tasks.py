"""Tasks of meetings, followed up by whoever has them."""

from typing import Final

from sqlalchemy import func, select

from workflow.bodies import calling, record
from workflow.bodies.calling import day_of
from workflow.bodies.policy import TaskFacts, may_report, require_edit
from workflow.bodies.scope import visible_tasks
from workflow.models import BodyMeeting, MeetingTask, TaskReport
from workflow.models.base import locked_row
from workflow.values.actor import Actor, permitted
from workflow.values.cleaning import Checking
from workflow.values.errors import NotFound
from workflow.values.promotion import TaskState
from workflow.work import Work

LONGEST_REPORT: Final = 2000


def report(
    work: Work,
    task_id: int,
    state: TaskState | None,
    text: str,
    seen: int,
    meeting_id: int | None = None,
) -> None:
    """Say what became of a task and in which state it is now, at a meeting if one is given.

    The same delivered a second time is said once. Raises NotFound, NotYourTask, WrongRole,
    TaskSettled, MinutesConfirmed, BodyChanged, InputRefused (state, text).
    """
    row = locked_task(work, task_id)
    check = Checking()
    words = check.block("text", text, LONGEST_REPORT, needed=True)
    if state is None:
        check.wrong("state", "required")
    if _delivered_before(work, row, state, words, seen):
        return
    by = permitted(
        work.actor, may_report(work.actor, TaskFacts(TaskState(row.state), row.person_id))
    )
    check.done()
    at = None if meeting_id is None else _later_meeting(work, row, meeting_id).id
    with record.changing(work, row, seen):
        row.state = state or TaskState.OPEN
        row.settled_on = None if row.state == TaskState.OPEN else work.today
        work.session.add(_report_on(work, row, words, by, at))


def _report_on(
    work: Work, row: MeetingTask, words: str, by: Actor, meeting_id: int | None
) -> TaskReport:
    return TaskReport(
        task_id=row.id,
        number=_said(work, row) + 1,
        state=row.state,
        text=words,
        by_id=by.person_id,
        at=work.now,
        meeting_id=meeting_id,
    )


def locked_task(work: Work, task_id: int) -> MeetingTask:
    """A task that the person reads, which nobody else changes meanwhile. Raises NotFound."""
    query = select(MeetingTask).where(MeetingTask.id == task_id, visible_tasks(work))
    return locked_row(work.session, query, task_id, "task")


def _later_meeting(work: Work, row: MeetingTask, meeting_id: int) -> BodyMeeting:
    """A meeting of the same body after the one that gave the task, with minutes that are open."""
    require_edit(work.actor)
    later = calling.locked(work, meeting_id)
    first = work.session.get_one(BodyMeeting, row.meeting_id)
    if later.body_id != first.body_id or day_of(work, later) <= day_of(work, first):
        raise NotFound(what="meeting")
    return later


def _said(work: Work, row: MeetingTask) -> int:
    count = select(func.count()).select_from(TaskReport).where(TaskReport.task_id == row.id)
    return work.session.scalar(count) or 0


def _delivered_before(
    work: Work, row: MeetingTask, state: TaskState | None, words: str, seen: int
) -> bool:
    """Whether the latest report is this very one, sent by the same person a first time."""
    if work.actor is None or row.revision != seen + 1:
        return False
    last = work.session.get(TaskReport, (row.id, _said(work, row)))
    return last is not None and (last.by_id, last.state, last.text) == (
        work.actor.person_id,
        state,
        words,
    )
