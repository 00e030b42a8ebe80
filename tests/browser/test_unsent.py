"""Typing in a real browser: nothing is lost, nothing is left without a word."""

import pytest
from playwright.sync_api import expect

from tests.support.units import look
from workflow import items

NEW = "/items/new?cycle=2021-09&department=soumu"
UNDER_REVIEW = "急性期診療ネットワーク推進事業"
TWENTY_SECONDS = 20_000


@pytest.fixture
def page(sign_in):
    """The browser of an officer, whose clock the test winds."""
    page = sign_in("soumu")
    page.clock.install()
    page.goto(NEW)
    return page


def test_what_was_typed_twenty_seconds_ago_outlives_a_crash(page, site):
    page.get_by_label("概要").fill("途中まで書いた概要")
    with page.expect_response("**/unsent/") as kept:
        page.clock.run_for(TWENTY_SECONDS)

    assert kept.value.ok
    expect(page.locator("[data-kept]")).to_have_text("09:00 に保存")
    later = page.context.new_page()  # the first one is gone without having said anything
    later.goto(NEW)
    later.get_by_role("link", name="（名称未入力）").first.click()
    expect(later.get_by_label("概要")).to_have_value("途中まで書いた概要")


def test_a_row_is_added_in_place_and_takes_the_focus(page):
    page.locator("#part-money > summary").click()
    page.get_by_label("概要").fill("書いた概要")
    rows = page.locator(".funding-row")
    before, address = rows.count(), page.url

    page.get_by_role("button", name="行を追加").click()

    expect(rows).to_have_count(before + 1)
    expect(page.locator(f"#funding_lines-{before + 1}-source")).to_be_focused()
    expect(page.get_by_label("概要")).to_have_value("書いた概要")
    assert page.url == address


@pytest.mark.parametrize("path", ["send_back", "threads"])
def test_a_reason_or_a_question_is_not_left_without_a_word(sign_in, site, path):
    item_id = look(site.engine, None, items.find, UNDER_REVIEW)
    page = sign_in("reviewer")
    page.goto(f"/items/{item_id}/{path}")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

    page.locator("textarea:visible").first.fill("まだ送っていない")
    page.get_by_role("link", name="ホーム").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("自分の番")
    assert asked == ["beforeunload"]


def test_a_form_that_was_refused_is_not_left_without_a_word(page):
    asked = []
    page.get_by_label("概要").fill("長" * 2001)
    page.get_by_role("button", name="下書きを保存").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

    page.get_by_role("link", name="ホーム").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("自分の番")
    assert asked == ["beforeunload"]
