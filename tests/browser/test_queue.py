"""A reviewer empties the list by keys: from row to row, choose, receive, and the next comes."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.usefixtures("complaints")


def test_a_list_is_worked_through_by_keys(sign_in):
    page = sign_in("reviewer")
    page.goto("/items/?cycle=2021-09&queue=mine")
    first, second = page.locator("a[data-row-link]").all()

    page.keyboard.press("j")
    expect(first).to_be_focused()
    page.keyboard.press("x")
    expect(page.locator("input[name=item]").first).to_be_checked()
    page.keyboard.press("j")
    expect(second).to_be_focused()
    page.keyboard.press("k")
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/items/*")


def test_whoever_wants_no_keys_of_one_letter_switches_them_off_in_this_browser(sign_in):
    page = sign_in("reviewer")
    page.goto("/items/?cycle=2021-09&queue=mine")
    first = page.locator("a[data-row-link]").first
    switch = page.get_by_role("button", name="一文字キーの操作")

    page.locator("details.menu > summary").click()
    expect(switch).to_have_attribute("aria-pressed", "true")
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "false")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(first).not_to_be_focused()
    page.reload()
    page.keyboard.press("j")
    expect(first).not_to_be_focused()

    page.locator("details.menu > summary").click()
    switch.click()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(first).to_be_focused()


def test_after_a_receipt_the_next_row_comes(sign_in):
    page = sign_in("reviewer")
    page.goto("/items/?cycle=2021-09")
    row = page.locator("tr", has_text="家庭養護推進体制整備事業")
    following = row.locator("xpath=following-sibling::tr[@data-row][1]").get_attribute("id")

    row.locator("a[data-row-link]").focus()
    page.keyboard.press("r")
    page.wait_for_url(re.compile("/receive"))
    page.get_by_role("button", name="受付する").click()

    page.wait_for_url(re.compile(f"#{following}$"))
    expect(page.locator(f"#{following} a[data-row-link]")).to_be_focused()
    expect(row).to_contain_text("審査中")
