"""Three evaluators score blind, one of them with a conflict; a finaliser closes; the report
is frozen, read, corrected.
"""

import pytest
from playwright.sync_api import Page, expect

from tests.support.demonstration import PASSWORD
from tests.support.people import person_named
from tests.support.units import look
from workflow import evaluation, items
from workflow.people import commands
from workflow.values.actor import Title
from workflow.values.vocabulary import Role

ITEM = "デジタルリテラシー普及事業"
ANOTHER = "秋田県公共事業執行管理システム改修事業"
SESSION = "令和3年度9月補正 評価会"
NAMES = {
    "evaluator": "DXセンター 評価担当",
    "evaluator2": "DXセンター 評価担当（副）",
    "evaluator3": "政策監 評価担当",
    "finaliser": "評価確定担当",
}


@pytest.fixture
def item_url(site) -> str:
    """Where the item is scored, in an office with enough evaluators."""
    with site.engine.write() as work:
        for login in ("evaluator3", "finaliser"):
            name = Title(NAMES[login], login)
            grants = [(Role.EVALUATOR, None)]
            commands.add_person(work, login=login, name=name, grants=grants, password=PASSWORD)
    return f"/evaluation/{look(site.engine, None, items.find, ITEM)}"


def open_session(page: Page) -> None:
    page.goto("/evaluation/?cycle=2021-09")
    page.get_by_role("link", name="評価会", exact=True).click()
    page.get_by_role("link", name="評価会を新しく設定").click()
    page.get_by_label("名称").fill(SESSION)
    scorers = page.get_by_role("group", name="採点する評価者")
    for login in ("evaluator", "evaluator2", "evaluator3"):
        scorers.get_by_label(NAMES[login], exact=True).check()
    page.get_by_role("group", name="確定担当").get_by_label(NAMES["finaliser"]).check()
    page.get_by_role("button", name="評価会を保存").click()
    page.get_by_role("button", name="開会する").click()
    expect(page.get_by_role("status")).to_contain_text("評価会を開会しました。")


def fill(page: Page, score: int, comment: str) -> None:
    page.wait_for_load_state()  # all of them are there
    for group in page.locator(".criterion").get_by_role("group").all():
        group.get_by_label(str(score), exact=True).check()
    page.get_by_label("総合コメント").fill(comment)
    page.get_by_role("group", name="評価案").get_by_label("妥当", exact=True).check()


def submit(page: Page) -> None:
    page.get_by_role("button", name="評価票を提出する").click()
    expect(page.get_by_role("status")).to_contain_text("評価票を提出しました。")


def look_at_others(page: Page) -> None:
    """Look at the others' sheets: the own one stands from then on."""
    page.get_by_role("button", name="ほかの評価票を見る").click()
    expect(page.get_by_role("status")).to_contain_text("自分の評価票を固定")


def score_blind(first: Page, second: Page, item_url: str) -> None:
    """Two score; neither sees the other's sheet before the own one is submitted."""
    first.goto("/evaluation/?cycle=2021-09")
    first.get_by_role("link", name="採点する").first.click()
    expect(first.get_by_role("heading", level=1)).to_have_text(ITEM)
    fill(first, 5, "一人目の意見")
    first.get_by_role("button", name="下書きを保存").click()
    expect(first.get_by_label("総合コメント")).to_have_value("一人目の意見")

    second.goto(item_url)
    expect(second.locator("main")).not_to_contain_text("一人目の意見")
    expect(second.locator("main")).not_to_contain_text("提出済の")
    submit(first)
    second.reload()
    expect(second.locator("main")).not_to_contain_text("一人目の意見")
    fill(second, 2, "二人目の意見")
    submit(second)
    expect(second.locator("main")).not_to_contain_text("一人目の意見")
    look_at_others(second)
    expect(second.locator("main")).to_contain_text("一人目の意見")
    expect(second.get_by_role("button", name="評価票を取り戻す")).to_have_count(0)
    expect(second.get_by_role("row", name="全体")).to_contain_text("3.50")
    expect(second.get_by_role("row", name="全体")).to_contain_text("2–5")


def score_and_declare_a_conflict(third: Page, item_url: str) -> None:
    """The third sheet counts until its writer turns out to be partial."""
    third.goto(item_url)
    fill(third, 1, "三人目の意見")
    submit(third)
    look_at_others(third)
    expect(third.get_by_role("row", name="全体")).to_contain_text("2.67")
    third.get_by_text("利益相反を申告する").click()
    third.get_by_label("利益相反の理由").fill("前職でこの事業を担当した。")
    third.get_by_role("button", name="申告する").click()
    expect(third.locator("main")).not_to_contain_text("一人目の意見")
    expect(third.get_by_role("row", name="全体")).to_have_count(0)


def close(finaliser: Page) -> None:
    """The finaliser reads the two sheets that are left, and decides."""
    finaliser.goto("/evaluation/?cycle=2021-09")
    finaliser.get_by_role("link", name="評価する").first.click()
    expect(finaliser.get_by_role("row", name="全体")).to_contain_text("3.50")
    expect(finaliser.locator("main")).to_contain_text("評価に加わらない")
    expect(finaliser.locator("main")).not_to_contain_text("三人目の意見")
    finaliser.get_by_role("group", name="評価区分").get_by_label("条件付き妥当").check()
    finaliser.get_by_label("所見").fill("必要と認めるが、体制を確認する。")
    finaliser.get_by_role("textbox", name="条件 1").fill("継続の体制を示すこと。")
    finaliser.get_by_role("button", name="評価を確定する").click()
    expect(finaliser.locator(".item-head .state")).to_contain_text("評価済")


def freeze(page: Page, button: str, reason: str = "") -> None:
    """Open the meeting, press the button there, and once more on its own page."""
    page.goto("/reports/2")
    page.get_by_role("link", name=button, exact=True).click()
    if reason:
        page.get_by_label("訂正の内容と理由").fill(reason)
    page.get_by_role("button", name=button, exact=True).click()


def read(reader: Page, evaluator: Page) -> None:
    """The headquarters reads what is frozen and takes it along; nothing of it can be undone."""
    reader.goto("/reports/2")
    reader.get_by_role("link", name="評価結果一覧 第1版").click()
    expect(reader.get_by_role("row", name=ANOTHER)).to_contain_text("21,725")
    expect(reader.get_by_role("row", name=ITEM)).to_contain_text("必要と認めるが、体制を確認する。")
    with reader.expect_download() as handed:
        reader.get_by_role("link", name="PDF", exact=True).click()
    assert handed.value.suggested_filename.endswith("第1版.pdf")
    expect(reader.get_by_role("link", name="評価結果の確定を解除")).to_have_count(0)
    open_item(evaluator)
    expect(evaluator.get_by_role("link", name="評価を取り消す", exact=True)).to_have_count(0)


def correct(secretariat: Page, finaliser: Page) -> None:
    """The secretariat lifts the edition, the finaliser puts the findings right."""
    secretariat.goto("/reports/2")
    secretariat.get_by_role("link", name="評価結果の確定を解除").click()
    secretariat.get_by_label("理由").fill("所見の誤記を訂正するため")
    secretariat.get_by_role("button", name="確定を解除する").click()
    expect(secretariat.get_by_text("評価を取り消せるようになりました")).to_be_visible()
    open_item(finaliser)
    finaliser.get_by_role("link", name="評価を取り消す", exact=True).click()
    finaliser.get_by_label("理由").fill("所見の誤記")
    finaliser.get_by_role("button", name="評価を取り消す", exact=True).click()
    expect(finaliser.get_by_text("評価待ち").first).to_be_visible()
    open_item(finaliser)
    finaliser.get_by_role("link", name="評価を確定する").first.click()
    finaliser.get_by_label("妥当", exact=True).check()
    finaliser.get_by_label("所見").fill("訂正した所見である。")
    finaliser.get_by_role("button", name="評価を確定する").click()
    expect(finaliser.get_by_role("button", name="評価を確定する")).to_have_count(0)


def open_item(page: Page) -> None:
    """Find the item in the list and open its page."""
    page.goto("/items/")
    page.get_by_role("link", name=ITEM, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(ITEM)


def test_sheets_are_scored_blind_an_item_is_finalised_its_report_frozen_read_and_corrected(
    sign_in, item_url
):
    secretariat = sign_in("secretariat")
    open_session(secretariat)
    first, second, third = (sign_in(login) for login in ("evaluator", "evaluator2", "evaluator3"))
    score_blind(first, second, item_url)
    score_and_declare_a_conflict(third, item_url)
    secretariat.goto(item_url)
    expect(secretariat.locator("main")).to_contain_text("2人中 2人が提出済")
    expect(secretariat.locator("main")).not_to_contain_text("二人目の意見")

    finaliser, reader = sign_in("finaliser"), sign_in("viewer")
    close(finaliser)
    first.goto(item_url)
    expect(first.get_by_role("button", name="評価票を取り戻す")).to_have_count(0)

    freeze(secretariat, "検討予定を確定")
    expect(secretariat.get_by_role("heading", level=1)).to_contain_text("検討予定一覧 第1版")
    freeze(secretariat, "評価結果を確定")
    expect(secretariat.get_by_role("heading", level=1)).to_contain_text("評価結果一覧 第1版")
    read(reader, first)

    correct(secretariat, finaliser)
    freeze(secretariat, "評価結果を確定", "所見の誤記を訂正した。")
    expect(secretariat.get_by_role("heading", level=1)).to_contain_text("第2版")
    reader.goto("/reports/2/evaluated/2")
    expect(reader.locator("ins").first).to_contain_text("訂正した所見である。")
    expect(reader.locator("del").first).to_be_visible()
    reader.goto("/reports/2/evaluated/1")
    expect(reader.get_by_role("row", name=ITEM)).not_to_contain_text("訂正した所見")


def test_a_draft_is_kept_on_leaving_and_keys_lead_through_the_queue(sign_in, item_url, site):
    office = site.engine
    another = look(office, None, items.find, "急性期診療ネットワーク推進事業")
    reviewer = person_named(office, "reviewer2")
    seen = look(office, reviewer, items.get, another).content_hash
    office.perform(another, "approve", reviewer, seen)
    open_session(sign_in("secretariat"))

    page = sign_in("evaluator")
    page.goto(f"/evaluation/{another}")
    page.get_by_label("総合コメント").fill("jは文字、鍵ではない")
    page.get_by_label("総合コメント").press("j")
    expect(page.get_by_role("heading", level=1)).to_have_text("急性期診療ネットワーク推進事業")
    page.get_by_label("総合コメント").blur()
    page.keyboard.press("j")
    expect(page.get_by_role("heading", level=1)).to_have_text(ITEM)
    evaluator = person_named(office, "evaluator")
    # The draft leaves with the page: the next one may be shown before it has arrived.
    for _ in range(600):
        with office.read(evaluator) as work:
            if evaluation.scoring(work, another).own.version:
                break
        page.wait_for_timeout(100)
    # Keys are heard once the page has its script.
    page.wait_for_load_state()
    page.keyboard.press("[")
    expect(page.get_by_role("heading", level=1)).to_have_text("急性期診療ネットワーク推進事業")
    expect(page.get_by_label("総合コメント")).to_have_value("jは文字、鍵ではないj")
    expect(page.locator(".walk-place")).to_have_text("1 / 2")
    page.wait_for_load_state()
    page.keyboard.press("4")
    page.keyboard.press("2")
    first, second = page.locator(".criterion").get_by_role("group").all()[:2]
    expect(first.get_by_label("4", exact=True)).to_be_checked()
    expect(second.get_by_label("2", exact=True)).to_be_checked()
    page.get_by_label("総合コメント").press("Control+Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(ITEM)
    expect(page.get_by_role("navigation", name="評価する案件")).to_contain_text("2件中 1件を提出済")
