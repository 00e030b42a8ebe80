"""Items of the pre-consultation that a task of a meeting is about: linked both ways."""

from typing import Final

from workflow.bodies import record
from workflow.bodies.policy import TaskFacts, may_link
from workflow.bodies.task_queries import views
from workflow.bodies.tasks import locked_task
from workflow.bodies.views import TaskView
from workflow.items import linking
from workflow.models import MeetingTask, meeting_task_items
from workflow.values.actor import permitted
from workflow.values.promotion import TaskState
from workflow.work import Work

LINKS: Final = linking.register(meeting_task_items, "task_id")


def link_item(work: Work, task_id: int, number: str) -> None:
    """Say that a task is about the item of this number; again changes nothing.

    Raises NotFound, NotYourTask, InputRefused (number).
    """
    row = _own(work, task_id)
    item_id = linking.numbered(work, number)
    if item_id not in LINKS.ids(work, row.id):
        with record.changing(work, row, row.revision):
            LINKS.add(work, row.id, item_id)


def unlink_item(work: Work, task_id: int, item_id: int) -> None:
    """Say that a task is not about an item; again changes nothing.

    Raises NotFound, NotYourTask.
    """
    row = _own(work, task_id)
    with record.changing(work, row, row.revision):
        LINKS.remove(work, row.id, item_id)


def of_item(work: Work, item_id: int) -> tuple[TaskView, ...]:
    """The tasks that are about an item, as far as the person may read them."""
    about = LINKS.of_item(work, item_id)
    return views(work, MeetingTask.id.in_(about)) if about else ()


def items_of(work: Work, task_id: int) -> tuple[linking.LinkedItem, ...]:
    """The items that a task is about, of those that the person may see."""
    return LINKS.items(work, task_id)


def _own(work: Work, task_id: int) -> MeetingTask:
    row = locked_task(work, task_id)
    permitted(work.actor, may_link(work.actor, TaskFacts(TaskState(row.state), row.person_id)))
    return row
