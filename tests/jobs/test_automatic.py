"""What happens to items by itself when their day has passed: once, on a business day, with notice.

Sent back on Monday 2 August, due in three business days, on the 5th; five more end on Friday the
13th, as Monday the 9th is a holiday. It happens on Monday the 16th.
"""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime

import pytest
from sqlalchemy import select

from tests.support.office import SEPTEMBER
from tests.support.processes import lapsing
from workflow import calendar, items, ledger, notices, people
from workflow.items.orders import Order
from workflow.items.refusals import NotDueYet, OnlyBySystem
from workflow.models import Item, Notice, Person
from workflow.notices import letter, reminders
from workflow.notices.letter import Stationery
from workflow.notices.news import News
from workflow.people import PeopleFilter
from workflow.values.clock import JAPAN
from workflow.values.errors import WrongRole

LAST_DAY, NEXT = date(2021, 8, 13), date(2021, 8, 16)


def at(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=JAPAN)


@pytest.fixture
def office(office):
    office.engine.publish(lapsing(), "ninth")
    return office


@pytest.fixture
def returned(office) -> int:
    return office.an_item("returned")


def lapsed(office, item_id):
    return [one for one in office.entries(item_id) if one.action == "lapse"]


def test_nothing_happens_before_the_day_is_over_nor_before_an_office_opens(
    office, returned, job_context
):
    assert office.row(returned).due_on == date(2021, 8, 5)
    (seen,) = office.look("officer", items.get, returned).foreseen
    assert (seen.last_day, seen.to_title.ja) == (LAST_DAY, "取下げ")
    for moment in (at(LAST_DAY), at(date(2021, 8, 14)), at(NEXT, 8)):
        office.clock.set(moment)
        job_context.move_by_itself()
        assert office.row(returned).state == "returned"

    office.clock.set(at(NEXT))
    job_context.move_by_itself()
    job_context.move_by_itself()

    (entry,) = lapsed(office, returned)
    assert (entry.actor_login, entry.note, entry.to_state) == ("(system)", "", "withdrawn")
    move = office.look("officer", items.get, returned).moves[-1]
    assert move.doer.en == "System"
    with office.engine.read() as work:
        assert "(system)" not in {one.code for one in ledger.audit_changes(work.session).breaks}
        (system,) = work.session.scalars(select(Person).where(Person.kind == "system"))
        assert not system.active
        shown = people.listed(work.as_(office.person("admin")), PeopleFilter()).rows
        assert "(system)" not in {one.login for one in shown}


@pytest.mark.both_databases
def test_two_workers_make_a_move_once(office, job_context):
    waiting = [office.an_item("returned") for _ in range(4)]
    office.clock.set(at(NEXT))

    with ThreadPoolExecutor(2) as pool:
        for work in [pool.submit(job_context.move_by_itself) for _ in range(4)]:
            work.result()

    assert [len(lapsed(office, one)) for one in waiting] == [1] * 4
    with office.engine.read() as work:
        assert ledger.audit(work.session).is_sound


def test_whoever_moves_it_on_is_quicker_and_a_guard_holds_it_back(office, returned, job_context):
    office.clock.set(at(NEXT))
    office.act(returned, "submit", "officer")
    job_context.move_by_itself()
    assert office.row(returned).state == "submitted"

    guarded = lapsing(10).replace(
        'effect = "give_up"\nautomatic', 'effect = "give_up"\nguards = ["cycle_open"]\nautomatic'
    )
    office.engine.publish(guarded, "tenth")
    office.clock.set(at(date(2021, 8, 2)))
    held = office.an_item("returned")
    office.do("secretariat", calendar.close_cycle, SEPTEMBER, closed=True)
    office.clock.set(at(NEXT))
    job_context.move_by_itself()
    assert office.row(held).state == "returned"


def test_nobody_makes_it_and_the_system_makes_nothing_else(office, returned):
    office.clock.set(at(NEXT))
    for login in ("officer", "reviewer", "secretariat", "admin"):
        with pytest.raises(OnlyBySystem):
            office.act(returned, "lapse", login, note="")
    system = office.do(None, people.system)
    for action, refusal in (("submit", WrongRole), ("withdraw", WrongRole)):
        with pytest.raises(refusal):
            office.do(system, items.perform, Order(returned, action, system, note="x"))
    office.clock.set(at(LAST_DAY))
    with pytest.raises(NotDueYet):
        office.do(system, items.perform, Order(returned, "lapse", system))
    assert office.do(None, people.system) == system
    shown = {one.action: one for one in office.look("officer", items.get, returned).actions}
    assert isinstance(shown["lapse"].refusal, OnlyBySystem)


def test_its_department_is_told_beforehand_and_afterwards(office, returned, job_context):
    def told(kind):
        with office.engine.read() as work:
            query = select(Notice.person_id).where(Notice.kind == kind)
            return set(work.session.scalars(query))

    officer = office.person("officer").person_id
    office.clock.set(at(date(2021, 8, 11)))
    office.do(None, reminders.remind)
    assert officer in told("reminder")
    with office.engine.read() as work:
        notice = work.session.scalars(select(Notice).where(Notice.kind == "reminder")).first()
        item = work.session.get_one(Item, returned)
        paper = Stationery("ja", work.today, "https://x.example")
        body = letter.write(work, office.person("officer"), paper, [News(notice, item)]).body
    assert "8/13（金）までに次に進まないと自動的に「回答なしによる取下げ」" in body
    (on_screen,) = (
        one for one in office.look("officer", notices.page).notices if one.kind == "reminder"
    )
    assert on_screen.by_itself == (
        ("回答なしによる取下げ", "Withdrawn without an answer"), LAST_DAY
    )  # fmt: skip

    office.clock.set(at(NEXT))
    job_context.move_by_itself()
    (entry,) = lapsed(office, returned)
    job_context.announce(returned, entry.sequence)
    assert officer in told("done")
