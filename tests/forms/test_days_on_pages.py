"""Every page that asks for a day says in one way how it may be typed."""

import re
from datetime import date

import pytest

from webapp.words import refusals
from workflow.values import parse_day

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


WITHOUT_YEAR = (
    "年がありません。令和3年3月31日なら R3.3.31、令和4年3月31日なら R4.3.31 と入力してください。"
)
NO_DAY = "R4.3.31、令和4年3月31日、2022-03-31 のように、実在する日付を入力してください。"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("3/31", WITHOUT_YEAR),
        ("３月３１日", WITHOUT_YEAR),
        ("2021-02-30", NO_DAY),
        ("未定", NO_DAY),
    ],
)
def test_whoever_types_a_wrong_day_reads_how_it_is_typed(sign_in_as, submit, typed, said):
    answer = submit(sign_in_as("secretariat"), "/timetable/meetings/new", {"held_on": typed})

    assert answer.status_code == 422
    assert said in answer.text


def test_a_wrong_day_is_told_in_english_too(sign_in_as, submit):
    secretariat = sign_in_as("secretariat")
    submit(secretariat, "/language", {"language": "en", "back": "/"}, page="/")
    path = "/timetable/meetings/new"

    without_year = submit(secretariat, path, {"held_on": "31 Mar"}).text
    no_day = submit(secretariat, path, {"held_on": "soon"}).text

    assert "For 31 Mar 2021 type R3.3.31, for 31 Mar 2022 type R4.3.31." in without_year
    assert "Type a day that exists, like R4.3.31, 31 Mar 2022 or 2022-03-31." in no_day


@pytest.mark.parametrize("typed", ["R8.3.31", "令和8年3月31日", "2026-03-31", "31 Mar 2026"])
def test_what_is_given_as_an_example_is_accepted(typed):
    assert parse_day(typed) == date(2026, 3, 31)


def test_every_sentence_about_a_wrong_day_gives_an_example_of_this_fiscal_year(app):
    for sentences in (refusals.PROBLEMS, refusals.SENTENCES):
        for key, sentence in sentences.items():
            assert not re.search(r"R\d+\.\d+\.\d+|20\d\d-\d\d-\d\d", sentence._args[0]), key
