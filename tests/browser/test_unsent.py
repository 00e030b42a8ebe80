"""Typing in a real browser: nothing is lost, nothing is left without a word."""

import pytest
from playwright.sync_api import expect

from tests.support.scoring import awaiting
from tests.support.units import do, look
from workflow import evaluation, items
from workflow.evaluation import Mark, Scorecard

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


@pytest.fixture
def asked_to_stay():
    """The boxes in which a browser asks whether to leave; `listen(page)` notes those of a page."""
    asked = []

    def listen(page):
        page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

    listen.asked = asked
    return listen


def test_half_a_note_outlives_the_question_beside_it(sign_in, site, asked_to_stay):
    item_id = look(site.engine, None, items.find, UNDER_REVIEW)
    page = sign_in("reviewer")
    asked_to_stay(page)
    page.goto(f"/items/{item_id}/threads")
    note = page.get_by_role("region", name="センターの内部メモ")
    note.get_by_text("内部メモを書く").click()
    note.get_by_label("本文").fill("書きかけの内部メモ")

    ask = page.get_by_role("region", name="部局に照会する")
    ask.get_by_label("本文").fill("範囲を示してください。")
    ask.get_by_role("button", name="照会する").click()

    expect(page.get_by_text("照会しました。")).to_be_visible()
    expect(note.get_by_label("本文")).to_have_value("書きかけの内部メモ")
    expect(page.get_by_text("範囲を示してください。")).to_have_count(1)
    assert asked_to_stay.asked == []


def test_half_a_verdict_outlives_the_look_at_the_other_sheets(sign_in, site, asked_to_stay):
    item_id = awaiting(site.engine)
    seen = look(site.engine, "evaluator2", items.get, item_id).content_hash
    card = Scorecard((Mark("plan", 4),))
    do(site.engine, "evaluator2", evaluation.submit_sheet, item_id, card, 0, seen)
    page = sign_in("evaluator2")
    asked_to_stay(page)
    page.goto(f"/items/{item_id}/evaluate")
    page.get_by_label("条件付き妥当").check()
    page.get_by_label("所見").fill("書きかけの所見")

    page.get_by_role("button", name="ほかの評価票を見る").click()

    expect(page.get_by_role("status").first).to_contain_text("自分の評価票を固定")
    expect(page.get_by_label("条件付き妥当")).to_be_checked()
    expect(page.get_by_label("所見")).to_have_value("書きかけの所見")
    assert asked_to_stay.asked == []


def test_a_half_written_reason_outlives_a_change_of_language(sign_in, site, asked_to_stay):
    item_id = look(site.engine, None, items.find, UNDER_REVIEW)
    page = sign_in("reviewer")
    asked_to_stay(page)
    page.goto(f"/items/{item_id}/send_back")
    page.get_by_label("理由").fill("書きかけの理由")

    page.get_by_role("button", name="EN").click()

    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#note")).to_have_value("書きかけの理由")
    assert asked_to_stay.asked == []


def test_what_cannot_be_kept_is_not_left_for_another_form_without_a_word(
    sign_in, site, asked_to_stay
):
    item_id = look(site.engine, None, items.find, UNDER_REVIEW)
    page = sign_in("reviewer")
    asked_to_stay(page)
    page.goto(f"/items/{item_id}/send_back")
    page.get_by_label("理由").fill("書きかけの理由")
    page.route("**/unsent/", lambda route: route.fulfill(status=503))

    page.get_by_role("button", name="EN").click()

    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert asked_to_stay.asked == ["beforeunload"]
