"""Whom a carried item waits for is told once, on the day on which its new cycle opens."""

from datetime import datetime

from tests.support.office import DECEMBER
from tests.support.told import job_context_of
from workflow import notices
from workflow.values.clock import JAPAN


def mornings(office, *days: str) -> None:
    """The morning's job on each day, and once more, as after a crash."""
    jobs = job_context_of(office.engine)
    for day in days:
        office.clock.set(datetime.fromisoformat(f"{day}T09:00").replace(tzinfo=JAPAN))
        for _ in range(2):
            jobs.new_day(day)


def opened(office, login: str) -> list[int | None]:
    page = office.look(login, notices.page)
    return [one.item_id for one in page.notices if one.kind == "opened"]


def test_the_officers_of_a_carried_item_are_told_once_when_its_new_cycle_opens(office):
    carried, moved_on = (office.an_item("returned") for _ in range(2))
    office.an_item("returned")
    for item_id in (carried, moved_on):
        office.act(item_id, "carry_over", "reviewer", cycle_id=DECEMBER)
    office.act(moved_on, "withdraw", "officer")

    mornings(office, "2021-10-01")
    assert opened(office, "officer") == [], "not before it opens"
    mornings(office, "2021-10-04", "2021-10-05")

    assert opened(office, "officer") == opened(office, "colleague") == [carried]
    assert opened(office, "neighbour") == opened(office, "reviewer") == []


def test_an_item_that_is_carried_into_an_open_cycle_was_told_of_by_its_move(office):
    item_id = office.an_item("returned")
    mornings(office, "2021-10-04")
    office.act(item_id, "carry_over", "reviewer", cycle_id=DECEMBER)

    mornings(office, "2021-10-05")

    assert opened(office, "officer") == []
