"""Pages at four times their size: a screen of 1280 pixels is 320 wide then (WCAG 1.4.10)."""

import pytest

from tests.support.looks import sticks_out

FOUR_TIMES = 320
PAGES = {
    "secretariat": ["/", "/items/", "/reports/2/agenda", "/evaluation/?cycle=2021-09",
                    "/systems/costs", "/goals/progress?year=2021", "/process/with_approval"],
    "admin": ["/", "/audit/", "/bodies/meetings/5/papers", "/people/", "/transfers/new"],
    "soumu": ["/", "/items/6", "/items/6/edit"],
}  # fmt: skip


@pytest.mark.parametrize("login", PAGES)
def test_at_four_times_its_size_no_page_sticks_out_in_either_language(sign_in, login):
    page = sign_in(login)
    found = {}
    for language in ("日本語", "EN"):
        page.set_viewport_size({"width": 1280, "height": 720})
        page.goto("/guide")
        page.get_by_role("button", name=language).click()
        for path in PAGES[login]:
            assert page.goto(path).status == 200
            if wide := sticks_out(page, FOUR_TIMES):
                found[f"{path} in {language}"] = wide[:3]

    assert found == {}
