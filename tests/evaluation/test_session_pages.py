"""The pages of evaluation sessions: who sets them up, who reads who sits in them."""

import html
import re

import pytest

from tests.support.people import person_named
from tests.support.units import look
from workflow import evaluation, items
from workflow.evaluation import SessionPlan
from workflow.values.actor import Title


def words(page) -> str:
    content = page.text.partition("<main")[2]
    return "".join(html.unescape(re.sub(r"<[^>]+>", " ", content)).split())


@pytest.fixture
def opened(demo_engine) -> int:
    """An open session in which both evaluators score, and the second one finalises."""
    both = tuple(
        person_named(demo_engine, login).person_id for login in ("evaluator", "evaluator2")
    )
    plan = SessionPlan(
        2021, Title("9月補正の評価会", ""), None, ("2021-09",), both, both[1:], ("plan", "kpi")
    )
    with demo_engine.write(person_named(demo_engine, "secretariat")) as work:
        session_id = evaluation.set_up_session(work, plan)
        evaluation.open_session(work, session_id)
    return session_id


def test_a_session_is_set_up_opened_and_closed_on_its_page(demo_engine, sign_in_as, submit):
    browser, new = sign_in_as("secretariat"), "/evaluation/sessions/new"
    scorer = person_named(demo_engine, "evaluator").person_id
    data = {
        "title_ja": "臨時の評価会",
        "cycle_ids": ["2021-09"],
        "scorers": [str(scorer)],
        "criteria": ["plan"],
        "weight-plan": "３",
        "scale": "own",
        "scale_words": "優\n良\n可",
    }
    item_id = look(demo_engine, None, items.find, "デジタルリテラシー普及事業")
    evaluator, deciding = sign_in_as("evaluator"), f"/items/{item_id}/evaluate"
    lacking, opened_by = (
        "評価待ちの案件がありますが、評価会が開かれていません",
        "本部事務局が「評価会」の画面",
    )
    assert lacking in words(browser.get("/"))
    assert lacking not in words(evaluator.get("/"))
    assert opened_by in words(evaluator.get(deciding))
    already = "この回の評価会はすでにあります"
    assert already not in words(browser.get(f"{new}?cycle=2021-06"))
    assert submit(browser, new, data | {"title_ja": ""}).status_code == 422
    for odd in (
        {"weight-plan": "0"},
        {"weight-plan": "重い"},
        {"scale_words": "優"},
        {"scale": "?"},
    ):
        refused = submit(browser, new, data | odd)
        assert refused.status_code == 422
        assert next(iter(odd.values())) in refused.text
    for _ in range(2):
        kept = submit(browser, new, data)
        assert kept.status_code == 302
    path = kept.headers["Location"]
    assert f'href="{path}"' in browser.get(f"{new}?cycle=2021-09").text
    assert f'開く評価会： <a href="{path}">' in browser.get("/").text
    assert already in words(browser.get(f"{new}?cycle=2021-09"))
    nobody = {name: value for name, value in data.items() if name != "scorers"}
    assert submit(browser, path, nobody).status_code == 302
    assert "臨時の評価会○評価者未定" in words(browser.get("/evaluation/sessions"))
    assert submit(browser, path, data).status_code == 302

    for action, state in (("open", "開会中"), ("close", "閉会"), ("open", "開会中")):
        assert submit(browser, f"{path}/{action}", {}, page=path).status_code == 302
        shown = words(browser.get(path))
        assert state in shown
    assert "優=3、良=2、可=1" in shown
    assert lacking not in words(browser.get("/"))
    awaited = "評価会の評価票の提出を待っています（1人中0人が提出済）"
    assert awaited in words(evaluator.get(deciding))
    assert words(browser.get("/evaluation/sessions")).count("臨時の評価会") == 1


def test_who_sits_changes_in_an_open_session_for_a_reason_only(
    demo_engine, opened, sign_in_as, submit
):
    browser, path = sign_in_as("secretariat"), f"/evaluation/sessions/{opened}"
    first = person_named(demo_engine, "evaluator").person_id
    data = {
        "title_ja": "9月補正の評価会",
        "cycle_ids": ["2021-09"],
        "scorers": [str(first)],
        "criteria": ["plan", "kpi"],
    }

    refused = submit(browser, path, data)
    assert refused.status_code == 422
    assert "理由を入力してください" in refused.text
    assert submit(browser, path, data | {"reason": "急病による交代"}).status_code == 302
    assert "急病による交代" in words(browser.get(path))


def test_evaluators_read_the_sessions_and_find_no_form(opened, sign_in_as):
    browser = sign_in_as("evaluator")

    page = browser.get(f"/evaluation/sessions/{opened}")

    assert page.status_code == 200
    assert "9月補正の評価会" in words(page)
    assert "<form" not in page.text.partition("<main")[2]
    assert "/evaluation/sessions/new" not in browser.get("/evaluation/sessions").text
    assert browser.get("/evaluation/sessions/new").status_code == 403


@pytest.mark.parametrize("login", ["reviewer", "viewer", "advisor", "soumu"])
def test_others_set_no_session_up(sign_in_as, login):
    browser = sign_in_as(login)

    for path in ("/evaluation/sessions", "/evaluation/sessions/new", "/evaluation/sessions/1"):
        assert browser.get(path).status_code == 403
    assert "/evaluation/sessions" not in browser.get("/evaluation/").text
