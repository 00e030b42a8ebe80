"""Conditions on the pages: answered, judged, and listed."""

import pytest

from tests.support.evaluated import awaiting_evaluation, evaluate, officer_of
from tests.support.units import look
from workflow import conditions


@pytest.fixture
def item_id(demo_engine):
    """An item that awaits its evaluation."""
    return awaiting_evaluation(demo_engine)


@pytest.fixture
def officer(demo_engine, item_id):
    """The login of an officer of the item's lead department."""
    return officer_of(demo_engine, item_id)


@pytest.fixture
def condition(demo_engine, item_id):
    """The first of two conditions of the item's evaluation."""
    evaluate(demo_engine, item_id)
    return look(demo_engine, "evaluator", conditions.of, item_id)[0]


def test_a_condition_is_answered_sent_back_and_met(
    demo_engine, item_id, condition, officer, sign_in_as, submit
):
    page = f"/conditions/{condition.id}"
    department, center = sign_in_as(officer), sign_in_as("reviewer")
    assert page in department.get("/").text

    steps = (
        (department, "answer", {"answer": "根拠を示しました", "seen": 0}),
        (center, "send-back", {"reason": "出典がない", "seen": 1}),
        (department, "answer", {"answer": "出典を付けました", "seen": 2}),
        (center, "met", {"seen": 3}),
        (center, "met", {"seen": 3}),
    )
    for browser, action, typed in steps:
        seen = center.get(f"/items/{item_id}")
        assert "条件の履行確認" in seen.text
        token_page = "/notices/settings"
        done = submit(browser, f"{page}/{action}", typed, page=token_page)
        assert done.status_code == 302, done.text

    shown = department.get(page).text
    assert "出典を付けました" in shown
    assert "履行確認済" in shown
    assert len(look(demo_engine, "reviewer", conditions.one, condition.id).steps) == 4


def test_a_text_in_place_of_the_files_of_an_answer_is_none(sign_in_as, submit, condition, officer):
    page, typed = f"/conditions/{condition.id}", {"answer": "示しました", "files": "x", "seen": 0}

    assert submit(sign_in_as(officer), f"{page}/answer", typed, page).status_code == 302


def test_an_answer_without_words_is_refused_beside_the_field(
    condition, officer, sign_in_as, submit
):
    page = f"/conditions/{condition.id}"

    answer = submit(sign_in_as(officer), f"{page}/answer", {"answer": "", "seen": 0}, page=page)

    assert answer.status_code == 422
    assert "field-error" in answer.text


def test_an_answer_to_what_has_moved_on_is_told_so(condition, officer, sign_in_as, submit):
    page = f"/conditions/{condition.id}"
    browser = sign_in_as(officer)
    submit(browser, f"{page}/answer", {"answer": "はじめの回答", "seen": 0}, page=page)

    late = submit(browser, f"{page}/answer", {"answer": "別の窓の回答", "seen": 0}, page=page)

    assert late.status_code == 409


@pytest.mark.parametrize(
    ("login", "action", "status"),
    [("viewer", "answer", 403), ("secretariat", "met", 403), ("advisor", "send-back", 403)],
)
def test_others_neither_answer_nor_judge(condition, sign_in_as, submit, login, action, status):
    page = f"/conditions/{condition.id}"

    done = submit(sign_in_as(login), f"{page}/{action}", {"seen": 0}, page="/notices/settings")

    assert done.status_code == status


def test_another_departments_condition_is_not_there(condition, officer, sign_in_as):
    others = {"soumu", "mirai", "kenko", "sangyo", "kensetsu"} - {officer}
    browser = sign_in_as(sorted(others)[0])

    assert browser.get(f"/conditions/{condition.id}").status_code == 404
    assert f"/conditions/{condition.id}" not in browser.get("/conditions/").text


def test_the_list_of_conditions_is_narrowed(condition, sign_in_as):
    browser = sign_in_as("secretariat")

    assert "積算の根拠" in browser.get("/conditions/").text
    assert "積算の根拠" not in browser.get("/conditions/?state=met").text
    for odd in ("?state=nothing", "?page=99", "?page=x", "?department=zzz", "?only=zzz"):
        assert browser.get(f"/conditions/{odd}").status_code == 200
