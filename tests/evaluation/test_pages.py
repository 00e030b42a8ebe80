"""The evaluators' queue as each role finds it."""

import html
import re

import pytest

from tests.support.units import look
from workflow import items

QUEUE = "/evaluation/?cycle=2021-09"
WAITING = "デジタルリテラシー普及事業"
DONE = "秋田県公共事業執行管理システム改修事業"


def words(page) -> str:
    content = page.text.partition("<main")[2]
    return "".join(html.unescape(re.sub(r"<[^>]+>", " ", content)).split())


def test_an_evaluator_finds_what_waits_and_what_is_done(sign_in_as):
    shown = words(sign_in_as("evaluator").get(QUEUE))

    waiting, _, done = shown.partition("評価済（1件）")
    assert "評価待ち（1件）" in waiting
    assert WAITING in waiting
    assert DONE in done
    assert "妥当" in done
    assert "6件中1件を評価済" in shown


def test_the_criteria_stand_beside_the_queue(sign_in_as):
    shown = words(sign_in_as("evaluator").get(QUEUE))

    assert "評価の観点" in shown
    assert "必要性と積算の根拠" in shown


def test_an_evaluator_is_led_to_the_evaluation_of_each_item(demo_engine, sign_in_as):
    item_id = look(demo_engine, None, items.find, WAITING)
    page = sign_in_as("evaluator").get(QUEUE)

    assert f"/items/{item_id}/evaluate" in page.text


@pytest.mark.parametrize("login", ["secretariat", "viewer", "sangyo", "reviewer"])
def test_people_who_do_not_evaluate_read_the_queue_without_buttons(login, sign_in_as):
    page = sign_in_as(login).get(QUEUE)

    assert WAITING in words(page)
    assert "/evaluate" not in page.text
    assert "btn-primary" not in page.text.partition("<main")[2]


def test_an_officer_sees_nothing_of_another_department(sign_in_as):
    shown = words(sign_in_as("soumu").get(QUEUE))

    assert WAITING not in shown
    assert DONE not in shown
    assert "1件中0件を評価済" in shown


def test_a_cycle_without_evaluation_says_so(sign_in_as):
    shown = words(sign_in_as("evaluator").get("/evaluation/?cycle=2021-06"))

    assert "評価は行いません。" in shown


def test_nobody_reaches_the_queue_without_signing_in(client):
    assert client.get(QUEUE).status_code == 302
