"""Which cycle is shown to somebody who has not chosen one."""

from datetime import date, datetime

import pytest
from sqlalchemy import select

from workflow.models import Cycle, Item


@pytest.mark.parametrize(
    ("day", "cycle"),
    [
        ("2021-04-01", "2021-06"),
        ("2021-06-30", "2021-06"),
        ("2021-08-17", "2021-09"),
        ("2021-09-24", "2021-09"),
        ("2021-10-04", "2021-12"),
        ("2021-11-30", "2022-initial"),
        ("2022-03-31", "2021-02"),
        ("2022-04-01", "2022-06"),
        ("2022-06-01", "2022-06"),
        ("2031-01-01", "2022-02"),
    ],
)
def test_the_cycle_shown_first_is_the_one_running_now(demo_engine, sign_in_as, day, cycle):
    demo_engine.clock.set(datetime.fromisoformat(f"{day}T09:00:00+09:00"))

    assert f'<option value="{cycle}" selected>' in sign_in_as("reviewer").get("/").text


def test_where_the_old_cycles_are_closed_the_next_to_open_is_shown_first(demo_engine, sign_in_as):
    demo_engine.clock.set(datetime.fromisoformat("2022-04-01T09:00:00+09:00"))
    with demo_engine.database.writing() as session:
        for one in session.scalars(select(Cycle).where(Cycle.opens_on < date(2022, 4, 12))):
            one.closed_at = demo_engine.clock.now()

    assert '<option value="2022-09" selected>' in sign_in_as("admin").get("/").text


def test_of_two_cycles_at_once_the_one_that_waits_for_the_person_is_shown_first(
    demo_engine, sign_in_as
):
    demo_engine.clock.set(datetime.fromisoformat("2021-10-04T09:00:00+09:00"))
    with demo_engine.database.writing() as session:
        for item in session.scalars(select(Item).where(Item.state == "reviewed")):
            item.cycle_id = "2022-initial"
        later = session.get(Cycle, "2022-initial")
        later.opens_on = session.get(Cycle, "2021-12").opens_on

    evaluator, reader = sign_in_as("evaluator"), sign_in_as("viewer")

    for path in ("/", "/evaluation/"):
        assert '<option value="2022-initial" selected>' in evaluator.get(path).text
        assert '<option value="2021-12" selected>' in reader.get(path).text
    for path in ("/", "/evaluation/", "/headquarters/"):
        empty = evaluator.get(f"{path}?cycle=2021-12").text
        assert f'href="{path}?cycle=2022-initial"' in empty
        assert "ほかの回に、あなたの番の案件が" in empty
