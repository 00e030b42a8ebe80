"""Due dates, in business days: weekends and holidays do not count."""

from datetime import date, datetime

import pytest

from tests.support.units import look
from workflow import items
from workflow.calendar import setup
from workflow.items.refusals import LimitReached
from workflow.process import bundled
from workflow.values.actor import Title
from workflow.values.clock import JAPAN
from workflow.values.errors import InputRefused
from workflow.work import Work


def on(office, month: int, day: int) -> None:
    office.clock.set(datetime(2021, month, day, 17, 0, tzinfo=JAPAN))


def test_a_draft_is_due_at_the_deadline_of_its_cycle(shared_office):
    assert shared_office.row(shared_office.an_item("draft")).due_on == date(2021, 8, 20)


@pytest.mark.parametrize(
    ("state", "due"),
    [
        # 6 August 2021 was a Friday; Monday the 9th was the moved Mountain Day.
        ("submitted", date(2021, 8, 11)),  # 2 days to receive
        ("under_review", date(2021, 8, 16)),  # 5 to review
        ("returned", date(2021, 8, 12)),  # 3 to answer
        ("reviewed", date(2021, 9, 17)),  # the next meeting that takes the cycle
        ("evaluated", date(2021, 9, 17)),
        ("reported", None),
        ("withdrawn", None),
    ],
)
def test_arrival_in_a_state_starts_its_clock(shared_office, state, due):
    on(shared_office, 8, 6)

    assert shared_office.row(shared_office.an_item(state)).due_on == due


def test_late_is_counted_in_business_days_too(office):
    on(office, 8, 6)
    item_id = office.an_item("submitted")
    on(office, 8, 16)

    row = look(office.engine, office.person("reviewer"), items.get, item_id).row

    assert row.due_on == date(2021, 8, 11)
    assert row.days_left == -3


def test_a_clock_started_at_night_in_japan_counts_from_the_japanese_day(office):
    office.clock.set(datetime(2021, 8, 2, 0, 30, tzinfo=JAPAN))  # still 1 August in UTC

    assert office.row(office.an_item("submitted")).due_on == date(2021, 8, 4)


def test_pulled_back_an_item_is_due_at_the_deadline_again(shared_office):
    item_id = shared_office.an_item("submitted")
    shared_office.act(item_id, "pull_back", "officer")

    assert shared_office.row(item_id).due_on == date(2021, 8, 20)


def test_after_the_last_meeting_nothing_is_due(office):
    on(office, 9, 21)

    assert office.row(office.an_item("evaluated")).due_on is None


def test_an_action_with_a_limit_is_refused_once_it_was_taken_so_often(office):
    source = bundled()["standard"]
    place = source.index("note", source.index('action = "send_back"'))
    limited = f"{source[:place]}limit = 1\n{source[place:]}".replace("version = 2", "version = 3")
    office.engine.publish(limited, "limited")
    item_id = office.an_item("returned")
    office.act(item_id, "submit", "officer")
    office.act(item_id, "receive", "reviewer")

    with pytest.raises(LimitReached) as refused:
        office.act(item_id, "send_back", "reviewer")

    assert refused.value.data == {"action": "send_back", "limit": 1}
    assert office.act(item_id, "approve", "reviewer").state == "reviewed"


def test_an_item_finishes_on_the_version_it_began_with(office):
    old = office.an_item("under_review")
    source = bundled()["standard"].replace("business_days = 3", "business_days = 1")
    office.engine.publish(source.replace("version = 2", "version = 3"), "quicker")
    new = office.an_item("under_review")

    for item_id, version, due in ((old, 2, date(2021, 8, 5)), (new, 3, date(2021, 8, 3))):
        office.act(item_id, "send_back", "reviewer")
        row = office.row(item_id)
        assert (row.process_version, row.due_on) == (version, due)


def test_dates_of_a_cycle_out_of_order_are_refused(office):
    def add(work: Work):
        setup.put_cycle(
            work,
            cycle_id="2023-09",
            title=Title("", ""),
            fiscal_year=2023,
            budget_year=2023,
            process_name="standard",
            opens_on=date(2023, 9, 1),
            submission_deadline=date(2023, 8, 1),
            review_deadline=date(2023, 8, 1),
        )

    with pytest.raises(InputRefused):
        office.set_up(add)
    assert "2023-09" not in {cycle.id for cycle in office.look(None, items.cycles)}
