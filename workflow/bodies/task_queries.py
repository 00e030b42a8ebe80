"""Tasks of meetings, as whoever has them and whom they concern reads them."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, func, or_, select

from workflow.bodies.calling import held_day, number_held, year_held
from workflow.bodies.policy import TaskFacts, may_link, may_report
from workflow.bodies.scope import visible_meetings, visible_tasks
from workflow.bodies.views import MeetingRow, ReportView, TaskView
from workflow.models import Body, BodyMeeting, Meeting, MeetingTask, Person, TaskReport
from workflow.models.base import may_be_id
from workflow.values.actor import Title
from workflow.values.errors import NotFound
from workflow.values.promotion import MeetingState, TaskState
from workflow.work import Standpoint, Work

MOST: Final = 200
"""Tasks of a list."""
OF_MEETING: Final = (
    BodyMeeting.id.label("meeting_id"),
    BodyMeeting.body_id,
    Body.name.label("body_name"),
    year_held.label("meeting_year"),
    number_held.label("meeting_number"),
    held_day.label("meeting_day"),
    BodyMeeting.state.label("meeting_state"),
    BodyMeeting.headquarters_id,
    BodyMeeting.hours.label("meeting_hours"),
    BodyMeeting.place.label("meeting_place"),
)


def mine(work: Work) -> tuple[TaskView, ...]:
    """The open tasks that the person has, the most urgent first."""
    return views(work, MeetingTask.person_id == work.person.person_id, OPEN)


def count_mine(work: Work) -> int:
    """How many open tasks the person has; read once in a reading unit."""
    counted = work.once(
        ("tasks of meetings", work.person.person_id),
        lambda: work.ask(work.statement(_count_mine)).scalar_one(),
    )
    return min(int(counted), MOST)


def _count_mine(of: Standpoint) -> Select[int]:
    mine = MeetingTask.person_id == of.person.person_id
    return select(func.count()).select_from(MeetingTask).where(mine, OPEN)


def one(work: Work, task_id: int) -> TaskView:
    """A task. Raises NotFound, also where it is not for the person asking."""
    found = views(work, MeetingTask.id == task_id) if may_be_id(task_id) else ()
    if not found:
        raise NotFound(what="task")
    return found[0]


def open_tasks_of(work: Work, body_id: int) -> tuple[TaskView, ...]:
    """What is still to be done of a body's meetings."""
    return views(work, BodyMeeting.body_id == body_id, OPEN)


def tasks_given_at(work: Work, meeting_id: int) -> tuple[TaskView, ...]:
    """The tasks that a meeting gave."""
    return views(work, MeetingTask.meeting_id == meeting_id, order=(MeetingTask.id,))


def tasks_before(
    work: Work, meeting: MeetingRow, previous: MeetingRow | None
) -> tuple[TaskView, ...]:
    """The tasks of earlier meetings: open ones, and those settled since the meeting before."""
    if previous is None:
        return ()
    lately = or_(OPEN, MeetingTask.settled_on >= previous.held_on)
    at_this = select(TaskReport.task_id).where(TaskReport.meeting_id == meeting.id)
    return views(
        work,
        BodyMeeting.body_id == meeting.body_id,
        held_day < meeting.held_on,
        or_(lately, MeetingTask.id.in_(at_this)),
    )


OPEN: Final = MeetingTask.state == TaskState.OPEN.value
_URGENT: Final = (MeetingTask.due_on.is_(None), MeetingTask.due_on, MeetingTask.id)


def views(
    work: Work, *which: ColumnElement[bool], order: Sequence[Any] = _URGENT
) -> tuple[TaskView, ...]:
    """The tasks of which the conditions hold that the person may read: two queries."""
    query = _tasks(work).where(visible_tasks(work), *which).order_by(*order).limit(MOST)
    rows = work.session.execute(query).all()
    said = _reports(work, [row.MeetingTask.id for row in rows])
    return tuple(_view(work, row, tuple(said[row.MeetingTask.id])) for row in rows)


def meeting_row(row: Any) -> MeetingRow:
    """A meeting of a row that has the columns `OF_MEETING`."""
    return MeetingRow(
        id=row.meeting_id,
        body_id=row.body_id,
        body=row.body_name,
        fiscal_year=row.meeting_year,
        number=row.meeting_number,
        held_on=row.meeting_day,
        state=MeetingState(row.meeting_state),
        headquarters_id=row.headquarters_id,
        hours=row.meeting_hours,
        place=row.meeting_place,
    )


def _tasks(work: Work) -> Select[*tuple[Any, ...]]:
    return (
        select(
            MeetingTask,
            Person.name_ja,
            Person.name_en,
            visible_meetings(work).label("reads_meeting"),
            *OF_MEETING,
        )
        .join(BodyMeeting, BodyMeeting.id == MeetingTask.meeting_id)
        .join(Body, Body.id == BodyMeeting.body_id)
        .outerjoin(Meeting, Meeting.id == BodyMeeting.headquarters_id)
        .outerjoin(Person, Person.id == MeetingTask.person_id)
    )


def _reports(work: Work, ids: Sequence[int]) -> defaultdict[int, list[ReportView]]:
    found: defaultdict[int, list[ReportView]] = defaultdict(list)
    query = (
        select(TaskReport, Person.name_ja, Person.name_en)
        .join(Person, Person.id == TaskReport.by_id)
        .where(TaskReport.task_id.in_(ids))
        .order_by(TaskReport.task_id, TaskReport.number)
    )
    for one, ja, en in work.session.execute(query) if ids else ():
        found[one.task_id].append(
            ReportView(TaskState(one.state), one.text, Title(ja, en), one.at, one.meeting_id)
        )
    return found


def _view(work: Work, row: Row[Any], said: tuple[ReportView, ...]) -> TaskView:
    task: MeetingTask = row.MeetingTask
    state = TaskState(task.state)
    facts = TaskFacts(state, task.person_id)
    return TaskView(
        id=task.id,
        meeting=meeting_row(row),
        text=task.text,
        who=Title(row.name_ja, row.name_en) if task.person_id else Title(task.who, ""),
        due_on=task.due_on,
        state=state,
        settled_on=task.settled_on,
        revision=task.revision,
        reports=said,
        may_report=may_report(work.actor, facts) is None,
        may_link=may_link(work.actor, facts) is None,
        reads_meeting=row.reads_meeting,
    )
