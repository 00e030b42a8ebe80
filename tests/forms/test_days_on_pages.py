"""Every page that asks for a day says in one way how it may be typed."""

import pytest

HINT = "例：2022-03-31、令和4年3月31日"
PAGES = [
    ("admin", "/transfers/new", 1),
    ("secretariat", "/timetable/meetings/new", 1),
    ("secretariat", "/timetable/sessions/new", 1),
    ("secretariat", "/timetable/cycles/new", 3),
    ("secretariat", "/bodies/1/members/new", 2),
]


@pytest.mark.parametrize(("login", "path", "days"), PAGES)
def test_a_day_has_its_example_wherever_it_is_asked_for(shared_sign_in_as, login, path, days):
    page = shared_sign_in_as(login).get(path)

    assert page.status_code == 200
    assert page.text.count(HINT) == days
    assert page.text.count("例：20") == days, "there is no other"
