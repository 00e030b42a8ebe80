"""After a press one sees what came of it, and goes on from where one was."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.units import look
from workflow import items

UNDER_REVIEW = "急性期診療ネットワーク推進事業"
SUBMITTED = "家庭養護推進体制整備事業"
REVIEWED = "デジタルリテラシー普及事業"


@pytest.fixture
def item_url(site):
    """`item_url(name)`: where an item of the demonstration is."""
    return lambda name: f"/items/{look(site.engine, None, items.find, name)}"


def test_what_was_asked_and_that_it_was_are_seen_together(sign_in, item_url):
    page = sign_in("reviewer")
    page.goto(f"{item_url(UNDER_REVIEW)}/threads")
    ask = page.get_by_role("region", name="部局に照会する")
    for number in range(1, 5):
        ask.get_by_label("本文").fill(f"{number}つ目の照会\n" + "長い本文\n" * 12)
        ask.get_by_role("button", name="照会する").click()
        expect(page.get_by_text(f"{number}つ目の照会")).to_be_visible()

    assert page.evaluate("scrollY") > 0
    expect(page.get_by_text("照会しました。")).to_be_in_viewport(ratio=1)
    expect(page.locator(":target h2")).to_be_in_viewport(ratio=1)
    said, thread = (page.locator(one).bounding_box() for one in (".flashes .notice", ":target h2"))
    assert said["y"] + said["height"] <= thread["y"]


def test_that_a_row_was_received_is_seen_and_what_was_chosen_stays(sign_in):
    page = sign_in("reviewer")
    page.set_viewport_size({"width": 1280, "height": 420})
    page.goto("/items/?cycle=2021-09")
    chosen = page.locator("tr[data-row]", has_text=UNDER_REVIEW)
    chosen.locator("a[data-row-link]").focus()
    page.keyboard.press("x")

    page.locator("tr[data-row]", has_text=SUBMITTED).locator("a[data-row-link]").focus()
    page.keyboard.press("r")
    page.wait_for_url(re.compile("/receive"))
    page.get_by_role("button", name="受付する").click()

    page.wait_for_url(re.compile(r"#item-\d+$"))
    expect(page.locator(".flashes .notice")).to_be_in_viewport(ratio=1)
    expect(chosen.get_by_role("checkbox")).to_be_checked()
    expect(page.locator("input[name=item]:checked")).to_have_count(1)
    page.reload()
    expect(page.locator("input[name=item]:checked")).to_have_count(0)


def test_how_conditions_read_on_paper_is_led_to(sign_in, item_url):
    page = sign_in("evaluator")
    page.goto(f"{item_url(REVIEWED)}/evaluate")
    page.locator("#conditions-1-text").fill("積算の根拠を示すこと。")

    page.get_by_role("button", name="資料での表記を確かめる").click()

    shown = page.get_by_role("status").filter(has_text="資料には次のとおり載ります")
    expect(shown).to_be_focused()
    expect(shown).to_be_in_viewport()
    page.get_by_role("button", name="行を追加").click()
    expect(page.locator(".condition-row textarea").last).to_be_focused()


def test_an_error_leads_to_its_field_with_the_label_in_sight(sign_in):
    page = sign_in("soumu")
    page.goto("/items/new?cycle=2021-09&department=soumu")
    for name in ("summary", "amount_kyen", "funding", "name"):
        page.evaluate("name => { location.hash = name; }", name)
        field = page.locator(f"#{name}")
        expect(field).to_be_in_viewport()
        expect(page.locator(f"label[for={name}]")).to_be_in_viewport(ratio=1)


def test_the_buttons_of_an_item_are_tabbed_through_as_they_are_seen(sign_in):
    page = sign_in("soumu")
    page.goto("/items/?cycle=2021-09")
    page.locator("a[data-row-link]").first.click()
    page.wait_for_url("**/items/*")

    seen = page.locator(".item-decisions a").evaluate_all(
        "links => links.map((one) => one.getBoundingClientRect().left)"
    )

    assert len(seen) > 1
    assert seen == sorted(seen)


def test_how_much_of_the_sheet_is_filled_in_is_told_while_it_is_typed(sign_in):
    page = sign_in("soumu")
    page.goto("/items/new?cycle=2021-09&department=soumu")
    told = page.get_by_role("listitem").filter(has=page.get_by_role("link", name="協議の内容"))
    before = int(told.locator("[data-filled]").inner_text())

    page.get_by_label("概要").fill("書いた概要")
    expect(told).to_contain_text(f"◐ 協議の内容 {before + 1}/7")
    page.get_by_label("概要").fill("")
    expect(told).to_contain_text(f"協議の内容 {before}/7")


def test_the_sheet_counts_the_same_while_it_is_typed_and_once_it_is_saved(sign_in):
    page = sign_in("soumu")
    page.goto("/items/?cycle=2021-09")
    page.locator("a[data-row-link]").first.click()
    page.get_by_role("link", name="協議書を編集").click()
    page.wait_for_url("**/edit")
    told = page.locator("[data-filled]")
    saved = told.all_inner_texts()

    page.locator("form details.part").evaluate_all("all => all.forEach((one) => one.open = true)")
    for part in page.locator("form :is(section, details)").all():
        part.locator("input, select, textarea").first.dispatch_event("input")

    assert told.all_inner_texts() == saved
    assert len(saved) > 1
