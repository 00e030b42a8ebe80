"""A report in a real browser: frozen by the secretariat, read, corrected, edition 2."""

from playwright.sync_api import Page, expect

ITEM = "秋田県公共事業執行管理システム改修事業"


def freeze(page: Page, button: str, reason: str = "") -> None:
    """Open the meeting, press the button there, and once more on its own page."""
    page.goto("/reports/2")
    page.get_by_role("link", name=button, exact=True).click()
    if reason:
        page.get_by_label("訂正の内容と理由").fill(reason)
    page.get_by_role("button", name=button, exact=True).click()


def open_item(page: Page) -> None:
    """Find the item in the list and open its page."""
    page.goto("/items/")
    page.get_by_role("link", name=ITEM, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(ITEM)


def test_a_report_is_frozen_read_corrected_and_frozen_again(sign_in):
    secretariat, reader, evaluator = sign_in("secretariat"), sign_in("viewer"), sign_in("evaluator")
    freeze(secretariat, "検討予定を確定")
    expect(secretariat.get_by_role("heading", level=1)).to_contain_text("検討予定一覧 第1版")
    freeze(secretariat, "評価結果を確定")
    expect(secretariat.get_by_role("heading", level=1)).to_contain_text("評価結果一覧 第1版")

    reader.goto("/reports/2")
    reader.get_by_role("link", name="評価結果一覧 第1版").click()
    expect(reader.get_by_role("row", name=ITEM)).to_contain_text("21,725")
    with reader.expect_download() as handed:
        reader.get_by_role("link", name="PDF", exact=True).click()
    assert handed.value.suggested_filename.endswith("第1版.pdf")
    expect(reader.get_by_role("link", name="評価結果の確定を解除")).to_have_count(0)

    open_item(evaluator)
    expect(evaluator.get_by_role("link", name="評価を取り消す", exact=True)).to_have_count(0)

    secretariat.goto("/reports/2")
    secretariat.get_by_role("link", name="評価結果の確定を解除").click()
    secretariat.get_by_label("理由").fill("所見の誤記を訂正するため")
    secretariat.get_by_role("button", name="確定を解除する").click()
    expect(secretariat.get_by_text("評価を取り消せるようになりました")).to_be_visible()
    open_item(evaluator)
    evaluator.get_by_role("link", name="評価を取り消す", exact=True).click()
    evaluator.get_by_label("理由").fill("所見の誤記")
    evaluator.get_by_role("button", name="評価を取り消す", exact=True).click()
    expect(evaluator.get_by_text("評価待ち").first).to_be_visible()
    open_item(evaluator)
    evaluator.get_by_role("link", name="評価を確定する").first.click()
    evaluator.get_by_label("妥当", exact=True).check()
    evaluator.get_by_label("所見").fill("訂正した所見である。")
    evaluator.get_by_role("button", name="評価を確定する").click()
    expect(evaluator.get_by_role("button", name="評価を確定する")).to_have_count(0)

    freeze(secretariat, "評価結果を確定", "所見の誤記を訂正した。")
    expect(secretariat.get_by_role("heading", level=1)).to_contain_text("第2版")
    reader.goto("/reports/2/evaluated/2")
    expect(reader.locator("ins").first).to_contain_text("訂正した所見である。")
    expect(reader.locator("del").first).to_be_visible()
    reader.goto("/reports/2/evaluated/1")
    expect(reader.get_by_role("row", name=ITEM)).not_to_contain_text("訂正した所見")
