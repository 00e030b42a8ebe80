"""An office's own processes: opinions asked, a branch by amount, a head; and a new version."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import partial

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.support.looks import PHONE, WIDE, sticks_out, violations
from tests.support.told import job_context_of
from tests.support.windows import a_window_of, on_a_port
from workflow.calendar import setup
from workflow.notices import reminders
from workflow.values.actor import Title
from workflow.values.clock import JAPAN

CONCURRENCE, APPROVAL = "2021-11", "2021-10"
LAST_DAY = datetime(2021, 8, 10, 9, 0, tzinfo=JAPAN)
"""Five business days after the second of August, on which opinions are asked."""


@pytest.fixture
def window(office, browser, complaints) -> Iterator[Callable[[str], Page]]:
    """`window(login)`: a new one at the site of a small office with two processes more."""
    for cycle_id, process in ((CONCURRENCE, "with_concurrence"), (APPROVAL, "with_approval")):
        office.do(
            None,
            setup.put_cycle,
            cycle_id=cycle_id,
            title=Title(cycle_id, cycle_id),
            fiscal_year=2021,
            budget_year=2021,
            process_name=process,
            opens_on=date(2021, 7, 12),
            submission_deadline=date(2021, 8, 20),
            review_deadline=date(2021, 8, 27),
        )
    pages = []

    def opened(site, login):
        pages.append(a_window_of(browser, site, login, complaints))
        return pages[-1]

    with on_a_port(office.engine) as site:
        yield partial(opened, site)
        for page in pages:
            page.context.close()


def act(page: Page, item_id: int, button: str, becomes: str, **typed: str) -> None:
    """Take an action on an item's page; the page says what it has become."""
    page.goto(f"/items/{item_id}")
    page.get_by_role("link", name=button, exact=True).click()
    for label, text in typed.items():
        page.get_by_label(label).fill(text)
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.locator("main [class*=state]").first).to_contain_text(becomes)


def test_opinions_a_silence_a_branch_and_a_head_who_sends_back(office, window):
    small, large = (
        office.an_item("under_review", office.a_sheet(amount_kyen=amount), cycle=CONCURRENCE)
        for amount in (9_999, 10_000)
    )
    reviewer, evaluator = window("reviewer"), window("evaluator")
    act(reviewer, small, "審査完了", "評価待ち")
    act(reviewer, large, "審査完了", "合議中")
    act(evaluator, large, "異議なし", "合議中")
    expect(evaluator.locator("main")).to_contain_text("本部事務局の番です")

    draft = office.an_item(cycle=APPROVAL)
    officer, head = window("officer"), window("colleague")
    act(officer, draft, "提出する", "課長決裁待ち")
    act(head, draft, "課内差戻し", "差戻し", 理由="積算の根拠を。")
    act(officer, draft, "再提出する", "課長決裁待ち")
    act(head, draft, "課長決裁", "提出済")

    office.clock.set(LAST_DAY)
    office.do(None, reminders.remind)
    secretariat = window("secretariat")
    secretariat.goto("/notices/")
    expect(secretariat.locator("main")).to_contain_text("期限の確認")
    evaluator = window("evaluator")
    evaluator.goto("/notices/")
    expect(evaluator.locator("main")).not_to_contain_text("期限の確認")
    office.clock.set(LAST_DAY.replace(day=11))
    reviewer = window("reviewer")
    reviewer.goto(f"/items/{large}")
    expect(reviewer.locator("main")).to_contain_text("審査担当の番です")
    act(reviewer, large, "合議を終える", "評価待ち")


def press(target: Locator, key: str = "Enter") -> None:
    """Press a key on what has the focus."""
    target.focus()
    target.press(key)


def typed(target: Locator, text: str) -> None:
    """Type over what stands in a field."""
    target.focus()
    target.press("Control+a")
    target.page.keyboard.type(text)


def test_a_definition_is_edited_by_keys_published_and_a_live_item_moved(office, window):
    item_id = office.an_item(cycle=APPROVAL)
    office.act(item_id, "submit", "officer")
    page, axe = window("admin"), Axe().axe_script
    seen: dict[str, list[object]] = {}

    def looked_at() -> None:
        page.evaluate(axe)
        for width in (PHONE, WIDE):
            if wrong := [*sticks_out(page, width), *violations(page)]:
                seen[f"{page.url} at {width}"] = wrong

    def button(name: str) -> None:
        press(page.get_by_role("button", name=name).first)

    page.goto("/process/drafts/")
    chosen = page.get_by_label("公開済みの版から")
    chosen.focus()
    while chosen.input_value() != "with_approval 1":
        page.keyboard.press("ArrowDown")
    button("案を作り始める")
    expect(page.locator("h1")).to_have_text("課長決裁つき協議")
    press(page.get_by_role("link", name="状態を加える"))
    typed(page.get_by_label("名称（日本語）"), "部長決裁待ち")
    typed(page.get_by_label("名称（英語）"), "With the director")
    press(page.get_by_role("group", name="だれの番か").get_by_label("各課担当"), "Space")
    button("保存する")
    under_its_row = page.locator(".row-wrong", has_text="「部長決裁待ち」に至る道がありません。")
    expect(under_its_row).to_be_visible()
    looked_at()
    row = page.get_by_role("row", name="部長決裁待ち").first
    press(row.get_by_role("button", name="取り除く"))
    expect(page.get_by_role("button", name="公開へ進む")).to_be_visible()

    press(page.get_by_role("link", name="課長決裁", exact=True))
    typed(page.get_by_label("次の回答までの開庁日数"), "4")
    looked_at()
    button("保存する")
    expect(page.locator("ins")).to_have_text(["4開庁日"])
    button("公開へ進む")
    button("第2版を公開する")
    expect(page.get_by_role("status")).to_contain_text("第2版を公開しました。")

    press(page.get_by_role("link", name="案件を第2版へ移行する"))
    button("試行する")
    button("1件を移行する")
    job_context_of(office.engine).migrate(1)
    page.reload()
    expect(page.locator("main")).to_contain_text("1件を移行、旧版で進行中 0件")
    act(window("colleague"), item_id, "課長決裁", "提出済")
    assert office.row(item_id).process_version == 2
    assert seen == {}
