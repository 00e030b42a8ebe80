"""What evaluators are told where no sheet can be filled in: before a session, and afterwards."""

import pytest

from tests.support.people import person_named
from tests.support.scoring import ITEM, SECRET
from tests.support.units import look
from workflow import documents, evaluation, items

NO_SESSION = "評価会が開かれていません"
OVER = "この案件の評価は確定しています。評価票の提出は終わっています。"
MISSED = "自分の評価票を提出していないため、ほかの評価者の採点は表示されません。"
LATER = "自分の評価票を提出した後に表示します"


@pytest.fixture
def waiting(demo_engine):
    """An item that awaits its evaluation while no session is open."""
    return look(demo_engine, None, items.find, ITEM)


@pytest.fixture
def decided(demo_engine, submitted):
    """An item that was evaluated with the sheet of one evaluator of two."""
    demo_engine.perform(
        submitted,
        "evaluate",
        person_named(demo_engine, "evaluator2"),
        look(demo_engine, "evaluator2", items.get, submitted).content_hash,
        particulars=items.ActionInput(verdict="appropriate", findings="妥当", override="急ぐため"),
    )
    return submitted


def test_before_a_session_is_open_the_sheet_says_that_there_is_none(waiting, sign_in_as):
    assert NO_SESSION in sign_in_as("evaluator").get(f"/evaluation/{waiting}").text


@pytest.mark.parametrize("login", ["evaluator", "secretariat"])
def test_whoever_takes_part_in_sessions_reads_beside_the_waiting_items_that_none_is_open(
    waiting, sign_in_as, login
):
    page = sign_in_as(login).get("/evaluation/").text

    assert NO_SESSION in page
    assert 'href="/evaluation/sessions"' in page


def test_in_an_open_session_there_is_a_form_and_no_reason(item_id, sign_in_as):
    page = sign_in_as("evaluator").get(f"/evaluation/{item_id}").text

    assert 'name="score-plan"' in page
    assert NO_SESSION not in page


def test_an_item_that_is_not_reviewed_yet_has_no_sheet_and_says_so(
    demo_engine, item_id, sign_in_as
):
    other = look(demo_engine, None, items.find, "急性期診療ネットワーク推進事業")

    page = sign_in_as("evaluator").get(f"/evaluation/{other}").text

    assert "この案件は評価待ちではありません。" in page
    assert MISSED not in page


def test_who_submitted_none_is_told_after_the_evaluation_that_none_can_come(
    demo_engine, decided, sign_in_as
):
    browser = sign_in_as("evaluator2")
    page = browser.get(f"/evaluation/{decided}").text
    summary = browser.get("/evaluation/summary?cycle=2021-09").text

    assert OVER in page
    for shown in (page, summary):
        assert MISSED in shown
        assert LATER not in shown
    assert "提出なし" in page
    assert "未提出" not in page
    table = look(demo_engine, "evaluator2", documents.scores_document, "2021-09", "csv").content
    assert "自分の評価票を提出していないため非表示" in table.decode()


def test_who_submitted_sees_the_sheets_after_the_evaluation(decided, sign_in_as):
    page = sign_in_as("evaluator").get(f"/evaluation/{decided}").text

    assert MISSED not in page
    assert LATER not in page
    assert SECRET in page


def test_an_evaluation_taken_back_asks_for_the_sheet_again(demo_engine, decided, sign_in_as):
    actor = person_named(demo_engine, "evaluator2")
    demo_engine.perform(decided, "reopen", actor, None, note="条件を見直す")

    page = sign_in_as("evaluator2").get(f"/evaluation/{decided}").text

    assert LATER in page
    assert 'name="score-plan"' in page


def test_an_item_left_over_by_a_closed_session_waits_for_the_next(demo_engine, item_id, sign_in_as):
    with demo_engine.write(person_named(demo_engine, "secretariat")) as work:
        (session,) = [one for one in evaluation.sessions(work) if one.status == "open"]
        evaluation.close_session(work, session.id)

    page = sign_in_as("evaluator").get(f"/evaluation/{item_id}").text

    assert NO_SESSION in page
    assert 'name="score-plan"' not in page
    assert LATER in page
    assert "未提出" in page
