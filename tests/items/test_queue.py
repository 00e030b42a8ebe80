"""The center's list: narrowed to a queue, by deadline, with what stands beside each item."""

from datetime import datetime
from itertools import product

import pytest

from tests.support.office import NOW, SEPTEMBER
from workflow import calendar, documents, handlers, items, threads
from workflow.items import ItemFilter
from workflow.values.clock import JAPAN
from workflow.values.listing import Queue, SortOrder


@pytest.fixture
def waiting(office):
    """An item in each of a reviewer's queues, by name."""
    found = {
        "new": office.an_item("submitted"),
        "reading": office.an_item("under_review"),
        "again": office.an_item("returned"),
        "asked": office.an_item("under_review"),
        "draft": office.an_item("draft"),
    }
    office.act(found["again"], "submit", "officer")
    thread = office.do("reviewer", threads.ask, found["asked"], "対象は何台ですか。")
    office.do("officer", threads.say, thread, "三十台です。")
    return found


def listed(office, who: str = "reviewer", **wanted) -> list[int]:
    page = office.look(who, items.page, ItemFilter(cycle_id=SEPTEMBER, **wanted))
    return [row.id for row in page.rows]


@pytest.mark.parametrize(
    ("queue", "names"),
    [
        (Queue.MINE, {"new", "reading", "again", "asked"}),
        (Queue.UNRECEIVED, {"new", "again"}),
        (Queue.UNDER_REVIEW, {"reading", "asked"}),
        (Queue.RESUBMITTED, {"again"}),
        (Queue.ANSWERED, {"asked"}),
        (Queue.OVERDUE, set()),
    ],
)
def test_a_queue_has_its_items_and_is_counted_so(office, waiting, queue, names):
    counts = office.look("reviewer", items.queue_counts, SEPTEMBER)

    assert set(listed(office, queue=queue)) == {waiting[name] for name in names}
    assert counts[queue] == len(names)


def test_what_is_late_is_in_a_queue_of_its_own(office, waiting):
    office.clock.set(datetime(2021, 8, 6, 9, 0, tzinfo=JAPAN))

    assert set(listed(office, queue=Queue.OVERDUE)) == {waiting["new"], waiting["again"]}


@pytest.mark.both_databases
def test_nobody_is_late_in_a_closed_cycle(office, waiting):
    office.clock.set(datetime(2021, 8, 6, 9, 0, tzinfo=JAPAN))
    assert office.look("reviewer", items.get, waiting["new"]).row.days_left < 0

    office.do("secretariat", calendar.close_cycle, SEPTEMBER, closed=True)

    counts = office.look("reviewer", items.queue_counts, SEPTEMBER)
    rows = office.look("reviewer", items.page, ItemFilter(cycle_id=SEPTEMBER)).rows
    assert (counts[Queue.OVERDUE], listed(office, queue=Queue.OVERDUE)) == (0, [])
    assert {row.days_left for row in rows} == {None}
    assert office.look("reviewer", items.get, waiting["new"]).row.days_left is None
    assert sum(one.late for one in office.look("secretariat", handlers.loads)) == 0


@pytest.mark.both_databases
def test_who_still_has_to_report_is_late_in_a_closed_cycle_too(office):
    evaluated = office.an_item("evaluated")
    office.clock.set(datetime(2021, 11, 26, 9, 0, tzinfo=JAPAN))

    office.do("secretariat", calendar.close_cycle, SEPTEMBER, closed=True)

    (turn,) = office.look("secretariat", items.turns)
    (row,) = office.look("secretariat", items.page, ItemFilter(cycle_id=SEPTEMBER)).rows
    assert turn.row.days_left == row.days_left < 0
    assert listed(office, queue=Queue.OVERDUE) == [evaluated]
    assert office.look("reviewer", items.queue_counts, SEPTEMBER)[Queue.OVERDUE] == 1


def test_a_question_that_the_center_answered_is_no_queue_of_the_center(office, waiting):
    thread = office.look("reviewer", threads.of, waiting["asked"]).threads[0]
    office.do("reviewer", threads.say, thread.id, "ありがとうございます。")

    assert listed(office, queue=Queue.ANSWERED) == []


def test_the_first_deadline_comes_first_and_the_order_can_be_turned_round(office, waiting):
    due = [office.row(one).due_on for one in listed(office, sort=SortOrder.DUE)]
    turned = [office.row(one).due_on for one in listed(office, sort=SortOrder.DUE, turned=True)]

    assert due == sorted(due)
    assert turned == sorted(due, reverse=True)


@pytest.mark.both_databases
def test_in_every_order_the_pages_together_are_the_whole_list(office, waiting):
    for sort, turned in product(SortOrder, (False, True)):
        wanted = ItemFilter(cycle_id=SEPTEMBER, sort=sort, turned=turned)
        whole = [row.id for row in office.look("reviewer", items.page, wanted).rows]

        assert page_by_page(office, wanted) == whole, (sort, turned)
        assert set(whole) == set(waiting.values()), (sort, turned)


def page_by_page(office, wanted: ItemFilter) -> list[int]:
    paged, after = [], None
    while True:
        page = office.look("reviewer", items.page, wanted, after=after, limit=2)
        paged += [row.id for row in page.rows]
        if (after := page.next_cursor) is None:
            return paged


def test_beside_an_item_stand_its_day_who_has_it_and_what_is_open(office, waiting):
    page = office.look("reviewer", items.page, ItemFilter(cycle_id=SEPTEMBER))

    asked, new, draft = (page.beside[waiting[name]] for name in ("asked", "new", "draft"))
    assert (asked.submitted_at, asked.handler.ja, asked.open_questions) == (NOW, "reviewer", 1)
    assert (new.handler, new.open_questions) == (None, 0)
    assert draft.submitted_at is None


def test_who_received_an_item_last_has_it(office, waiting):
    other = office.an_item("submitted")
    office.act(other, "receive", "reviewer2")
    me = office.person("reviewer2").person_id

    assert listed(office, handler_id=me) == [other]


def test_a_department_is_shown_nothing_of_the_centers_desk(office, waiting):
    page = office.look("officer", items.page, ItemFilter(cycle_id=SEPTEMBER))

    assert page.beside == {}


def test_a_file_of_a_queue_has_only_its_items(office, waiting):
    wanted = ItemFilter(cycle_id=SEPTEMBER, queue=Queue.RESUBMITTED)

    found = office.look("reviewer", documents.report, wanted)

    assert [row.id for row in found.rows] == [waiting["again"]]
