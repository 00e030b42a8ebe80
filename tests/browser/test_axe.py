"""axe finds nothing on twenty pages, for a department and for the center, wide and on a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGES = [
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
    "/plans/goals",
    "/plans/schedule",
    "/guide",
]
LOGINS = ["kenko", "reviewer"]
WIDTHS = (1280, 390)
WRONG_ONLY = {"resultTypes": ["violations"]}
"""What axe is asked for: a list of all that is right takes longer than to find it."""


@pytest.mark.parametrize("login", LOGINS)
def test_axe_finds_nothing_on_twenty_pages_at_two_widths(sign_in, login):
    page, axe = sign_in(login), Axe()
    found, seen = {}, set()
    for path in PAGES:
        answer = page.goto(path)
        seen.add((path, answer.status))
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 844})
            for violation in axe.run(page, options=WRONG_ONLY).response["violations"]:
                place = found.setdefault(f"{path} at {width}", [])
                place.append((violation["id"], violation["nodes"][0]["html"][:120]))

    assert found == {}
    assert seen == {(path, 200) for path in PAGES}
