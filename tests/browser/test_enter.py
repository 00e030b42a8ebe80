"""The Enter key in a real browser: a word is finished, and nothing is sent."""

from playwright.sync_api import expect

from tests.support.units import look
from workflow import items, threads
from workflow.items.list_views import ItemFilter

UNDER_REVIEW = "急性期診療ネットワーク推進事業"


def test_enter_in_the_name_of_a_new_sheet_begins_no_item(sign_in, site):
    page = sign_in("soumu")
    page.goto("/items/new?cycle=2021-09&department=soumu")
    before = look(site.engine, "reviewer", items.page, ItemFilter()).total.count

    name = page.get_by_label("事業（事業内訳）名")
    name.fill("新しい事業")
    name.press("Enter")

    expect(page.get_by_label("事業（事業内訳）名")).to_be_focused()
    assert "/items/new" in page.url
    assert look(site.engine, "reviewer", items.page, ItemFilter()).total.count == before


def test_enter_in_the_days_for_an_answer_asks_nothing(sign_in, site):
    item_id = look(site.engine, None, items.find, UNDER_REVIEW)
    page = sign_in("reviewer")
    page.goto(f"/items/{item_id}/threads")

    page.locator("#ask-text").fill("まだ書いている途中です")
    page.locator("#ask-answer_in").fill("5")
    page.locator("#ask-answer_in").press("Enter")

    expect(page.locator("#ask-answer_in")).to_be_focused()
    assert look(site.engine, "reviewer", threads.of, item_id).threads == ()
