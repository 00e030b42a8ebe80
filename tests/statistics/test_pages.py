"""The figures page: its tables, and pictures drawn for whoever may see the figures in them."""

import html
import re

import pytest

from tests.support.people import person_named
from tests.support.units import look
from workflow import items
from workflow.statistics.charts.drawing import render

PAGE = "/headquarters/figures?cycle=2021-09"
NAMES = [
    "departments", "fields", "funding", "verdicts", "steps", "years", "lead-times", "turns",
]  # fmt: skip


def words(page) -> str:
    content = page.text.partition("<main")[2]
    return "".join(html.unescape(re.sub(r"<[^>]+>", " ", content)).split())


def pictures(page) -> dict[str, tuple[str, str]]:
    """name: (address, text alternative) of each picture on the page."""
    found = re.findall(r'<img class="chart" src="([^"]+)" alt="([^"]*)"', page.text)
    return {
        re.search(r"/figures/([a-z-]+)-[0-9a-f]{64}\.svg", address)[1]: (
            html.unescape(address),
            html.unescape(told),
        )
        for address, told in found
    }


def test_the_page_has_every_table_and_draws_nothing_itself(sign_in_as):
    drawn = render.cache_info().misses

    shown = words(sign_in_as("secretariat").get(PAGE))

    assert "部局別の事業費部局名案件数事業費（千円）" in shown
    assert all(
        figure in shown
        for figure in ("60,016", "21,403", "85,466", "27,266", "11,833", "81,741", "124,565")
    )
    assert "48.2%" in shown
    assert render.cache_info().misses == drawn


def test_every_picture_is_there_each_with_a_text_alternative(sign_in_as):
    browser = sign_in_as("secretariat")

    found = pictures(browser.get(PAGE))

    assert list(found) == NAMES
    assert "総務部 60,016" in found["departments"][1]
    assert "健康福祉部 21,403" in found["departments"][1]
    assert all(len(told) > 10 for _address, told in found.values())
    assert all(browser.get(address).status_code == 200 for address, _told in found.values())


def test_a_picture_is_svg_under_the_same_policy_as_every_page(sign_in_as):
    browser = sign_in_as("secretariat")

    address, _told = pictures(browser.get(PAGE))["departments"]
    answer = browser.get(address)

    assert answer.status_code == 200
    assert answer.mimetype == "image/svg+xml"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "<script" not in answer.text
    assert "総務部" in answer.text


def test_a_picture_of_figures_that_one_may_not_see_is_not_found(sign_in_as, client):
    browser = sign_in_as("secretariat")
    address, _told = pictures(browser.get(PAGE))["departments"]

    assert sign_in_as("secretariat").get(address).status_code == 200
    assert sign_in_as("admin").get(address).status_code == 200
    render.cache_clear()
    for login in ("viewer", "advisor", "kenko", "kikaku"):
        assert sign_in_as(login).get(address).status_code == 404
    assert client.get(address).status_code == 302
    assert render.cache_info().misses == 0, "drawn before it was asked who may see it"


def test_each_reader_has_pictures_of_their_own_figures(sign_in_as):
    browser = sign_in_as("kenko")
    page = browser.get(PAGE)

    address, told = pictures(page)["departments"]
    assert "健康福祉部 21,403" in told
    assert "総務部" not in told
    assert "総務部" not in browser.get(address).text
    assert "124,565" not in words(page)


def test_a_browser_keeps_a_picture_and_asks_each_time_whether_it_is_still_theirs(sign_in_as):
    browser = sign_in_as("secretariat")
    address, _told = pictures(browser.get(PAGE))["departments"]
    kept = browser.get(address)
    known = {"If-None-Match": kept.headers["ETag"]}

    again = browser.get(address, headers=known)
    another = sign_in_as("kenko").get(address, headers=known)

    assert {"private", "no-cache"} == set(kept.headers["Cache-Control"].split(", "))
    assert (again.status_code, again.data) == (304, b"")
    assert another.status_code == 404
    assert another.headers["Cache-Control"] == "no-store"


def test_after_a_move_the_old_picture_is_shown_no_more(sign_in_as, demo_engine):
    browser = sign_in_as("secretariat")
    before, _told = pictures(browser.get(PAGE))["verdicts"]
    item_id = look(demo_engine, None, items.find, "デジタルリテラシー普及事業")
    officer = person_named(demo_engine, "sangyo")
    seen = look(demo_engine, officer, items.get, item_id).content_hash
    demo_engine.perform(item_id, "withdraw", officer, seen, "国の事業で行うため")

    page = browser.get(PAGE)

    after, _told = pictures(page)["verdicts"]
    assert after != before
    assert browser.get(after).status_code == 200
    assert browser.get(before).status_code == 404
    assert "106,869" in words(page)


@pytest.mark.parametrize(
    "address",
    [
        "/headquarters/figures?meeting=99",
        "/headquarters/figures?cycle=2021-99",
        "/headquarters/figures/departments-abc.svg",
        "/headquarters/figures/nothing-abc.svg",
        f"/headquarters/figures/departments-{'0' * 64}.svg",
    ],
)
def test_figures_that_do_not_exist_are_not_found(address, sign_in_as):
    assert sign_in_as("secretariat").get(address).status_code == 404


def test_a_meeting_and_an_empty_cycle_have_their_figures(sign_in_as):
    browser = sign_in_as("secretariat")

    meeting = browser.get("/headquarters/figures?meeting=2")
    empty = browser.get("/headquarters/figures?cycle=2021-12")

    assert "124,565" in words(meeting)
    assert "第2回本部会議" in words(meeting)
    assert empty.status_code == 200
    assert list(pictures(browser.get("/headquarters/figures?cycle=2021-12"))) == NAMES


def test_the_page_reads_in_english(sign_in_as):
    browser = sign_in_as("secretariat")
    with browser.session_transaction() as kept:
        kept["language"] = "en"
    page = browser.get(PAGE)

    assert "Amounts by department" in page.text
    assert "General Affairs" in pictures(page)["departments"][1]


@pytest.mark.parametrize(("login", "offered"), [("viewer", True), ("secretariat", True),
                                                ("reviewer", False), ("soumu", False)])  # fmt: skip
def test_the_headquarters_are_led_from_home_to_the_report_and_on_to_the_figures(
    login, offered, sign_in_as
):
    browser = sign_in_as(login)

    assert ("本部報告を読む" in browser.get("/").text) is offered
    assert "/headquarters/figures" in browser.get("/headquarters/?cycle=2021-09").text
