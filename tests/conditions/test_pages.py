"""Advice, conditions and masters on the pages: what each role finds, and what forms do."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.support.people import person_named
from tests.support.units import do, look
from workflow import advice, conditions, items, masters
from workflow.items.orders import ActionInput
from workflow.models import Item
from workflow.values.vocabulary import Master

WRITTEN = "1. 積算の根拠を示すこと\n2. 契約前に再協議すること"
QUESTION = "単価は妥当か、見てほしい。"
WORDS = "他県の例より二割ほど高い。"


@pytest.fixture
def item_id(demo_engine):
    """An item that awaits its evaluation."""
    with demo_engine.database.reading() as session:
        return session.scalar(select(Item.id).where(Item.state == "reviewed"))


@pytest.fixture
def officer(demo_engine, item_id):
    """The login of an officer of the item's lead department."""
    with demo_engine.database.reading() as session:
        department_id = session.get_one(Item, item_id).department_id
    codes = {one.id: one.code for one in look(demo_engine, None, items.masters, 2021).departments}
    return codes[department_id]


@pytest.fixture
def request_id(demo_engine, item_id):
    """What the advisor was asked about the item."""
    advisor, day = person_named(demo_engine, "advisor"), date(2021, 8, 24)
    do(demo_engine, "reviewer", advice.ask, item_id, [advisor.person_id], QUESTION, day)
    return look(demo_engine, "reviewer", advice.of, item_id)[0].request_id


@pytest.fixture
def condition(demo_engine, item_id):
    """The first of two conditions of the item's evaluation."""
    evaluate(demo_engine, item_id)
    return look(demo_engine, "evaluator", conditions.of, item_id)[0]


def evaluate(demo_engine, item_id: int, verdict: str = "conditional") -> None:
    evaluator = person_named(demo_engine, "evaluator")
    seen = look(demo_engine, evaluator, items.get, item_id).content_hash
    given = ActionInput(verdict, "所見", WRITTEN, override="評価会の前に結果を要する")
    demo_engine.perform(item_id, "evaluate", evaluator, seen, particulars=given)


# --------------------------------------------------------------------- advice


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


# ----------------------------------------------------------------- conditions


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


# -------------------------------------------------------------------- masters


@pytest.mark.parametrize("master", [one.value for one in Master])
def test_those_who_keep_the_masters_see_them_and_others_do_not(sign_in_as, master):
    for login, status in (("secretariat", 200), ("admin", 200), ("reviewer", 403), ("soumu", 403)):
        assert sign_in_as(login).get(f"/masters/{master}").status_code == status


def test_an_entry_is_added_moved_renamed_retired_and_taken_up(demo_engine, sign_in_as, submit):
    browser, actor = sign_in_as("secretariat"), person_named(demo_engine, "secretariat")
    page, entry = "/masters/category", "/masters/category/payment"
    new = {"code": "payment", "title_ja": "収納・決済", "title_en": "Payment"}

    for path, typed in (
        (page, new),
        (f"{entry}/place", {"before": "procedure"}),
        (entry, {"title_ja": "キャッシュレス決済", "title_en": "", "seen": 2}),
        (f"{entry}/retire", {}),
        (f"{entry}/restore", {}),
    ):
        assert submit(browser, path, typed, page=page).status_code == 302, path

    first = look(demo_engine, actor, masters.entries, Master.CATEGORY)[0]
    assert (first.code, first.title.ja, first.active) == ("payment", "キャッシュレス決済", True)
    assert "収納・決済" in browser.get(entry).text
    assert "DX戦略本部 事務局" in browser.get(entry).text


def test_a_wrong_entry_stays_on_the_page_with_its_reasons(sign_in_as, submit):
    typed = {"code": "Ａ", "title_ja": "手続き"}

    answer = submit(sign_in_as("admin"), "/masters/category", typed)

    assert answer.status_code == 422
    assert "コードは小文字で始め" in answer.text
    assert "同じ名称です" in answer.text


def test_an_evaluation_on_the_page_keeps_the_verdict_as_it_read(
    demo_engine, item_id, condition, sign_in_as, submit
):
    page = "/masters/verdict/conditional"
    submit(sign_in_as("admin"), page, {"title_ja": "条件付きで妥当", "seen": 1})

    assert "条件付き妥当" in sign_in_as("viewer").get(f"/items/{item_id}").text
    assert look(demo_engine, None, items.masters, 2021).verdicts[1].title.ja == "条件付きで妥当"
