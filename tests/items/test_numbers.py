"""The number that people say on the telephone: given once, at first submission, for ever."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.support.office import DECEMBER, INITIAL, JUNE
from workflow import items, search
from workflow.items import ItemFilter, batch, numbers
from workflow.items.orders import NO_INPUT, Order


def number_of(office, item_id: int) -> str | None:
    return office.row(item_id).number


@pytest.mark.parametrize(
    ("cycle_id", "department", "prefix"),
    [
        ("2021-09", "建設部", "9補-建設"),
        ("2021-12", "企画振興部", "12補-企画振興"),
        ("2022-initial", "教育庁", "当初-教育"),
        ("2021-02", "警察本部", "2補-警察"),
        ("2021-s11", "出納局", "補11号-出納"),
        ("2021-extra", "部", "補extra-部"),
    ],
)
def test_a_number_begins_with_the_budget_and_the_department(cycle_id, department, prefix):
    assert numbers.prefix_of(cycle_id, department) == prefix


def test_a_draft_has_no_number_and_each_first_submission_gets_the_next(office):
    draft = office.an_item("draft")
    first, second = office.an_item("submitted"), office.an_item("submitted")
    elsewhere = office.an_item("submitted", department="kensetsu")

    assert number_of(office, draft) is None
    assert number_of(office, first) == "9補-soumu-001"
    assert number_of(office, second) == "9補-soumu-002"
    assert number_of(office, elsewhere) == "9補-kensetsu-001"


def test_neither_a_return_nor_a_carry_over_changes_it(office):
    item_id = office.an_item("returned")

    office.act(item_id, "submit", "officer")
    office.act(item_id, "carry_over", "reviewer", cycle_id=DECEMBER)

    assert number_of(office, item_id) == "9補-soumu-001"


def test_a_pulled_back_item_keeps_its_number(office):
    item_id = office.an_item("submitted")
    office.act(item_id, "pull_back", "officer")
    office.act(item_id, "submit", "officer")

    assert number_of(office, item_id) == "9補-soumu-001"


@pytest.mark.both_databases
def test_the_database_itself_keeps_a_number(office):
    item_id = office.an_item("submitted")

    with pytest.raises(DBAPIError), office.engine.database.engine.begin() as connection:
        connection.execute(
            text("UPDATE items SET number = 'x' WHERE id = :item"), {"item": item_id}
        )

    assert number_of(office, item_id) == "9補-soumu-001"


def test_many_submitted_at_once_are_numbered_in_their_order(office):
    drafts = [office.an_item("draft") for _ in range(3)]
    officer = office.person("officer")
    orders = [
        Order(one, "submit", officer, office.row(one).content_hash, "", None, NO_INPUT)
        for one in drafts
    ]

    office.do("officer", batch.perform_all, orders)

    assert [number_of(office, one) for one in drafts] == [
        f"9補-soumu-{place:03d}" for place in (1, 2, 3)
    ]


@pytest.mark.parametrize("typed", ["9補-soumu-002", "９補－ｓｏｕｍｕ－００２", "9補soumu002"])
def test_an_item_is_found_by_its_number_however_it_is_typed(office, typed):
    office.an_item("submitted")
    item_id = office.an_item("submitted")

    found = office.look("reviewer", search.find, typed)
    listed = office.look("reviewer", items.page, ItemFilter(words=typed))

    assert [hit.row.id for hit in found.hits] == [item_id]
    assert [row.id for row in listed.rows] == [item_id]


def test_the_shell_takes_the_number_for_the_item(office):
    item_id = office.an_item("submitted")

    assert office.look("reviewer", items.find, "9補-soumu-001") == item_id


def test_every_cycle_counts_for_itself(office):
    september = office.an_item("submitted")
    initial = office.an_item("submitted", cycle=INITIAL)
    june = office.an_item("submitted", cycle=JUNE)

    assert [number_of(office, one) for one in (september, initial, june)] == [
        "9補-soumu-001",
        "当初-soumu-001",
        "6補-soumu-001",
    ]
