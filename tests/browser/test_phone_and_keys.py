"""What only a browser can say of the layout: heights, what lies under what, and the keys."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK

PHONE = {"width": 390, "height": 844}
COVERED = """cards => [...document.querySelectorAll(cards)].flatMap(row => {
  const parts = [...row.querySelectorAll(
      '.state, .at-due .nowrap, .at-amount, .name a, .title, .detail, .due, .asks li')]
    .map(e => [e.innerText, e.getBoundingClientRect()]).filter(([, box]) => box.width > 1);
  return parts.flatMap(([one, a], at) => parts.slice(at + 1)
    .filter(([, b]) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
                    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1)
    .map(([other]) => `${one} and ${other}`));
})"""
"""What lies over one another in the cards of a list."""

HEAD = "document.querySelector('.shell-head').getBoundingClientRect().height"

BEYOND = """tags => tags.map(tag => tag.getBoundingClientRect().right
  - tag.closest('.asks').getBoundingClientRect().right)"""
"""How far tags reach beyond the line that cuts them, in pixels."""

LINES = """selector => [...document.querySelectorAll(selector)].map(card => {
  const tops = [];
  const texts = document.createTreeWalker(card, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    if (texts.currentNode.parentElement.closest('.visually-hidden')) continue;
    const range = document.createRange();
    range.selectNodeContents(texts.currentNode);
    for (const box of range.getClientRects())
      if (box.width > 1 && box.height > 1) tops.push((box.top + box.bottom) / 2);
  }
  tops.sort((a, b) => a - b);
  return tops.filter((top, place) => place === 0 || top - tops[place - 1] > 9).length;
})"""
"""How many lines of text each card has."""

TOUCHING = """() => {
  const held = (one) => getComputedStyle(one.parentElement).position === 'sticky';
  const named = (one) => `${one.className} “${one.innerText.slice(0, 20)}”`;
  const shown = [...document.querySelectorAll('main :is(.btn, .sheet, .notice, .item-head)')]
    .filter(one => one.checkVisibility({visibilityProperty: true}) && !held(one))
    .filter(one => !one.closest('.visually-hidden'))
    .map(one => [one, one.getBoundingClientRect()])
    .filter(([, box]) => box.width > 2 && box.height > 2);
  const near = (a, b) => a.left < b.right + 3 && b.left < a.right + 3
    && a.top < b.bottom + 3 && b.top < a.bottom + 3;
  return shown.flatMap(([one, a], place) => shown.slice(place + 1)
    .filter(([other, b]) => !one.contains(other) && !other.contains(one) && near(a, b))
    .map(([other]) => `${named(one)} - ${named(other)}`));
}"""
"""Buttons, cards and notices with fewer than three pixels between them."""

HIDDEN = """async () => {
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  const bar = document.querySelector('.form-actions-sticky').getBoundingClientRect();
  const here = document.activeElement;
  if (here.closest('.form-actions-sticky')) return null;
  const box = here.getBoundingClientRect();
  return box.bottom > bar.top + 1 && box.top < bar.bottom && box.height < bar.top - 60
    ? here.outerHTML.slice(0, 120) : null;
}"""
"""The element that has the keys, where the bar at the foot lies over it."""


@pytest.mark.parametrize("login", ["soumu", "reviewer", "viewer"])
def test_on_a_phone_the_head_takes_at_most_96_pixels_and_holds_the_turn_the_cycle_and_the_search(
    sign_in, login
):
    page = sign_in(login)
    page.set_viewport_size(PHONE)

    for path in ("/", "/items/", "/headquarters/", "/guide"):
        page.goto(path)
        assert page.evaluate(HEAD) <= 96
    for shown in (".my-turn", "#shell-cycle", ".to-search", ".menu > summary"):
        expect(page.locator(shown)).to_be_visible()
    page.locator(".menu > summary").click()
    page.get_by_role("button", name="EN").click()
    expect(page.get_by_role("link", name="Search")).to_be_visible()
    assert page.evaluate(HEAD) <= 96


def test_on_a_phone_the_menu_has_the_places_and_the_language(read_as):
    page = read_as("soumu")
    page.set_viewport_size(PHONE)
    page.goto("/guide")
    expect(page.get_by_role("link", name="日程", exact=True)).not_to_be_visible()

    page.locator(".menu > summary").click()

    expect(page.get_by_role("button", name="EN")).to_be_visible()
    expect(page.get_by_role("link", name="お知らせ").first).to_be_visible()
    page.get_by_role("link", name="日程", exact=True).click()
    expect(page.locator("h1")).to_contain_text("スケジュール")


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_the_menu_closes_behind_who_tabs_on_past_it_and_by_escape(read_as, size):
    page = read_as("soumu")
    page.set_viewport_size(size)
    page.goto("/guide")
    menu, out = page.locator("details.menu"), page.get_by_role("button", name="サインアウト")
    menu.locator("summary").press("Enter")
    expect(page.get_by_role("list", name="自分のこと")).to_be_visible()
    page.keyboard.press("Escape")
    expect(out).not_to_be_visible()
    expect(menu.locator("summary")).to_be_focused()

    page.keyboard.press("Enter")
    out.focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="ホーム", exact=True)).to_be_focused()
    page.locator("main a").first.focus()

    expect(out).not_to_be_visible()
    expect(page.locator("main a").first).to_be_focused()


@pytest.mark.parametrize(
    ("login", "path", "cards"),
    [
        ("reviewer", "/items/", ".items tbody tr:not(.subtotal)"),
        ("reviewer", "/items/?queue=mine", ".items tbody tr:not(.subtotal)"),
        ("soumu", "/items/", ".items tbody tr:not(.subtotal)"),
        ("viewer", "/headquarters/", ".items tbody tr:not(.subtotal)"),
        ("secretariat", "/headquarters/?stage=evaluated", ".items tbody tr:not(.subtotal)"),
        ("reviewer", "/", ".turns > li"),
        ("mirai", "/", ".turns > li"),
        ("evaluator", "/", ".turns > li"),
        ("secretariat", "/", ".turns > li"),
        ("viewer", "/evaluation/", ".turns > li"),
    ],
)
def test_on_a_phone_a_card_has_at_most_three_lines_and_nothing_in_it_covers_another(
    read_as, login, path, cards
):
    page = read_as(login)
    page.set_viewport_size(PHONE)
    page.goto(path)

    lines = page.evaluate(LINES, cards)

    assert lines
    assert max(lines) <= 3
    assert page.evaluate(COVERED, cards) == []


def test_on_a_phone_cards_of_people_calendar_and_organisation_have_three_lines_and_no_tag_is_cut(
    read_as,
):
    admin, secretariat = read_as("admin"), read_as("secretariat")
    for page in (admin, secretariat):
        page.set_viewport_size(PHONE)

    for page, path in (
        (admin, "/people/"),
        (admin, "/timetable/"),
        (admin, "/organisation/"),
        (secretariat, "/reports/2/difference"),
    ):
        page.goto(path)
        lines = page.evaluate(LINES, ":is(.brief, .people) tbody tr")
        assert lines
        assert max(lines) <= 3
    secretariat.goto("/")

    beyond = secretariat.eval_on_selector_all(".asks .tag", BEYOND)
    assert beyond
    assert max(beyond) <= 0


def test_on_a_phone_the_button_of_a_card_in_the_evaluation_covers_nothing(read_as):
    page = read_as("evaluator")
    page.set_viewport_size(PHONE)
    page.goto("/evaluation/")

    assert page.locator(".turns > li").count() > 0
    assert page.evaluate(COVERED, ".turns > li") == []


def test_on_a_phone_no_button_breaks_its_word(read_as):
    page = read_as("reviewer")
    page.set_viewport_size(PHONE)
    for path in ("/items/", "/headquarters/?stage=evaluated"):
        page.goto(path)
        heights = page.evaluate(
            "[...document.querySelectorAll('.page-head .btn')].map(e => e.offsetHeight)"
        )
        assert heights
        assert max(heights) <= 48


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["1280", "390"])
def test_nothing_that_is_tabbed_to_lies_under_the_bar_at_the_foot(read_as, size):
    page = read_as("soumu")
    page.set_viewport_size(size)
    page.goto("/items/6/edit")
    page.evaluate("document.querySelectorAll('details.part').forEach(one => { one.open = true; })")

    hidden = []
    for key in ("Tab", "Shift+Tab"):
        for _ in range(70):
            page.keyboard.press(key)
            hidden.append(page.evaluate(HIDDEN))

    assert [one for one in hidden if one] == []


def test_an_arrow_on_the_cycle_changes_nothing_until_it_is_sent(sign_in):
    page = sign_in("reviewer")
    page.goto("/guide")
    chosen = page.locator("#shell-cycle").input_value()
    page.locator("#shell-cycle").focus()

    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    other = page.locator("#shell-cycle").input_value()
    kept = page.request.get("/").text()

    assert other != chosen
    assert f'<option value="{chosen}" selected>' in kept
    expect(page.get_by_role("button", name="切替")).to_be_visible()

    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("#shell-cycle")).to_have_value(other)


def test_a_cycle_chosen_with_the_mouse_is_sent_at_once(sign_in):
    page = sign_in("reviewer")
    page.goto("/guide")

    with page.expect_navigation():
        page.locator("#shell-cycle").select_option("2021-06")

    expect(page.locator("#shell-cycle")).to_have_value("2021-06")


def test_the_right_column_of_an_item_is_not_twice_as_long_as_the_left(read_as):
    page = read_as("reviewer")
    page.set_viewport_size(DESK)
    tall = {}
    for item_id in range(1, 7):
        page.goto(f"/items/{item_id}")
        left, right = page.evaluate(
            "[...document.querySelector('.item-body').children].map(side => side.scrollHeight)"
        )
        if right > 2 * left:
            tall[item_id] = (left, right)

    assert tall == {}


@pytest.mark.parametrize(
    ("login", "paths"),
    [
        ("reviewer", ["/", "/items/3", "/items/3/send_back", "/items/", "/items/3/threads"]),
        ("mirai", ["/", "/items/4", "/items/4/edit", "/items/4/withdraw"]),
        ("evaluator", ["/evaluation/", "/items/2"]),
        ("secretariat", ["/headquarters/", "/items/1", "/items/1/report"]),
    ],
)
def test_buttons_and_cards_do_not_touch(read_as, login, paths):
    page = read_as(login)
    found = {}
    for path in paths:
        page.goto(path)
        for size in (DESK, PHONE):
            page.set_viewport_size(size)
            if touching := page.evaluate(TOUCHING):
                found[f"{path} at {size['width']}"] = touching

    assert found == {}
