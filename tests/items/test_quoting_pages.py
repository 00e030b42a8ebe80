"""A draft is taken from an earlier item on the pages: begun, marked, sent once."""

import html
import re

import pytest

from tests.support.item_form import COMPLETE
from tests.support.people import person_named
from tests.support.sendings import DRAFT, RETURNED
from tests.support.units import do, look
from workflow import items, masters
from workflow.values.vocabulary import Master

SUMMARY = "別の概要"


@pytest.fixture
def form_of(demo_engine, sign_in_as):
    """`form_of(login, item)`: the page of a new sheet that quotes the item, and its browser."""

    def open_form(login, item):
        browser = sign_in_as(login)
        address = f"/items/new?cycle=2021-09&quote={look(demo_engine, None, items.find, item)}"
        return browser, address, browser.get(address)

    return open_form


def hidden(page, name):
    return re.search(rf'name="{name}"[^>]*value="([^"]*)"', page.text)[1]


@pytest.fixture
def quote(demo_engine, form_of):
    """Send the form that quotes the draft, with another summary; gives the item's number."""

    def send():
        browser, address, page = form_of("soumu", DRAFT)
        sheet = look(
            demo_engine,
            person_named(demo_engine, "soumu"),
            items.get,
            look(demo_engine, None, items.find, DRAFT),
        ).sheet
        typed = {"section": sheet.section, "field": sheet.field, "category": sheet.category,
                 "name": "次の税務改修事業", "amount_kyen": str(sheet.amount_kyen),
                 "funding": sheet.funding, "summary": SUMMARY}  # fmt: skip
        kept = {name: hidden(page, name) for name in ("csrf_token", "key", "seen")}
        answers = [browser.post(f"{address}&department=soumu", data=kept | typed) for _ in "12"]
        assert [one.status_code for one in answers] == [302, 302], answers[0].text
        assert answers[0].location == answers[1].location
        return browser, int(answers[0].location.split("/")[-1])

    return send


def test_the_list_of_sources_leads_to_a_sheet_that_is_filled_in(demo_engine, sign_in_as):
    browser = sign_in_as("soumu")

    found = browser.get("/items/sources?words=税務").text

    number = look(demo_engine, None, items.find, DRAFT)
    assert f"/items/new?quote={number}" in found
    page = html.unescape(browser.get(f"/items/new?cycle=2021-09&quote={number}").text)
    assert f'value="{DRAFT}"' in page
    assert page.count("引用のまま") > 5


def test_a_list_of_sources_has_nothing_of_other_departments(sign_in_as):
    assert "引用できる案件" in sign_in_as("kikaku").get("/items/sources").text
    assert RETURNED not in sign_in_as("soumu").get("/items/sources").text


def test_the_form_sent_twice_begins_one_draft_and_its_page_says_what_changed(demo_engine, quote):
    before = look(demo_engine, None, items.find, DRAFT)

    browser, number = quote()

    page = html.unescape(browser.get(f"/items/{number}").text)
    assert "引用元から変えた欄：" in page
    assert f'<a href="/items/{before}">' in page
    assert SUMMARY in page
    edit = html.unescape(browser.get(f"/items/{number}/edit").text)
    assert "引用元から変更。引用元の内容：" in edit


def test_a_source_out_of_sight_is_not_found(form_of):
    assert form_of("soumu", RETURNED)[2].status_code == 404


def test_a_source_that_changed_meanwhile_is_said_and_what_was_typed_stays(demo_engine, form_of):
    browser, address, page = form_of("soumu", DRAFT)
    kept = {name: hidden(page, name) for name in ("csrf_token", "key")}

    answer = browser.post(f"{address}&department=soumu", data=kept | COMPLETE | {"seen": "0" * 64})

    assert answer.status_code == 409
    assert "引用元の案件が、この間に書き換えられました" in answer.text
    assert COMPLETE["name"] in html.unescape(answer.text)


def test_a_reader_has_no_button_to_draft_from_an_item(demo_engine, sign_in_as):
    number = look(demo_engine, None, items.find, DRAFT)

    assert "引用して起案" not in sign_in_as("reviewer").get(f"/items/{number}").text
    assert "引用して起案" in sign_in_as("soumu").get(f"/items/{number}?cycle=2021-09").text
    assert sign_in_as("reviewer").get("/items/sources").status_code == 403


def test_what_cannot_be_chosen_any_more_is_said_on_the_new_sheet(demo_engine, form_of):
    sheet = look(
        demo_engine,
        person_named(demo_engine, "soumu"),
        items.get,
        look(demo_engine, None, items.find, DRAFT),
    ).sheet
    do(demo_engine, "admin", masters.retire, Master.CATEGORY, sheet.category)

    page = html.unescape(form_of("soumu", DRAFT)[2].text)

    assert re.search("類型「[^」]+」は、いまは選べないため引き継いでいません。", page)
    assert page.count("引用元から変更。引用元の内容：") == 1
