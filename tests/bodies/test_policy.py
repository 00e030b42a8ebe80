"""Who may do what with bodies, meetings and tasks: every state, every act, everybody."""

from itertools import product

import pytest

from tests.support.actors import EVERYBODY, kind
from workflow.bodies import policy
from workflow.bodies.policy import MeetingNotHeld, MinutesConfirmed, NotYourTask, TaskFacts
from workflow.values.errors import NotSignedIn
from workflow.values.promotion import MeetingState, TaskState

KEEPERS = {"secretariat", "admin", "everything"}
OWNER = "viewer"


def test_the_secretariat_and_administrators_write_and_nobody_else():
    assert {who for who, person in EVERYBODY.items() if policy.may_edit(person) is None} == KEEPERS
    assert kind(policy.may_edit(None)) is NotSignedIn


def test_an_open_task_is_reported_on_by_whoever_has_it_and_those_who_keep_the_minutes():
    for state, (who, person) in product(TaskState, EVERYBODY.items()):
        facts = TaskFacts(state, EVERYBODY[OWNER].person_id)
        found = policy.may_report(person, facts)

        assert (found is None) is (state is TaskState.OPEN and who in KEEPERS | {OWNER})
        if who not in KEEPERS | {OWNER}:
            assert kind(found) is NotYourTask
    assert kind(policy.may_report(None, TaskFacts(TaskState.OPEN, None))) is NotSignedIn


@pytest.mark.parametrize("state", MeetingState)
def test_minutes_are_confirmed_once_the_meeting_was_held_and_nothing_changes_after(state):
    changed, closed = policy.change_refusal(state), policy.close_refusal(state)

    assert kind(changed) is (MinutesConfirmed if state is MeetingState.CLOSED else None)
    assert kind(closed) is (None if state is MeetingState.HELD else MeetingNotHeld)
