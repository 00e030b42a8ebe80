"""A reviewer goes away: a substitute acts in both names, and it is acknowledged afterwards."""

from playwright.sync_api import Page, expect

from tests.support.ledger import ledger_breaks

ITEM = "家庭養護推進体制整備事業"
ABSENT = "DXセンター 審査担当"
BOTH = f"税務課 担当（{ABSENT} 代理）"


def set_substitute(page: Page) -> None:
    page.goto("/")
    page.get_by_role("group").locator("summary").click()
    page.get_by_role("link", name="代理・後閲").click()
    page.get_by_role("combobox", name="代理者").select_option(label="税務課 担当（総務部）")
    page.get_by_label("開始日").fill("2021-08-17")
    page.get_by_label("終了日").fill("２０２１／８／２０")
    page.get_by_role("button", name="代理者を設定する").click()
    expect(page.get_by_role("status")).to_contain_text("代理者を設定しました。")
    expect(page.get_by_role("row").nth(1)).to_contain_text("代理中")


def receive(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_role("banner")).to_contain_text(f"代理：{ABSENT}")
    turn = page.get_by_role("listitem").filter(has_text=ITEM).first
    expect(turn).to_contain_text(f"{ABSENT} 代理")
    page.get_by_role("link", name=ITEM).first.click()
    page.get_by_role("link", name="受付する").click()
    expect(page.get_by_text(f"{ABSENT}の代理として行います。")).to_be_visible()
    page.get_by_role("button", name="受付する").click()
    expect(page.locator(".timeline").first).to_contain_text(BOTH)


def test_a_substitute_acts_in_both_names_and_the_absent_one_acknowledges_it(sign_in, site):
    reviewer = sign_in("reviewer")
    set_substitute(reviewer)
    officer = sign_in("soumu")
    receive(officer)

    reviewer.goto("/")
    reviewer.get_by_role("link", name="代理で行われた操作を後閲").click()
    expect(reviewer.get_by_role("row").nth(1)).to_contain_text(BOTH)
    reviewer.get_by_role("button", name="後閲する").click()
    expect(reviewer.get_by_role("status")).to_contain_text("1件を後閲しました。")

    reviewer.goto("/substitutes/")
    reviewer.get_by_role("button", name="終了する").click()
    expect(reviewer.get_by_role("row").nth(1)).to_contain_text("途中終了")
    officer.goto("/")
    expect(officer.get_by_role("banner")).not_to_contain_text("代理:")
    assert ledger_breaks(site.engine) == ()
