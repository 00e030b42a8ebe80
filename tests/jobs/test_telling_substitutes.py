"""Whose turn it is, a substitute is told too, as long as they are one."""

from datetime import timedelta

import pytest

from tests.jobs.test_telling import last_move, told
from tests.support.office import NOW
from tests.support.substitutes import stand_in
from workflow.values.vocabulary import Role

pytestmark = pytest.mark.both_databases


def test_a_substitute_is_told_of_the_turn_during_the_days(office, job_context):
    stand_in(office, "reviewer", "viewer", Role.REVIEWER)
    item_id = office.an_item("submitted")

    job_context.announce(*last_move(office, item_id))

    assert told(office, "turn") == {"reviewer", "reviewer2", "everything", "viewer"}


def test_neither_before_nor_after(office, job_context):
    tomorrow = (NOW + timedelta(days=1)).date()
    stand_in(office, "reviewer", "viewer", Role.REVIEWER, days=(tomorrow, tomorrow))
    item_id = office.an_item("submitted")

    job_context.announce(*last_move(office, item_id))

    assert "viewer" not in told(office, "turn")


def test_who_submitted_for_another_is_told_of_the_end_and_the_other_is_too(office, job_context):
    stand_in(office, "officer", "neighbour", Role.OFFICER)
    item_id = office.an_item("draft")
    office.act(item_id, "submit", "neighbour")
    office.act(item_id, "withdraw", "colleague")

    job_context.announce(*last_move(office, item_id))

    assert told(office, "done") == {"officer", "neighbour"}
