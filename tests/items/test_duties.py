"""Separation of duties: one person never does both halves for one item, in either order."""

import pytest

from tests.support.office import DECEMBER, Office
from tests.support.units import look
from workflow import items
from workflow.values.errors import SeparationOfDuties

EVERYTHING = "everything"
"""Holds every role of the process: nothing but the separation stands in the way."""


@pytest.mark.parametrize(
    ("state", "earlier", "action"),
    [
        ("draft", "submit", "receive"),
        ("under_review", "submit", "approve"),
        ("under_review", "submit", "send_back"),
        ("reviewed", "submit", "evaluate"),
        ("reviewed", "approve", "evaluate"),
    ],
)
def test_who_did_the_first_half_may_not_do_the_second(shared_office, state, earlier, action):
    office = shared_office
    if earlier == "approve":
        item_id = office.an_item("under_review")
        office.act(item_id, "approve", EVERYTHING)
    else:
        item_id = office.an_item("draft", by=EVERYTHING)
        _walk_on(office, item_id, state)
        if state == "draft":
            office.act(item_id, "submit", EVERYTHING)
    written = len(office.entries(item_id))

    with pytest.raises(SeparationOfDuties) as refused:
        office.act(item_id, action, EVERYTHING)

    assert refused.value.data["earlier"] == earlier
    assert len(office.entries(item_id)) == written
    everything = office.person(EVERYTHING)
    waiting = {one.row.id: one.actions for one in office.look(everything, items.turns)}
    assert action not in {one.action for one in waiting.get(item_id, ())}
    assert look(office.engine, everything, items.count_turns) == len(waiting)


def _walk_on(office: Office, item_id: int, state: str) -> None:
    steps = [("submit", EVERYTHING), ("receive", "reviewer"), ("approve", "reviewer")]
    for action, by in steps[: {"draft": 0, "under_review": 2, "reviewed": 3}[state]]:
        office.act(item_id, action, by)


def test_who_sent_an_item_back_may_not_submit_it_again(shared_office):
    office = shared_office
    item_id = office.an_item("under_review")
    office.act(item_id, "send_back", EVERYTHING)

    with pytest.raises(SeparationOfDuties) as refused:
        office.act(item_id, "submit", EVERYTHING)

    assert refused.value.data["earlier"] == "send_back"
    assert office.act(item_id, "submit", "officer").state == "submitted"


def test_who_evaluated_once_may_not_approve_later_though_it_was_taken_back(shared_office):
    office = shared_office
    # Of another department: in their own they may not evaluate at all.
    item_id = office.an_item("reviewed", department="kensetsu")
    office.act(item_id, "evaluate", EVERYTHING)
    office.act(item_id, "reopen", EVERYTHING)
    office.act(item_id, "send_back", "reviewer")
    office.act(item_id, "submit", "neighbour")
    office.act(item_id, "receive", "reviewer")

    with pytest.raises(SeparationOfDuties):
        office.act(item_id, "approve", EVERYTHING)


def test_the_duties_of_another_item_are_another_matter(shared_office):
    office = shared_office
    office.an_item("submitted", by=EVERYTHING)
    item_id = office.an_item("submitted")

    assert office.act(item_id, "receive", EVERYTHING).state == "under_review"


def test_what_was_done_before_a_carry_over_still_counts(shared_office):
    office = shared_office
    item_id = office.an_item("submitted", by=EVERYTHING)
    office.act(item_id, "carry_over", "reviewer", cycle_id=DECEMBER)
    office.clock.set(office.clock.now().replace(month=10, day=5))

    with pytest.raises(SeparationOfDuties):
        office.act(item_id, "receive", EVERYTHING)
    office.clock.set(office.clock.now().replace(month=8, day=2))


def test_the_separation_shows_on_the_buttons(shared_office):
    item_id = shared_office.an_item("submitted", by=EVERYTHING)

    detail = look(shared_office.engine, shared_office.person(EVERYTHING), items.get, item_id)

    refusals = {view.action: type(view.refusal) for view in detail.actions}
    assert refusals["receive"] is SeparationOfDuties
    assert refusals["pull_back"] is type(None)
