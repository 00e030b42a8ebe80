"""A proposal of the staff in a real browser: made, answered, forwarded, drafted into an item."""

from playwright.sync_api import Page, expect

PROPOSAL = "旅費の申請をひとつに"


def opened(page: Page) -> None:
    """Follow the home page to the proposal that waits for this person."""
    page.goto("/?cycle=2021-09")
    page.get_by_role("link", name="職員提案1件があなたの番です").click()
    page.get_by_role("link", name=PROPOSAL).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(PROPOSAL)


def test_a_proposal_is_answered_forwarded_and_becomes_an_item_that_both_lead_to(sign_in):
    proposer, reviewer, officer = map(sign_in, ("viewer", "reviewer", "kenko"))
    proposer.goto("/proposals/")
    proposer.get_by_role("link", name="提案する").click()
    proposer.get_by_label("題名").fill(PROPOSAL)
    proposer.get_by_label("いまの課題").fill("紙を三回書いている。")
    proposer.get_by_label("提案の内容").fill("入力を一回にする。")
    proposer.get_by_label("期待する効果").fill("月に二百時間減る。")
    proposer.get_by_role("button", name="提案を送る").click()
    expect(proposer.get_by_role("status")).to_contain_text("提案を送りました。")
    mine = proposer.url

    opened(reviewer)
    reviewer.get_by_label("回答・理由").fill("よい提案です。")
    reviewer.get_by_role("button", name="回答する").click()
    expect(reviewer.locator(".timeline")).to_contain_text("よい提案です。")
    reviewer.get_by_label("回答・理由").fill("検討をお願いします。")
    reviewer.get_by_label("部局", exact=True).select_option(label="健康福祉部")
    reviewer.get_by_role("button", name="部局へ検討を依頼する").click()
    expect(reviewer.get_by_role("status")).to_contain_text("「部局へ検討を依頼する」")

    opened(officer)
    officer.get_by_role("button", name="この提案から起案する").click()
    expect(officer.get_by_text("協議書を仕上げてください。")).to_be_visible()
    expect(officer.get_by_label("事業（事業内訳）名")).to_have_value(PROPOSAL)
    officer.goto(officer.url.removesuffix("/edit"))
    officer.get_by_role("link", name=PROPOSAL).click()
    expect(officer.locator("main")).to_contain_text("この提案から協議案件が起案されました。")

    proposer.goto(mine)
    expect(proposer.locator(".timeline")).to_contain_text("検討をお願いします。")
    expect(proposer.locator(".page-head")).to_contain_text("採用")
