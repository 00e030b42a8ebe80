"""Text that was typed and not sent is shown again to whoever typed it, and only to them."""

import re
from datetime import timedelta

import pytest

from tests.support.item_form import NEW
from tests.support.people import person_named
from tests.support.units import look
from workflow import conditions, items, threads
from workflow.items import ActionInput

REVIEWED = "デジタルリテラシー普及事業"
UNDER_REVIEW = "急性期診療ネットワーク推進事業"


@pytest.fixture
def type_into(controls):
    """`type_into(browser, page, place, typed)`: what the page's script sends while one types."""

    def send(browser, page, place, typed):
        text = browser.get(page).text
        token = dict(controls(text))["csrf_token"]
        opened = re.search(r'name="unsent_opened" value="([^"]+)"', text)[1]
        data = {"csrf_token": token, "unsent_place": place, "unsent_opened": opened} | typed
        return browser.post("/unsent/", data=data)

    return send


@pytest.fixture
def draft(item_named, names):
    return f"/items/{item_named(names['draft']).row.id}/edit"


def test_a_sheet_that_was_typed_and_never_saved_is_shown_again(
    officer, type_into, controls, send_form, item_named, names, draft
):
    kept = dict(controls(officer.get(draft).text)) | {"summary": "書きかけの概要", "contact": ""}

    answer = type_into(officer, draft, draft, kept)

    assert answer.json == {"said": "09:00 に保存"}
    page = officer.get(draft).text
    assert ("summary", "書きかけの概要") in controls(page)
    assert "8/17 09:00 までに入力し、まだ送信していない内容を表示しています" in page
    assert item_named(names["draft"]).sheet.summary != "書きかけの概要"
    assert send_form(officer, draft, {}, page=page).status_code == 302
    assert item_named(names["draft"]).sheet.summary == "書きかけの概要"
    assert "まだ送信していない内容" not in officer.get(draft).text


def test_nobody_else_sees_it(sign_in_as, officer, type_into, controls, draft):
    kept = dict(controls(officer.get(draft).text)) | {"summary": "書きかけの概要"}
    type_into(officer, draft, draft, kept)

    for login in ("admin", "kenko", "reviewer"):
        assert "書きかけの概要" not in sign_in_as(login).get(draft).text
        assert "書きかけの概要" not in sign_in_as(login).get("/").text


def test_it_can_be_dropped(officer, type_into, controls, submit, draft):
    saved = dict(controls(officer.get(draft).text))
    type_into(officer, draft, draft, saved | {"summary": "書きかけの概要"})

    answer = submit(officer, "/unsent/forget", {"unsent_place": draft, "back": draft}, page=draft)

    assert answer.location == draft
    assert dict(controls(officer.get(draft).text))["summary"] == saved["summary"]


def test_new_sheets_are_begun_side_by_side_and_offered_again(officer, type_into, controls):
    for name in ("一つ目の事業", "二つ目の事業"):
        place = re.search(r'name="unsent_place" value="([^"]+)"', officer.get(NEW).text)[1].replace(
            "&amp;", "&"
        )
        type_into(officer, NEW, place, dict(controls(officer.get(place).text)) | {"name": name})

    page = officer.get(NEW).text

    assert "書きかけで、まだ保存していない協議書があります" in page
    assert ("name", "") in controls(page)
    ways = re.findall(r'<a href="(/items/new\?[^"]+)">([^<]+)</a>', page)
    assert {name for _way, name in ways} == {"一つ目の事業", "二つ目の事業"}
    for way, name in ways:
        assert ("name", name) in controls(officer.get(way.replace("&amp;", "&")).text)


def test_the_reason_of_a_move_is_shown_again_until_it_was_given(
    sign_in_as, type_into, controls, send_form, item_named, names
):
    browser = sign_in_as("reviewer")
    page = f"/items/{item_named(names['under_review']).row.id}/send_back"
    type_into(browser, page, page, {"note": "積算の根拠を、数量と単価で"})

    shown = browser.get(page).text

    assert ("note", "積算の根拠を、数量と単価で") in controls(shown)
    assert send_form(browser, page, {}, page=shown).status_code == 302
    assert item_named(names["under_review"]).moves[-1].note == "積算の根拠を、数量と単価で"
    assert "積算の根拠を、数量と単価で" not in browser.get(page.replace("send_back", "submit")).text


def test_a_refused_submission_without_a_word_is_nothing_to_keep(sign_in_as, submit, send_form):
    browser = sign_in_as("soumu")
    made = submit(browser, "/items/new?cycle=2021-09&department=soumu", {"name": "空の案件"})
    path = f"{made.location.partition('?')[0]}/submit"

    silent = send_form(browser, path, {"note": ""})
    told = send_form(browser, path, {"note": "急ぎます"})

    assert (silent.status_code, told.status_code) == (422, 422)
    assert ["data-unkept" in one.text for one in (silent, told)] == [False, True]


def test_a_question_is_shown_again_until_it_was_asked(sign_in_as, type_into, submit, demo_engine):
    item_id, browser = look(demo_engine, None, items.find, UNDER_REVIEW), sign_in_as("reviewer")
    page = f"/items/{item_id}/threads"
    type_into(browser, page, page, {"ask-text": "対象の路線は", "ask-answer_in": "5"})

    assert ">\r\n対象の路線は</textarea>" in browser.get(page).text
    typed = {"unsent_place": page, "ask-text": "対象の路線は？", "ask-key": "k"}
    assert submit(browser, page, typed).status_code == 302
    assert len(look(demo_engine, "reviewer", threads.of, item_id).threads) == 1
    assert ">\r\n対象の路線は</textarea>" not in browser.get(page).text


def test_the_answer_to_a_condition_is_shown_again_until_it_was_sent(
    sign_in_as, type_into, controls, submit, demo_engine
):
    item_id = look(demo_engine, None, items.find, REVIEWED)
    seen = look(demo_engine, "evaluator", items.get, item_id).content_hash
    given = ActionInput(
        verdict="conditional", findings="所見", conditions="根拠を示すこと", override="評価会なし"
    )
    demo_engine.perform(
        item_id, "evaluate", person_named(demo_engine, "evaluator"), seen, particulars=given
    )
    (condition,) = look(demo_engine, "evaluator", conditions.of, item_id)
    page, browser = f"/conditions/{condition.id}", sign_in_as("sangyo")
    type_into(browser, page, f"{page}/answer", {"answer": "見積を", "seen": "0"})

    assert ("answer", "見積を") in controls(browser.get(page).text)
    sent = {"unsent_place": f"{page}/answer", "answer": "見積を付けました", "seen": "0"}
    assert submit(browser, f"{page}/answer", sent, page=page).status_code == 302
    assert ("answer", "見積を") not in controls(browser.get(page).text)


def test_a_text_that_comes_after_the_form_was_sent_does_not_come_back(
    officer, type_into, controls, send_form, demo_engine, draft
):
    page = officer.get(draft).text
    kept = dict(controls(page)) | {"summary": "遅れて届いた概要"}
    demo_engine.clock.advance(timedelta(seconds=10))
    send_form(officer, draft, {"summary": "保存した概要"}, page=page)

    token = {"csrf_token": dict(controls(officer.get(draft).text))["csrf_token"]}
    officer.post("/unsent/", data=kept | token)

    assert ("summary", "保存した概要") in controls(officer.get(draft).text)


def test_whoever_is_signed_out_is_told_so(client, sign_in_as, officer, controls, draft):
    kept = dict(controls(officer.get(draft).text))

    assert client.post("/unsent/", data=kept).status_code == 401
