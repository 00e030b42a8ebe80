"""The pages of substitutes: who sees and sends what, and what is said of wrong entries."""

from datetime import date

import pytest

from tests.support.people import person_named
from tests.support.units import do, look
from workflow import items, substitutes, threads
from workflow.substitutes import Appointment
from workflow.values.vocabulary import Role

DAYS = date(2021, 8, 17), date(2021, 8, 20)
ITEM = "家庭養護推進体制整備事業"


@pytest.fixture
def lent(demo_engine):
    """soumu stands in for reviewer: the row's id."""
    reviewer, other = person_named(demo_engine, "reviewer"), person_named(demo_engine, "soumu")
    asked = Appointment(reviewer.person_id, other.person_id, Role.REVIEWER, None, *DAYS)
    return do(demo_engine, "reviewer", substitutes.appoint, asked)


def away(**changes):
    return {
        "role": "reviewer:",
        "substitute": "1",
        "from_on": "2021-08-17",
        "until_on": "R3.8.20",
    } | changes


@pytest.mark.parametrize("login", ["reviewer", "soumu", "viewer"])
def test_only_an_admin_sees_everybody_s_and_sets_them_for_others(login, sign_in_as, demo_engine):
    browser = sign_in_as(login)

    assert browser.get("/substitutes/everybody").status_code == 403
    person_id = person_named(demo_engine, "kenko").person_id
    assert browser.get(f"/substitutes/people/{person_id}").status_code == 403


def test_who_stands_in_does_not_end_it(sign_in_as, submit, lent, demo_engine):
    answer = submit(sign_in_as("soumu"), f"/substitutes/{lent}/end", {}, page="/substitutes/")

    assert answer.status_code == 403
    assert person_named(demo_engine, "soumu").principals


@pytest.mark.parametrize(("login", "holds"), [("reviewer2", True), ("soumu", False)])
def test_it_is_said_that_a_substitute_of_the_same_role_acts_in_their_own_name(
    login, holds, sign_in_as, submit, demo_engine
):
    browser, person_id = sign_in_as("reviewer"), person_named(demo_engine, login).person_id

    answer = submit(browser, "/substitutes/", away(substitute=str(person_id)))

    page = browser.get(answer.location).text
    assert "代理者を設定しました。" in page
    assert ("代理者自身の名前だけで記録され" in page) is holds


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"until_on": "R3.8.32"}, "実在する日付を"),
        ({"until_on": "2021-08-16"}, "日付の順序"),
        ({"from_on": "2021-08-16", "until_on": "2021-08-20"}, "過ぎた日です"),
        ({"until_on": "2031-08-16"}, "366"),
        ({"role": "admin:", "until_on": "2021-08-20"}, "一覧から"),
        ({"substitute": "999999999999", "until_on": "2021-08-20"}, "一覧から"),
        ({"substitute": "", "until_on": "2021-08-20"}, "必須"),
    ],
)
def test_a_wrong_entry_is_named_beside_its_field_and_kept(
    changes, said, sign_in_as, submit, demo_engine
):
    answer = submit(sign_in_as("reviewer"), "/substitutes/", away(**changes))

    assert answer.status_code == 422
    assert said in answer.text
    assert look(demo_engine, "reviewer", substitutes.for_me) == ()


def test_days_that_are_taken_are_told_with_the_name(sign_in_as, submit, lent):
    typed = away(substitute="2", until_on="2021-08-20")

    answer = submit(sign_in_as("reviewer"), "/substitutes/", typed)

    assert answer.status_code == 409
    assert "税務課 担当" in answer.text


@pytest.mark.parametrize("acts", [["x"], ["1-1-1"], ["0-0"], ["99999999999-1"], ["-1"], []])
def test_what_is_no_move_of_mine_is_not_acknowledged(acts, sign_in_as, submit, lent, demo_engine):
    item_id = look(demo_engine, None, items.find, ITEM)
    demo_engine.perform(item_id, "receive", person_named(demo_engine, "soumu"), None)

    answer = submit(sign_in_as("reviewer"), "/substitutes/done", {"act": acts})

    assert answer.status_code == 302
    assert look(demo_engine, "reviewer", substitutes.count_waiting) == 1


def test_home_names_to_the_absent_person_who_stands_in_and_until_when(
    sign_in_as, lent, demo_engine
):
    browser = sign_in_as("reviewer")
    assert "8/20（金）まで、審査担当の代理は税務課 担当です。" in browser.get("/").text
    assert "の代理は" not in sign_in_as("soumu").get("/").text

    do(demo_engine, "reviewer", substitutes.end, lent)

    assert "の代理は" not in browser.get("/").text


def test_home_tells_of_what_waits_to_be_acknowledged(sign_in_as, lent, demo_engine):
    demo_engine.perform(
        look(demo_engine, None, items.find, ITEM),
        "receive",
        person_named(demo_engine, "soumu"),
        None,
    )

    assert "代理で行われた操作を後閲" in sign_in_as("reviewer").get("/").text
    assert "代理で行われた操作を後閲" not in sign_in_as("reviewer2").get("/").text


STAYS = "未回答の照会がないか、部局の担当者本人に確認してください。"
QUESTION = "単価は税込ですか"


@pytest.fixture
def returned(demo_engine, item_named, names):
    """An item that was sent back with an open question; kikaku stands in for its officer."""
    item_id = item_named(names["returned"]).row.id
    do(demo_engine, "reviewer", threads.ask, item_id, QUESTION, field="amount_kyen")
    absent, other = person_named(demo_engine, "mirai"), person_named(demo_engine, "kikaku")
    (department,) = absent.departments(Role.OFFICER)
    asked = Appointment(absent.person_id, other.person_id, Role.OFFICER, department, *DAYS)
    do(demo_engine, "mirai", substitutes.appoint, asked)
    return item_id


@pytest.mark.parametrize("page", ["", "/edit", "/submit"])
def test_a_substitute_is_told_that_questions_stay_with_the_officers_and_reads_none(
    page, sign_in_as, returned
):
    shown = sign_in_as("kikaku").get(f"/items/{returned}{page}").text
    own = sign_in_as("mirai").get(f"/items/{returned}{page}").text

    assert STAYS in shown
    assert "未回答の照会 " not in shown
    assert QUESTION not in shown
    assert STAYS not in own
    assert "未回答の照会 1" in own


def test_who_reads_the_item_and_writes_nothing_on_it_is_told_of_no_questions(sign_in_as, returned):
    shown = sign_in_as("viewer").get(f"/items/{returned}").text

    assert STAYS not in shown
    assert "未回答の照会" not in shown


def test_a_substitute_completes_a_review_over_questions_by_saying_so_too(
    sign_in_as, send_form, lent, demo_engine, item_named, names
):
    item_id, browser = item_named(names["under_review"]).row.id, sign_in_as("soumu")
    do(demo_engine, "reviewer", threads.ask, item_id, QUESTION)
    page = f"/items/{item_id}/approve"

    refused = send_form(browser, page, {"note": ""})
    assert refused.status_code == 422
    assert 'name="despite_questions"' in refused.text
    assert QUESTION not in refused.text

    assert send_form(browser, page, {"despite_questions": "y"}).status_code == 302
    assert look(demo_engine, "reviewer", items.get, item_id).row.state == "reviewed"


def test_where_a_substitute_is_set_it_stands_what_is_not_lent(sign_in_as):
    page = sign_in_as("reviewer").get("/substitutes/").text

    assert "新規の起案、評価票の採点、助言、照会・条件への回答は代理できません。" in page
