"""Delivered twice: the same key gives the same receipt, and nothing happens again."""

import pytest

from tests.support.units import do, look
from workflow import items
from workflow.values.errors import ActionNotPossible, InputRefused, KeyReused, NotFound, Refusal
from workflow.values.sheet import Sheet


@pytest.mark.both_databases
def test_the_same_key_twice_gives_the_first_receipt_and_one_entry(office):
    item_id = office.an_item("submitted")
    first = office.act(item_id, "receive", "reviewer", key="k1")
    office.act(item_id, "approve", "reviewer")

    assert office.act(item_id, "receive", "reviewer", key="k1") == first
    assert [entry.action for entry in office.entries(item_id)].count("receive") == 1


def test_a_key_is_good_for_one_order_of_one_person_only(office):
    item_id, other = office.an_item("submitted"), office.an_item("submitted")
    office.act(item_id, "receive", "reviewer", key="k1")
    written = office.count_entries()

    for attempt in (
        lambda: office.act(other, "receive", "reviewer", key="k1"),
        lambda: office.act(item_id, "approve", "reviewer", key="k1"),
        lambda: office.act(item_id, "receive", "reviewer2", key="k1"),
        lambda: office.act(item_id, "receive", "reviewer", key="k1", note="otherwise"),
        lambda: office.a_draft(key="k1"),
    ):
        with pytest.raises(KeyReused):
            attempt()
    assert office.count_entries() == written


@pytest.mark.both_databases
def test_a_refused_order_uses_no_key_up(office):
    item_id = office.an_item("draft", Sheet())
    sheet = office.a_sheet()
    with pytest.raises(Refusal):
        office.act(item_id, "submit", "officer", key="k1")
    do(
        office.engine,
        office.person("officer"),
        items.save,
        item_id=item_id,
        sheet=sheet,
        seen=office.row(item_id).content_hash,
    )

    assert office.act(item_id, "submit", "officer", key="k1").state == "submitted"


@pytest.mark.both_databases
def test_a_draft_created_twice_with_one_key_is_one_draft(office):
    sheet = office.a_sheet()
    first = office.a_draft(sheet, key="k1")

    assert office.a_draft(sheet, key="k1") == first
    assert office.count_items() == 1
    with pytest.raises(KeyReused):
        office.a_draft(office.a_sheet(), key="k1")


@pytest.mark.parametrize("key", ["k" * 81, "a\x00b", "a\nb", "\ud800"])
def test_what_is_no_key_is_refused(shared_office, key):
    item_id = shared_office.an_item("submitted")

    with pytest.raises(InputRefused) as refused:
        shared_office.act(item_id, "receive", "reviewer", key=key)

    assert [problem.field for problem in refused.value.problems] == ["key"]


def test_submitting_twice_without_a_key_is_refused_the_second_time(office):
    item_id = office.an_item("submitted")

    with pytest.raises(ActionNotPossible):
        office.act(item_id, "submit", "officer")
    assert office.row(item_id).round == 1


@pytest.mark.both_databases
@pytest.mark.parametrize("number", [0, -1, 2**31, 2**63, 10**30])
def test_an_item_that_cannot_exist_is_not_found(shared_office, number):
    officer = shared_office.person("officer")
    engine = shared_office.engine
    for attempt in (
        lambda: engine.perform(number, "submit", officer, None),
        lambda: do(engine, officer, items.save, item_id=number, sheet=Sheet(), seen=""),
        lambda: look(engine, officer, items.get, number),
        lambda: look(engine, officer, items.compare, number, 1, 2),
    ):
        with pytest.raises(NotFound):
            attempt()


@pytest.mark.parametrize("action", ["", "\ud800", "\x00", "a" * 1000, "SUBMIT"])
def test_what_is_no_action_is_refused(shared_office, action):
    item_id = shared_office.an_item("draft")

    with pytest.raises(Refusal):
        shared_office.act(item_id, action, "officer")
