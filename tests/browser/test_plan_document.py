"""A plan's document in a real browser: 骨子案 → 素案 → 案, with comments and answers."""

from playwright.sync_api import Page, expect

TITLE = "DX推進計画"


def press(page: Page, button: str, said: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_role("status")).to_contain_text(said)


def add(page: Page, stage: str, outline: str) -> None:
    """From the undertaking's page: put a version on record, and stay on the document's page."""
    page.get_by_role("link", name="文書を登録する").click()
    page.get_by_label("段階").select_option(label=stage)
    page.get_by_label("内容・変更点").fill(outline)
    press(page, "登録する", "文書を登録しました。")


def test_a_plan_goes_from_outline_to_proposal_with_comments_and_answers(sign_in):
    reviewer, responsible = sign_in("reviewer"), sign_in("kikaku")
    responsible.goto("/")
    responsible.get_by_role("link", name="骨子案").click()
    responsible.get_by_label("状況").select_option(label="完了")
    responsible.get_by_label("報告", exact=True).fill("骨子案をまとめた。")
    press(responsible, "報告する", "報告を登録しました。")

    reviewer.goto("/plans/schedule")
    reviewer.get_by_role("link", name=TITLE, exact=True).click()
    expect(reviewer.locator("main")).to_contain_text("骨子案をまとめた。")
    add(reviewer, "骨子案", "三つの柱を示す。")
    reviewer.get_by_role("link", name=TITLE).click()
    add(reviewer, "素案", "目標を書き足した。")
    reviewer.get_by_label("意見募集の開始日").fill("2021-08-16")
    reviewer.get_by_label("意見募集の終了日").fill("2021-09-15")
    press(reviewer, "期間を保存", "意見募集の期間を保存しました。")
    expect(reviewer.locator("main")).to_contain_text("募集中")
    reviewer.get_by_label("意見・提言をした人").fill("県民")
    reviewer.get_by_label("内容", exact=False).last.fill("高齢者への支援を加えてほしい。")
    press(reviewer, "登録する", "意見を登録しました。")
    reviewer.get_by_role("link", name="回答する").click()
    reviewer.get_by_label("対応").select_option(label="反映する")
    reviewer.get_by_label("回答", exact=False).last.fill("第3章に加えました。")
    press(reviewer, "回答を保存", "回答を登録しました。")

    reviewer.get_by_role("link", name=TITLE).click()
    add(reviewer, "案", "意見を反映した。")
    reviewer.get_by_role("link", name=TITLE).click()
    documents = reviewer.locator("section", has=reviewer.locator("#documents"))
    expect(documents.get_by_role("listitem")).to_have_count(3)
    expect(documents).to_contain_text("意見 1件、うち回答済 1件")
    responsible.goto(reviewer.url)
    expect(responsible.locator("main")).to_contain_text("意見 1件、うち回答済 1件")
    expect(responsible.get_by_role("link", name="文書を登録する")).to_have_count(0)
