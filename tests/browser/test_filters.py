"""The filters above a list: all there on a wide screen, folded on a phone."""

from playwright.sync_api import expect

from tests.browser.conftest import DESK

PHONE = {"width": 390, "height": 844}
FOLD = "一覧の絞り込み"
FIRST = ".fold :is(select, input):not([type=hidden])"


def test_on_a_phone_the_list_comes_first_and_a_tap_shows_its_filters(read_as):
    page = read_as("reviewer")
    page.set_viewport_size(PHONE)
    page.goto("/items/")
    fold, first = page.locator(".fold > summary"), page.locator(FIRST).first
    expect(fold).to_have_text(FOLD)
    expect(first).not_to_be_visible()

    fold.click()

    expect(first).to_be_visible()


def test_on_a_wide_screen_the_filters_are_there_and_keys_come_to_them(read_as):
    page = read_as("reviewer")
    page.set_viewport_size(DESK)
    page.goto("/items/")
    expect(page.locator(".fold > summary")).not_to_be_visible()

    for _ in range(30):
        page.keyboard.press("Tab")
        if page.locator(".fold :focus").count():
            break

    first = page.locator(FIRST).first
    expect(first).to_be_focused()
    expect(first).to_be_visible()


def test_a_phone_says_how_many_filters_are_in_use_and_shows_one_that_is_wrong(read_as):
    page = read_as("reviewer")
    page.set_viewport_size(PHONE)
    page.goto("/items/?words=事業&sort=due")
    expect(page.locator(".fold > summary")).to_have_text(f"{FOLD} 1件を指定中")

    page.goto("/items/?state=nowhere")

    expect(page.get_by_text("一覧から選んでください")).to_be_visible()
