"""A task of a meeting is about items, and both pages say so."""

import re

import pytest

from tests.support.bodies import NUMBER, TASK, a_board, a_meeting
from tests.support.units import look
from workflow import bodies, ledger
from workflow.bodies.policy import NotYourTask
from workflow.values.errors import InputRefused, NotFound
from workflow.values.promotion import TaskState


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
    elsewhere = office.an_item("draft", department="kensetsu")
    for out_of_sight in (elsewhere, 999):
        with pytest.raises(NotFound):
            office.do("officer", bodies.unlink_item, task_id, out_of_sight)
    revision = office.look("officer", bodies.task, task_id).revision
    office.do("officer", bodies.report, task_id, TaskState.DONE, "整理した。", revision)
    office.do("secretariat", bodies.unlink_item, task_id, item_id)
    assert office.look("secretariat", bodies.items_of, task_id) == ()
    with office.engine.database.reading() as session:
        assert ledger.audit_changes(session).breaks == ()


def test_the_demonstration_holds_the_bodies_of_the_paper_held_coming_and_linked(
    shared_demo_engine, shared_sign_in_as
):
    there = look(shared_demo_engine, "secretariat", bodies.bodies)
    assert [(one.name, one.kind) for one in there] == [
        ("DX戦略本部", "headquarters"), ("幹事会", "board"),
        ("DX推進計画 策定委員会", "committee"), ("若手・中堅職員WG", "working_group"),
    ]  # fmt: skip
    assert all(one.members >= 2 for one in there)
    headquarters = look(shared_demo_engine, "viewer", bodies.body, there[0].id)
    coming, held = headquarters.meetings
    assert (held.state, coming.state) == ("closed", "planned")
    papers = look(shared_demo_engine, "viewer", bodies.meeting, coming.id).papers
    assert [one.laid_out is not None for one in papers] == [False, False, True, True, False, False]
    minutes = look(shared_demo_engine, "viewer", bodies.meeting, held.id)
    assert {one.presence for one in minutes.attendance} == {"present"}
    assert (len(minutes.decisions), len(minutes.tasks)) == (1, 2)

    browser = shared_sign_in_as("secretariat")
    task = f"/bodies/tasks/{minutes.tasks[1].id}"
    item = re.search(rf'href="(/items/\d+)">{NUMBER}', browser.get(task).text)[1]
    assert f'href="{task}"' in browser.get(item).text
