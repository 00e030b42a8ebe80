"""Advice on the pages: asked for, given, read and withdrawn."""

from datetime import date

import pytest

from tests.support.evaluated import awaiting_evaluation, evaluate, officer_of
from tests.support.people import person_named
from tests.support.units import do, look
from workflow import advice, items

QUESTION = "単価は妥当か、見てほしい。"
WORDS = "他県の例より二割ほど高い。"


@pytest.fixture
def item_id(demo_engine):
    """An item that awaits its evaluation."""
    return awaiting_evaluation(demo_engine)


@pytest.fixture
def officer(demo_engine, item_id):
    """The login of an officer of the item's lead department."""
    return officer_of(demo_engine, item_id)


@pytest.fixture
def request_id(demo_engine, item_id):
    """What the advisor was asked about the item."""
    advisor, day = person_named(demo_engine, "advisor"), date(2021, 8, 24)
    do(demo_engine, "reviewer", advice.ask, item_id, [advisor.person_id], QUESTION, day)
    return look(demo_engine, "reviewer", advice.of, item_id)[0].request_id


def test_the_center_asks_from_the_page_of_an_item(demo_engine, item_id, sign_in_as, submit):
    browser = sign_in_as("evaluator")
    advisor = person_named(demo_engine, "advisor")
    typed = {"advisors": str(advisor.person_id), "due_on": "2021-08-24", "question": QUESTION}

    assert f"/advice/items/{item_id}" in browser.get(f"/items/{item_id}").text
    first, second = (submit(browser, f"/advice/items/{item_id}", typed) for _ in range(2))

    assert (first.status_code, second.status_code) == (302, 302)
    assert len(look(demo_engine, "advisor", advice.of, item_id)) == 1
    assert "助言待ち" in browser.get(f"/items/{item_id}").text


def test_advice_stands_beside_the_scores_and_beside_the_verdict(
    demo_engine, item_id, request_id, sign_in_as
):
    do(demo_engine, "advisor", advice.give, request_id, WORDS)
    browser = sign_in_as("evaluator")

    for page in (f"/evaluation/{item_id}", f"/items/{item_id}/evaluate"):
        assert WORDS in browser.get(page).text


def test_a_request_without_advisor_or_day_stays_on_the_page(item_id, sign_in_as, submit):
    browser = sign_in_as("reviewer")

    answer = submit(browser, f"/advice/items/{item_id}", {"due_on": "いつか", "question": QUESTION})

    assert answer.status_code == 422
    assert "いつか" in answer.text
    assert QUESTION in answer.text


def test_an_advisor_finds_at_home_what_is_asked_and_answers_it(
    demo_engine, item_id, request_id, sign_in_as, submit
):
    browser = sign_in_as("advisor")
    home = browser.get("/").text
    page = browser.get(f"/advice/{request_id}").text

    done = submit(browser, f"/advice/{request_id}", {"advice": WORDS})

    assert f"/advice/{request_id}" in home
    assert QUESTION in page
    assert done.status_code == 302
    assert WORDS in browser.get("/advice/").text
    assert f"/advice/{request_id}" not in browser.get("/").text
    for login in ("reviewer", "secretariat", "viewer"):
        assert WORDS in sign_in_as(login).get(f"/items/{item_id}").text


def test_the_department_reads_advice_only_when_the_item_is_evaluated(
    demo_engine, item_id, request_id, officer, sign_in_as
):
    do(demo_engine, "advisor", advice.give, request_id, WORDS)
    browser = sign_in_as(officer)
    before = browser.get(f"/items/{item_id}").text
    evaluate(demo_engine, item_id, "appropriate")
    after = browser.get(f"/items/{item_id}").text

    assert WORDS not in before
    assert WORDS in after
    assert QUESTION not in before + after


def test_empty_advice_is_refused_beside_the_field(request_id, sign_in_as, submit):
    answer = submit(sign_in_as("advisor"), f"/advice/{request_id}", {"advice": " "})

    assert answer.status_code == 422
    assert "field-error" in answer.text


def test_the_center_withdraws_a_request(demo_engine, request_id, sign_in_as, submit):
    page = f"/advice/{request_id}"

    done = submit(sign_in_as("reviewer"), f"{page}/withdraw", {}, page=page)

    assert done.status_code == 302
    assert look(demo_engine, "advisor", items.count_turns) == 0


def test_the_secretariat_says_what_an_advisor_is_asked_about(demo_engine, sign_in_as, submit):
    advisor = person_named(demo_engine, "advisor").person_id
    typed = {"fields": ["administration"], "departments": ["kanko"]}

    done = submit(sign_in_as("secretariat"), f"/advice/advisors/{advisor}", typed)

    assert done.status_code == 302
    listed = sign_in_as("reviewer").get("/advice/advisors").text
    assert "行政・観光文化スポーツ部" in listed
