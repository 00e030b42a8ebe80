"""Every page, on a wide screen and on a phone: nothing sticks out, everyone can read it."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.support.demonstration import PASSWORD
from tests.support.looks import PHONE, WIDE, sticks_out, too_long_to_fill_in, violations
from tests.support.windows import a_window

TWENTY = [
    "/",
    "/items/",
    "/items/?words=改修",
    "/items/5",
    "/items/3",
    "/items/3/changes",
    "/items/3/threads",
    "/items/3/files",
    "/search/?words=業務",
    "/bulk/",
    "/substitutes/",
    "/conditions/",
    "/advice/",
    "/notices/",
    "/notices/settings",
    "/headquarters/",
    "/headquarters/figures",
    "/goals/",
    "/goals/9",
    "/goals/matrix",
    "/goals/progress",
    "/plans/schedule",
    "/guide",
]
"""Pages that a department and the center both have."""
SEEN_WIDE = "kenko"
"""Who has these pages only: on a wide screen axe reads them as the center sees them."""
PAGES = {
    "kenko": TWENTY,
    "reviewer": [
        *TWENTY, "/items/3/approve", "/items/3/send_back", "/handlers/", "/handlers/departments/1",
        "/handlers/items/3", "/headquarters/forecast",
        "/systems/?department=suito", "/systems/2", "/systems/round?state=done", "/systems/costs",
        "/systems/interfaces?department=suito", "/systems/alike",
    ],
    "soumu": [
        "/goals/new", "/goals/1/indicators/1", "/goals/file",
        "/systems/1", "/systems/1/edit", "/systems/file", "/systems/ending",
        "/items/new", "/items/6", "/items/6/edit", "/items/6/submit", "/account/password"],
    "mirai": ["/items/4", "/items/4/edit", "/items/4/withdraw"],
    "evaluator": ["/", "/evaluation/", "/items/2/evaluate", "/items/3/changes?before=1&after=2",
                  "/evaluation/summary", "/evaluation/book"],
    "secretariat": ["/headquarters/", "/headquarters/?stage=evaluated", "/items/1/report",
                    "/editions/", "/evaluation/sessions/new"],
    "viewer": ["/headquarters/", "/items/999"],
    "admin": [
        "/", "/items/", "/plans/schedule?year=2022", "/substitutes/everybody",
        "/account/", "/accounts/", "/accounts/links/?whose=everybody",
        "/organisation/", "/organisation/2021/departments/kenko",
        "/organisation/plans/new", "/organisation/new-year/",
        "/people/", "/people/?on=someday", "/people/1", "/people/1/change", "/people/1/roles",
        "/people/1/roles/1/end", "/people/1/switch", "/people/1/leaving",
        "/people/new", "/people/file/",
        "/transfers/", "/transfers/new", "/staffing/",
        "/advice/record", "/undertakings/", "/undertakings/2", "/undertakings/steps/6",
        "/undertakings/file?year=2021",
        "/undertakings/2/documents/new", "/undertakings/2/pilots/new",
        "/proposals/", "/proposals/new", "/bodies/", "/bodies/new", "/bodies/meetings/1",
        "/bodies/tasks/2", "/office/fields/", "/office/roles/", "/setup/", "/setup/standard/",
        "/start/", "/masters/funding", "/masters/file/",
        "/process/", "/process/standard", "/process/versions/publish", "/process/items/3",
        "/process/drafts/",
        "/timetable/cycles/2021-12", "/timetable/cycles/2021-12/tracks",
    ],
}  # fmt: skip
MISSING = {"/items/999"}


@pytest.mark.parametrize("login", PAGES)
def test_no_page_is_wider_than_the_screen_and_axe_finds_nothing(read_as, login):
    page, widths = read_as(login), [WIDE, PHONE]
    found, answers = {}, {}
    with page.add_init_script(Axe().axe_script):
        for path in PAGES[login]:
            answers[path] = page.goto(path).status
            expect(page.locator("h1")).to_have_count(1)
            for width in widths:
                wide = sticks_out(page, width) + too_long_to_fill_in(page)
                judged = login != SEEN_WIDE or width == PHONE
                wrong = violations(page) if judged else []
                if wide or wrong:
                    found[f"{path} at {width}"] = [*wide[:3], *wrong]
            widths.reverse()  # The next page opens at the width that this one was left at.

    assert found == {}
    assert answers == {path: 404 if path in MISSING else 200 for path in PAGES[login]}


def test_every_chart_is_drawn_at_the_first_look_at_the_figures(read_as):
    page = read_as("viewer")
    page.goto("/headquarters/figures", wait_until="load")

    drawn = page.evaluate(
        "[...document.querySelectorAll('img.chart')].map(e => e.complete && e.naturalWidth > 100)"
    )

    assert drawn == [True] * 8


def test_an_officer_can_sign_in_and_submit_without_a_mouse(browser, site, complaints):
    page = a_window(browser, site.address, complaints)
    page.goto("/items/6")
    page.get_by_label("ログインID").focus()
    for typed, key in (("soumu", "Tab"), (PASSWORD, "Enter")):
        page.keyboard.type(typed)
        page.keyboard.press(key)
    expect(page).to_have_url(f"{site.address}/items/6")
    page.wait_for_load_state()
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("本文へ移動")
    page.keyboard.press("Enter")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.locator(":focus").inner_text() == "提出する":
            break
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("提出する")
    page.get_by_role("button", name="提出する").focus()
    page.keyboard.press("Enter")

    expect(page.locator("main .state").first).to_contain_text("提出済")


def test_the_language_is_switched_and_stays_switched(sign_in):
    page = sign_in("viewer")
    page.goto("/")
    page.get_by_role("button", name="EN").click()
    page.goto("/headquarters/")

    expect(page.get_by_role("link", name="Schedule").first).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    for path in ("/headquarters/", "/headquarters/?stage=evaluated", "/items/", "/"):
        page.goto(path)
        assert [sticks_out(page, width) for width in (WIDE, PHONE)] == [[], []]
    page.set_viewport_size({"width": WIDE, "height": 844})
    page.get_by_role("button", name="日本語").click()
    expect(page.get_by_role("link", name="日程").first).to_be_visible()


def test_the_headquarters_list_prints_as_the_paper_is_laid_out(sign_in):
    page = sign_in("secretariat")
    page.goto("/headquarters/")
    page.emulate_media(media="print")

    expect(page.get_by_text("資料1-6").first).to_be_visible()
    expect(page.get_by_role("navigation").first).not_to_be_visible()
    sheet = page.evaluate(
        """() => [...document.styleSheets].flatMap(s => [...s.cssRules])
                 .flatMap(r => r.media ? [...r.cssRules] : [r])
                 .filter(r => r instanceof CSSPageRule).map(r => r.style.size)"""
    )
    assert any("landscape" in size for size in sheet)
