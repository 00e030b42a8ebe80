"""The search on its page: what is shown, to whom, and that nothing typed harms it."""

import pytest

from tests.support.people import person_named
from tests.support.units import do, look
from workflow import items, threads

ITEM = "急性期診療ネットワーク推進事業"
QUESTION = "保守期間は何年ですか。"
SECRET = "前年の積算には<b>不正</b>の疑いがあった。"


@pytest.fixture
def talk(demo_engine):
    """A question on an item and an internal note: the item's id and theirs."""
    item_id, reviewer = (
        look(demo_engine, None, items.find, ITEM),
        person_named(demo_engine, "reviewer"),
    )
    question = do(demo_engine, reviewer, threads.ask, item_id, QUESTION)
    return item_id, question, do(demo_engine, reviewer, threads.ask, item_id, SECRET, internal=True)


def page_of(browser, words: str, **more) -> str:
    answer = browser.get("/search/", query_string={"words": words, **more})
    assert answer.status_code == 200
    return answer.text


def test_the_box_of_every_page_leads_to_what_was_found_and_where(sign_in_as, talk):
    item_id, question, _ = talk
    browser = sign_in_as("reviewer")

    assert '<form class="shell-search" method="get" action="/search/"' in browser.get("/").text
    page = page_of(browser, "保守期間")

    assert "1件" in page
    assert f'href="/items/{item_id}">{ITEM}</a>' in page
    assert f"#thread-{question}" in page
    assert "<mark>保守期間</mark>は何年ですか。" in page
    assert 'value="保守期間"' in page


def test_what_is_quoted_is_quoted_as_text(sign_in_as, talk):
    page = page_of(sign_in_as("reviewer"), "<b>不正</b>")

    assert "<mark>&lt;b&gt;不正&lt;/b&gt;</mark>の疑い" in page
    assert "<b>不正" not in page


@pytest.mark.parametrize("login", ["kenko", "sangyo", "viewer", "advisor", "admin"])
def test_nobody_but_the_center_is_shown_that_a_note_is_there(sign_in_as, talk, login):
    page = page_of(sign_in_as(login), "不正の疑い 前年の積算")
    nowhere = page_of(sign_in_as(login), "潜水艦の 疑わしい積算")

    assert "0件" in page
    assert "不正" not in page.replace("不正の疑い 前年の積算", "")
    assert page.count("<li") == nowhere.count("<li")


def test_an_item_of_another_department_is_not_found(sign_in_as):
    assert "60,016" in page_of(sign_in_as("soumu"), "税務総合")
    assert "60,016" not in page_of(sign_in_as("kensetsu"), "税務総合")


def test_a_mistyped_word_is_taken_for_what_was_meant(sign_in_as):
    page = page_of(sign_in_as("reviewer"), "急性期診寮ネットワーク")

    assert "近い語で見つかった案件" in page
    assert f"<mark>{ITEM[:11]}</mark>" in page


def test_words_that_are_nowhere_are_answered_with_what_is_looked_in(sign_in_as):
    page = page_of(sign_in_as("reviewer"), "潜水艦")

    assert "この語をすべて含むものはありません" in page
    assert "添付資料の名前から探します" in page


def test_nothing_typed_asks_for_words(sign_in_as):
    browser = sign_in_as("reviewer")

    for words in ("", "  ", "　"):
        assert "上の検索欄に語を入力してください" in page_of(browser, words)


def test_what_is_no_text_is_refused_in_words(sign_in_as):
    browser = sign_in_as("reviewer")

    for words in ("あ" * 201, "改\x07修"):
        answer = browser.get("/search/", query_string={"words": words})
        assert answer.status_code == 422
        assert 'class="notice notice-warning"' in answer.text


def test_any_page_that_is_asked_for_is_answered(sign_in_as):
    browser = sign_in_as("reviewer")

    for page in ("0", "-3", "99999999999999999999", "x", "1.5"):
        assert "<mark>システム</mark>" in page_of(browser, "システム", page=page)


def test_a_stranger_is_sent_to_sign_in_as(client):
    answer = client.get("/search/?words=税務")

    assert answer.status_code == 302
    assert "/auth/sign-in" in answer.headers["Location"]
