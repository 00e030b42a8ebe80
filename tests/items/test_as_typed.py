"""A draft keeps what cannot be read as it was typed, until it is corrected."""

from dataclasses import replace

import pytest

from workflow import items
from workflow.items.refusals import SheetUnreadable
from workflow.values.errors import ContentChanged, InputRefused

TYPED = {"amount_kyen": "未定", "contract_ends_on": "来年3月", "funding_lines": [["", "", "半分"]]}


@pytest.fixture
def sheet(office):
    return office.a_sheet(amount_kyen=None)


@pytest.fixture
def draft(office, sheet):
    item_id = office.an_item("draft", sheet)
    save(office, item_id, sheet, as_typed=TYPED)
    return item_id


def save(office, item_id, sheet, by="officer", **given):
    seen = given.pop("seen", office.row(item_id).content_hash)
    return office.do(by, items.save, item_id=item_id, sheet=sheet, seen=seen, **given)


def test_it_stands_beside_the_sheet_and_is_seen_by_the_department(office, draft, sheet):
    found = office.look("colleague", items.get, draft)

    assert dict(found.as_typed) == TYPED
    assert found.sheet == sheet
    assert found.content_hash != sheet.content_hash


def test_it_is_not_submitted_and_every_such_field_is_named(office, draft):
    with pytest.raises(SheetUnreadable) as refused:
        office.act(draft, "submit", "officer")

    assert refused.value.data["fields"] == ("amount_kyen", "funding_lines", "contract_ends_on")
    assert office.row(draft).state == "draft"
    named = [type(one).__name__ for one in office.look("officer", items.against_submission, draft)]
    assert named == ["SheetUnreadable", "FormIncomplete"]


def test_once_it_is_corrected_nothing_of_it_is_left(office, draft, sheet):
    right = replace(sheet, amount_kyen=5_000)
    save(office, draft, right, as_typed={})

    assert office.act(draft, "submit", "officer").state == "submitted"
    assert office.row(draft).content_hash == right.content_hash


def test_who_writes_other_fields_leaves_it_where_it_is(office, draft, sheet):
    save(office, draft, replace(sheet, summary="別の概要", amount_kyen=5_000))

    left = office.look("officer", items.get, draft).as_typed
    assert set(left) == {"contract_ends_on", "funding_lines"}


def test_of_two_windows_the_second_is_told_of_it(office, draft, sheet):
    seen = office.look("officer", items.get, draft).written_hash
    save(office, draft, sheet, as_typed={"amount_kyen": "六千くらい"})

    with pytest.raises(ContentChanged):
        save(office, draft, sheet, "colleague", seen=seen, as_typed={"amount_kyen": "五千"})


@pytest.mark.parametrize(
    "as_typed",
    [
        {"summary": "概要"},
        {"nonsense": "x"},
        {"goal_number": "二十"},
        {"amount_kyen": "未" * 101},
        {"amount_kyen": "制\u0000御"},
        {"funding_lines": [["", "", "x"]] * 21},
    ],
)
def test_what_no_such_field_holds_is_refused(office, sheet, as_typed):
    item_id = office.an_item("draft", sheet)

    with pytest.raises(InputRefused):
        save(office, item_id, sheet, as_typed=as_typed)
    assert dict(office.look("officer", items.get, item_id).as_typed) == {}
