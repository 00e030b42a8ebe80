"""A task of a meeting is about items, and both pages say so."""

import pytest

from tests.support.bodies import TASK, a_board, a_meeting
from workflow import bodies, ledger
from workflow.bodies.policy import NotYourTask
from workflow.values.bodies import TaskState
from workflow.values.errors import InputRefused, NotFound


def test_a_task_is_linked_to_an_item_by_whoever_has_it_and_read_on_both_sides(office):
    meeting_id = a_meeting(office.engine, a_board(office.engine, "officer", "neighbour"))
    task_id = office.do("secretariat", bodies.add_task, meeting_id, TASK)
    item_id = office.an_item("submitted")
    number = office.row(item_id).number
    for _twice in range(2):
        office.do("officer", bodies.link_item, task_id, number)

    assert [one.id for one in office.look("secretariat", bodies.items_of, task_id)] == [item_id]
    (shown,) = office.look("officer", bodies.of_item, item_id)
    assert (shown.id, shown.meeting.id, shown.reads_meeting) == (task_id, meeting_id, True)
    # A member of another department reads the task, but not the item.
    assert office.look("neighbour", bodies.items_of, task_id) == ()
    assert office.look("colleague", bodies.of_item, item_id) == ()
    for who, given, refusal in [
        ("neighbour", (task_id, number), NotYourTask), ("colleague", (task_id, number), NotFound),
        ("officer", (task_id, "なし"), InputRefused), ("officer", (task_id, ""), InputRefused),
        ("officer", (2**40, number), NotFound), ("officer", (task_id, "1" * 10_000), InputRefused),
    ]:  # fmt: skip
        with pytest.raises(refusal):
            office.do(who, bodies.link_item, *given)
    with pytest.raises(NotYourTask):
        office.do("neighbour", bodies.unlink_item, task_id, item_id)
    revision = office.look("officer", bodies.task, task_id).revision
    office.do("officer", bodies.report, task_id, TaskState.DONE, "整理した。", revision)
    office.do("secretariat", bodies.unlink_item, task_id, item_id)
    assert office.look("secretariat", bodies.items_of, task_id) == ()
    with office.engine.database.reading() as session:
        assert ledger.audit_changes(session).breaks == ()
