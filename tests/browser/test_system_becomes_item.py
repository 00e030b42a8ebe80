"""A system whose contract ends becomes an item, in a real browser."""

from playwright.sync_api import expect


def test_a_system_that_ends_becomes_an_item_and_both_lead_to_one_another(sign_in):
    officer = sign_in("soumu")
    officer.goto("/")
    waiting = officer.locator("section", has_text="期限を迎えるシステム").first
    expect(waiting).to_contain_text("まだ案件のないシステム")
    officer.get_by_role("link", name="すべて見る").click()
    officer.get_by_role("link", name="令和3年度").click()
    rows = officer.locator("section[aria-labelledby=missing] tbody tr")
    officer.wait_for_load_state()
    count = rows.count()
    link = rows.first.get_by_role("link")
    name = link.inner_text()
    link.click()
    system = officer.url
    expect(officer.locator("main")).to_contain_text("このシステムを挙げた案件はありません。")

    officer.get_by_role("button", name="令和3年度9月補正予算の案件を起案する").click()

    expect(officer.get_by_text("台帳から案件を起案しました。")).to_be_visible()
    expect(officer.get_by_label("事業（事業内訳）名")).to_have_value(f"{name}更新事業")
    expect(officer.get_by_label("システム台帳の番号")).to_have_value(system.rpartition("/")[2])
    officer.goto(officer.url.removesuffix("/edit"))
    officer.get_by_role("link", name=f"{system.rpartition('/')[2]} {name}").click()
    expect(officer).to_have_url(system)
    expect(officer.locator("section[aria-labelledby=renewed]")).to_contain_text(f"{name}更新事業")
    officer.goto("/systems/ending?year=2021")
    expect(rows).to_have_count(count - 1)
