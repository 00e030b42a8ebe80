"""A department is told of every step of the review, and who took it is not."""

import pytest

from tests.support.told import job_context_of
from workflow import notices


def told(office, login):
    return [one.kind for one in office.look(login, notices.page).notices]


@pytest.mark.parametrize(
    ("state", "kind"), [("under_review", "received"), ("reviewed", "reviewed")]
)
def test_officers_are_told_that_their_item_was_received_and_passed_the_review(office, state, kind):
    item_id = office.an_item(state)

    job_context_of(office.engine).announce(item_id, office.row(item_id).ledger_length)

    assert told(office, "officer") == told(office, "colleague") == [kind]
    assert told(office, "neighbour") == []
    assert kind not in told(office, "reviewer")


def test_a_step_of_the_review_is_told_though_the_item_has_moved_on(office):
    item_id = office.an_item("reviewed")

    job_context_of(office.engine).announce(item_id, office.row(item_id).ledger_length - 1)

    assert told(office, "officer") == ["received"]
