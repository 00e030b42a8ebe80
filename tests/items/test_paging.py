"""Pages of a list: everything once, in order, whatever the size; a cursor is no way in."""

import base64
import json
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.office import SEPTEMBER, Office
from tests.support.units import look
from workflow import items
from workflow.items.list_views import ItemFilter, ItemPage
from workflow.values.errors import InputRefused
from workflow.values.listing import SortOrder

pytestmark = pytest.mark.both_databases


@pytest.fixture(scope="module")
def shelf(shared_office: Office) -> Office:
    """An office with items alike in everything one sorts by."""
    office = shared_office
    for number, amount in enumerate((None, 0, -1_395, 5, 5, 9_999_999_999, None, 5, 1, 2, 3)):
        department = ("kensetsu", "soumu")[number % 2]
        section = ("技術管理課", "税務課")[number % 2]
        sheet = office.a_sheet(section=section, amount_kyen=amount)
        office.a_draft(sheet, department=department)
        office.clock.set(office.clock.now().replace(minute=number // 2))
    return office


def page(office: Office, wanted: ItemFilter, **more) -> ItemPage:
    return look(office.engine, office.person("admin"), items.page, wanted, **more)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    sort=st.sampled_from(SortOrder),
    limit=st.integers(1, 20),
    cycle_id=st.sampled_from([None, SEPTEMBER]),
    words=st.sampled_from(["", "事業"]),
)
def test_the_pages_of_a_list_hold_everything_once_in_its_order(shelf, sort, limit, cycle_id, words):
    wanted = ItemFilter(cycle_id=cycle_id, sort=sort, words=words)
    whole = page(shelf, wanted, limit=200)
    rows, after = [], None
    while True:
        part = page(shelf, wanted, after=after, limit=limit)
        assert len(part.rows) <= limit
        assert (part.total, part.by_department) == (whole.total, whole.by_department)
        rows += part.rows
        after = part.next_cursor
        if after is None:
            break

    assert rows == list(whole.rows)
    assert whole.total.kyen == sum(row.amount_kyen or 0 for row in rows)
    assert whole.total.count == len(rows) == sum(t.count for t in whole.by_department.values())


@pytest.mark.parametrize("limit", [0, -5, 10**9])
def test_a_page_has_between_one_row_and_two_hundred(shelf, limit):
    assert 1 <= len(page(shelf, ItemFilter(), limit=limit).rows) <= 200


def cursor(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode()


BAD_CURSORS = [
    "",
    "x",
    "\ud800",
    "あ",
    "=" * 10,
    "A" * 100_000,
    *map(cursor, [None, 1, "abc", {}, [], [1], [1, 2, 3, 4], ["1", "2", "3"], [True] * 3]),
    *map(cursor, [[10**30] * 3, [2**31] * 3, [1.5, 1, 1], [[], [], []], [None] * 3]),
    *map(cursor, [["2021-08-02", 1], ["0001-01-01T00:00:00+14:00", 1], ["never", 1], [10**13, 1]]),
    base64.urlsafe_b64encode(b"[" * 50_000).decode(),
    base64.urlsafe_b64encode(b"\xff\xfe").decode(),
]


@pytest.mark.parametrize("sort", SortOrder)
def test_a_cursor_that_this_list_never_gave_is_refused(shelf, sort):
    for after in BAD_CURSORS:
        with pytest.raises(InputRefused):
            page(shelf, ItemFilter(sort=sort), after=after)


def test_a_cursor_of_another_order_is_refused(shelf):
    after = page(shelf, ItemFilter(sort=SortOrder.RECENT), limit=1).next_cursor

    with pytest.raises(InputRefused):
        page(shelf, ItemFilter(), after=after)


@settings(max_examples=25, deadline=None)
@given(after=st.text(max_size=40), sort=st.sampled_from(SortOrder))
def test_any_text_as_a_cursor_is_a_cursor_or_refused(shelf, after, sort):
    with suppress(InputRefused):
        page(shelf, ItemFilter(sort=sort), after=after)
