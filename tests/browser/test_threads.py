"""A reviewer asks on a field and names the officer, who answers; the reviewer settles it."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.support.units import look
from workflow import items

ITEM = "急性期診療ネットワーク推進事業"
QUESTION = "医療機関の範囲を示してください。@kenko さんへ"
ANSWER = "救急告示病院の二十三か所です。"
SECRET = "昨年の範囲と食い違っている。"
WIDE, PHONE = 1280, 390


def fits(page: Page) -> bool:
    """Whether nothing sticks out, on a screen and on a phone, and axe finds nothing."""
    for width in (WIDE, PHONE):
        page.set_viewport_size({"width": width, "height": 844})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            return False
    page.set_viewport_size({"width": WIDE, "height": 844})
    return Axe().run(page).response["violations"] == []


def test_a_question_goes_to_and_fro_and_the_note_beside_it_stays_inside(sign_in, site):
    item_url = f"/items/{look(site.engine, None, items.find, ITEM)}"
    reviewer, officer = sign_in("reviewer"), sign_in("kenko")

    reviewer.goto(item_url)
    reviewer.get_by_role("link", name="概要について照会する").click()
    ask = reviewer.get_by_role("region", name="部局に照会する")
    expect(ask.get_by_label("対象")).to_have_value("summary")
    ask.get_by_label("本文").fill(QUESTION)
    ask.get_by_role("button", name="照会する").click()
    expect(reviewer.get_by_role("status")).to_contain_text("照会しました。")
    note = reviewer.get_by_role("region", name="センターの内部メモ")
    note.get_by_text("内部メモを書く").click()
    note.get_by_label("本文").fill(SECRET)
    note.get_by_role("button", name="内部メモとして残す").click()
    expect(reviewer.get_by_text(SECRET)).to_be_visible()
    assert fits(reviewer)

    officer.goto("/notices/")
    officer.get_by_role("listitem").filter(has_text="あなたの名前が挙がりました").get_by_role(
        "link", name=ITEM
    ).click()
    expect(officer.get_by_text(QUESTION)).to_be_visible()
    expect(officer.get_by_text(SECRET)).to_have_count(0)
    thread = officer.get_by_role("region", name="概要", exact=True)
    thread.get_by_label("本文").fill(ANSWER)
    thread.get_by_role("button", name="送信する").click()
    expect(officer.get_by_text("回答済・センターの確認待ち")).to_be_visible()
    assert fits(officer)

    reviewer.goto("/")
    mine = reviewer.get_by_role("region", name="自分の番の案件")
    mine.get_by_role("link", name="照会への回答を確認").click()
    thread = reviewer.get_by_role("region", name="概要", exact=True)
    expect(thread.get_by_text(ANSWER)).to_be_visible()
    thread.get_by_role("button", name="この照会を終了する").click()
    expect(reviewer.get_by_role("status")).to_contain_text("照会を終了しました。")

    officer.goto(item_url)
    expect(officer.get_by_role("region", name="照会・回答")).to_contain_text("終了")
    expect(officer.get_by_text("内部メモ")).to_have_count(0)
