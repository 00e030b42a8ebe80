"""Whole pieces of work without a mouse: Tab, arrows, the space bar, Enter, and what is typed."""

from datetime import date
from typing import Final

import pytest
from playwright.sync_api import Page, expect

from tests.support.keyboard import focused, press, to, typed
from tests.support.people import person_named
from tests.support.units import do, look
from workflow import evaluation, items
from workflow.engine import Engine
from workflow.evaluation import SessionPlan
from workflow.values.actor import Title

LIST = (
    "ログインID\t旧役割\t旧対象部局\t新役割\t新対象部局\n"
    "reviewer\tすべて\t\t\t\n"
    "kenko\t各課担当\t健康福祉部\t審査担当\t\n"
)
SCORED = "デジタルリテラシー普及事業"


def _said(page: Page, words: str) -> None:
    """What was done is told, and has the focus: Tab goes on from there."""
    said = page.locator(":focus")
    expect(said).to_have_class("flashes")
    expect(said).to_contain_text(words)


def _menu(page: Page) -> None:
    """Open the menu under one's name."""
    to(page, "システム管理者")
    page.keyboard.press("Enter")


def test_a_transfer_plan_is_written_given_a_successor_and_decided_by_keys_alone(sign_in):
    page = sign_in("admin")
    page.goto("/")
    _menu(page)
    for link in ("利用者", "人事異動", "計画を作成"):
        press(page, link)
    typed(page, 件名="４月１日付け異動", 発令日="Ｒ４．４．１", 異動の内容=LIST)
    press(page, "保存して確認")
    _said(page, "計画を保存しました")

    to(page, "転出者")
    page.keyboard.type("DX")
    typed(page, 後任者="reviewer2")
    press(page, "計画に反映")
    _said(page, "計画")
    expect(page.get_by_role("row", name=SCORED)).to_contain_text("審査担当（副）")
    press(page, "決定する")

    _said(page, "決定")
    expect(page.locator(".page-head .tag")).to_have_text("決定済")
    to(page, "計画を変更する")


def _session(engine: Engine) -> None:
    """An open session in which `evaluator` scores by two criteria."""
    both = tuple(person_named(engine, one).person_id for one in ("evaluator", "evaluator2"))
    criteria = ("plan", "security")
    day = date(2021, 8, 24)
    plan = SessionPlan(2021, Title("評価会", ""), day, ("2021-09",), both, both, criteria)
    session_id = do(engine, "secretariat", evaluation.set_up_session, plan)
    do(engine, "secretariat", evaluation.open_session, session_id)


def _item(engine: Engine) -> int:
    return look(engine, None, items.find, SCORED)


def test_a_score_sheet_is_filled_in_and_submitted_by_keys_alone(sign_in, site):
    _session(site.engine)
    page = sign_in("evaluator")
    page.goto("/")
    press(page, "評価票に記入")
    expect(page.get_by_role("heading", level=1)).to_have_text(SCORED)
    page.wait_for_load_state()

    to(page, "―")
    page.keyboard.press("5")  # the figure leads on to the next criterion
    page.keyboard.press("ArrowRight")  # and from no score on to the first: five, then four
    page.keyboard.press("ArrowRight")
    assert focused(page) == "4"
    typed(
        page, **{"「セキュリティ」": "持ち出しの手順を確認したい。", "総合コメント": "妥当である。"}
    )
    to(page, "―")
    page.keyboard.press("ArrowRight")
    press(page, "評価票を提出する")

    _said(page, "評価票を提出しました。")
    to(page, "評価票を取り戻す")
    own = look(site.engine, "evaluator", evaluation.scoring, _item(site.engine)).own.card
    assert (own.mark("plan").score, own.mark("security").score) == (5, 4)
    assert (own.comment, own.verdict) == ("妥当である。", "appropriate")


def test_a_row_is_moved_down_by_pressing_one_key_again_and_again(sign_in):
    page = sign_in("admin")
    page.goto("/masters/category")
    press(page, "下へ")  # of the first, 手続き

    for place in (3, 4):
        page.wait_for_load_state()
        assert focused(page).startswith("下へ")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        expect(page.get_by_role("row").nth(place)).to_contain_text("手続き")


def test_what_is_wrong_has_the_focus_whatever_the_window_keeps(sign_in):
    page = sign_in("admin")
    page.goto("/masters/category")
    page.evaluate("sessionStorage.pressed = '{'")
    page.goto("/people/new")
    page.locator("main form button").last.click()

    expect(page.locator(".error-summary:focus")).to_be_visible()
    assert page.evaluate("sessionStorage.pressed") is None


UNSEEN: Final = """() => {
  const here = document.activeElement, box = here.getBoundingClientRect();
  const there = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
  const seen = here === document.body || here.contains(there);
  return seen ? null : here.outerHTML.slice(0, 120);
}"""
"""The element that has the keys, where something else or nothing is seen in its middle."""


@pytest.mark.parametrize("login", ["soumu", "reviewer"])
def test_on_a_phone_what_a_list_is_sorted_by_is_seen_once_it_is_tabbed_to(read_as, login):
    page = read_as(login)
    page.set_viewport_size({"width": 390, "height": 720})
    page.goto("/items/")
    head = page.locator(".list.items thead")
    before = head.bounding_box()
    reached, unseen = set(), []

    for key in ("Tab", "Shift+Tab"):
        for _ in range(60):
            page.keyboard.press(key)
            reached.add(page.evaluate("document.activeElement.closest('thead')?.innerText"))
            unseen.append(page.evaluate(UNSEEN))

    assert before["height"] <= 1
    assert any(reached)
    assert [one for one in unseen if one] == []
