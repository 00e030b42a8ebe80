"""Every page that asks for a day says in one way how it may be typed."""

from datetime import date

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


def test_the_example_is_of_the_fiscal_year_in_which_it_is_read(sign_in_as, submit, demo_engine):
    demo_engine.clock.advance(date(2026, 8, 3) - date(2021, 8, 17))

    admin = sign_in_as("admin")
    in_japanese = admin.get("/transfers/new").text
    submit(admin, "/language", {"language": "en", "back": "/"}, page="/")
    in_english = admin.get("/transfers/new").text

    assert "例：2027-03-31、令和9年3月31日" in in_japanese
    assert "2022" not in in_japanese.partition("<main")[2]
    assert "Like 2027-03-31 or 31 Mar 2027." in in_english
