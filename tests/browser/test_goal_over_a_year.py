"""A goal in a real browser over a year: from the department's draft to its result."""

from datetime import datetime

from playwright.sync_api import Page, expect

from workflow.values.clock import JAPAN

GOAL = "電子決裁の徹底"
INDICATOR = "電子決裁の割合（90%）"


def opened(page: Page) -> None:
    """Find the goal on the home page, where it waits for this person."""
    page.goto("/")
    page.get_by_role("link", name=GOAL).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(GOAL)


def press(page: Page, button: str, said: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_role("status")).to_contain_text(said)


def test_a_goal_is_drafted_sent_back_set_measured_closed_and_carried_on(sign_in, site):
    officer, reviewer, secretariat = map(sign_in, ("soumu", "reviewer", "secretariat"))
    officer.goto("/goals/?year=2021")
    officer.get_by_role("link", name="目標を起案する").click()
    officer.get_by_label("目標", exact=False).first.fill(GOAL)
    officer.get_by_label("設定した目標の概要").fill("紙の決裁をなくす。")
    officer.get_by_label("分野").select_option(label="行政")
    officer.get_by_label("DXのステップ").select_option(value="1")
    officer.get_by_label("翌年度以降の成果指標").fill("電子決裁の定着")
    press(officer, "下書きを保存する", "下書きを保存しました。")
    officer.get_by_role("button", name="提出する").click()
    expect(officer.get_by_role("heading", level=1)).to_be_visible()
    expect(officer.locator("main")).to_contain_text("年度末の成果指標が要ります。")

    opened(officer)
    officer.get_by_role("link", name="書き直す").click()
    officer.get_by_label("年度末の成果指標").fill("電子決裁の推進状況")
    press(officer, "下書きを保存する", "下書きを保存しました。")
    press(officer, "提出する", "目標を提出しました。")

    opened(reviewer)
    reviewer.get_by_label("理由").fill("割合で測ってください。")
    press(reviewer, "部局へ差し戻す", "目標を部局へ差し戻しました。")
    opened(officer)
    expect(officer.locator("main")).to_contain_text("割合で測ってください。")
    officer.get_by_role("link", name="書き直す").click()
    officer.get_by_label("年度末の成果指標").fill(INDICATOR)
    press(officer, "下書きを保存する", "下書きを保存しました。")
    press(officer, "提出する", "目標を提出しました。")
    opened(reviewer)
    press(reviewer, "確認する", "目標を確認しました。")
    opened(secretariat)
    press(secretariat, "設定する", "目標を設定しました。")

    officer.reload()
    officer.get_by_role("link", name="実績を報告する").click()
    officer.get_by_label("結果").fill("９３")
    officer.get_by_label("根拠").fill("文書管理システムの集計")
    press(officer, "報告する", "実績を記録しました。")
    expect(officer.locator("main")).to_contain_text("93%")

    site.engine.clock.set(datetime(2022, 4, 4, 9, 0, tzinfo=JAPAN))
    opened(secretariat)
    secretariat.get_by_label("結果", exact=False).first.select_option(label="達成")
    secretariat.get_by_label("結果の説明").fill("目標を上回った。")
    press(secretariat, "この結果で終了する", "終了しました。")
    officer.reload()
    press(officer, "翌年度へ引き継ぐ", "翌年度の起案として引き継ぎました。")
    expect(officer.locator("main")).to_contain_text("電子決裁の定着")
    expect(officer.get_by_role("link", name="令和3年度の目標")).to_be_visible()
