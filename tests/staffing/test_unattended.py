"""Live items that nobody can act on are found, with what keeps everybody from it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.support.office import DECEMBER, SEPTEMBER
from tests.support.substitutes import stand_in
from workflow import calendar, people, staffing
from workflow.items.context_queries import contexts_of
from workflow.models import Item, Notice
from workflow.notices import notify
from workflow.staffing import Why
from workflow.values.errors import WrongRole
from workflow.values.vocabulary import Role


def lacking(office) -> dict[int, tuple[Why, ...]]:
    return {one.id: one.whys for one in office.look("admin", staffing.unattended)}


def switch_off(office, *logins: str) -> None:
    for login in logins:
        office.do("admin", people.switch_off, office.person(login).person_id)
    office.meet_anew()


@pytest.fixture
def on_their_way(office) -> dict[str, int]:
    """An item in every state of its way."""
    return {
        state: office.an_item(state)
        for state in ("draft", "submitted", "under_review", "returned", "reviewed", "evaluated")
    }


@pytest.mark.both_databases
def test_it_agrees_with_whose_turn_each_item_is(office, on_their_way):
    office.an_item("draft", department="kikaku")
    assert lacking(office) == {}

    switch_off(office, "reviewer", "reviewer2", "planner", "secretariat", "everything")
    with office.engine.read() as work:
        items = work.session.scalars(select(Item)).all()
        contexts = contexts_of(work, items)
        without = {one.id for one in items if not notify.whose_turn(work, contexts[one.id])}

    assert set(lacking(office)) == without
    assert {on_their_way[name] for name in ("submitted", "under_review", "evaluated")} < without


def test_a_change_that_takes_the_last_one_says_which_items_it_leaves(office):
    item = office.an_item("draft", department="kikaku")
    planner = office.person("planner").person_id

    left = office.do("admin", staffing.watched, lambda work: people.switch_off(work, planner)).items

    assert [(one.id, one.department.ja, one.roles, one.whys) for one in left] == [
        (item, "kikaku", (Role.OFFICER,), (Why.NO_HOLDER,))
    ]
    on_again = office.do("admin", staffing.watched, lambda work: people.switch_on(work, planner))
    assert on_again.items == ()
    assert lacking(office) == {}


def test_a_substitute_can_act_and_separation_of_duties_counts(office):
    drafted = office.an_item("submitted", by="everything")
    switch_off(office, "reviewer2")
    stand_in(office, "reviewer", "colleague", Role.REVIEWER)
    assert lacking(office) == {}

    office.clock.set(office.clock.now() + timedelta(days=7))
    assert lacking(office) == {}
    switch_off(office, "reviewer")

    [found] = office.look("admin", staffing.unattended)
    assert (found.id, found.whys) == (drafted, (Why.SEPARATED,))
    assert [one.ja for one in found.people] == ["everything"]


def test_an_item_of_a_cycle_to_come_waits_and_of_a_closed_one_is_named(office):
    later, open_now = office.an_item("under_review"), office.an_item("submitted")
    office.act(later, "carry_over", "reviewer", cycle_id=DECEMBER)
    assert lacking(office) == {}

    office.do("secretariat", calendar.close_cycle, SEPTEMBER, closed=True)

    assert lacking(office) == {open_now: (Why.CYCLE_CLOSED,)}


def test_administrators_alone_are_shown_it_and_told_once_of_what_is_new(office):
    with pytest.raises(WrongRole):
        office.look("secretariat", staffing.unattended)
    office.an_item("draft", department="kikaku")
    planner = office.person("planner").person_id
    office.do("admin", people.switch_off, planner)

    def told() -> list[str]:
        with office.engine.write() as work:
            staffing.tell(work)
        with office.engine.read() as work:
            kind = select(Notice.mark).where(Notice.kind == "unattended").order_by(Notice.id)
            return list(work.session.scalars(kind))

    assert told() == told() == ["2021-08-02.1"]
    office.clock.set(office.clock.now() + timedelta(days=1))
    assert told() == ["2021-08-02.1"]
    office.do("admin", people.switch_on, planner)
    assert told() == ["2021-08-02.1"]
    assert office.look("admin", staffing.since) == {}
    office.do("admin", people.switch_off, planner)
    assert told() == ["2021-08-02.1", "2021-08-03.1"]
