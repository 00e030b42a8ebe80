"""Changing the calendar on pages: who reaches them, what they say, what stays of bad input."""

import html
import re

import pytest

from tests.support.units import look
from workflow import items, undertakings

RETURNED = "子育て支援情報発信体制強化事業（仮称）"
PAGES = [
    "/timetable/", "/timetable/cycles/new", "/timetable/cycles/2021-12",
    "/timetable/cycles/2021-12/tracks", "/timetable/meetings/new",
    "/timetable/meetings/3", "/timetable/sessions/new", "/timetable/sessions/1", "/timetable/rows",
    "/timetable/rows/new", "/timetable/rows/4",
]  # fmt: skip
CYCLE = {
    "fiscal_year": "令和４年度", "budget_year": "R4", "kind": "05", "process_name": "standard",
    "opens_on": "2022-04-11", "submission_deadline": "2022-04-30", "review_deadline": "2022/5/20",
}  # fmt: skip


def words(page) -> str:
    return "".join(html.unescape(re.sub(r"<[^>]+>", " ", page.text)).split())


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("login", "status"),
    [("secretariat", 200), ("admin", 200), ("soumu", 403), ("reviewer", 403), ("evaluator", 403),
     ("viewer", 403), ("advisor", 403)],
)  # fmt: skip
def test_only_those_who_keep_the_calendar_reach_its_pages(page, login, status, shared_sign_in_as):
    assert shared_sign_in_as(login).get(page).status_code == status


def test_sessions_and_criteria_say_who_chooses_what_is_scored(shared_sign_in_as):
    browser = shared_sign_in_as("secretariat")

    assert "「評価」→「評価会」で決めます" in words(browser.get("/timetable/sessions/1"))
    assert "事務局が評価会ごとに選びます" in words(browser.get("/masters/criterion"))


def test_a_cycle_is_added_and_it_is_said_what_became_of_a_closed_day(
    sign_in_as, submit, demo_engine
):
    browser = sign_in_as("secretariat")

    answer = submit(browser, "/timetable/cycles/new?year=2022", CYCLE)

    assert answer.location.endswith("/timetable/?year=2022")
    page = words(browser.get(answer.location))
    assert "提出締切：4/30（土）は閉庁日のため、5/2（月）としました。" in page
    assert "令和4年度5月補正予算を追加" in page
    assert "2022-05" in {one.id for one in look(demo_engine, None, items.cycles)}


def test_the_log_calls_a_meeting_by_its_number_as_people_say_it(sign_in_as, submit):
    browser = sign_in_as("secretariat")

    answer = submit(
        browser,
        "/timetable/meetings/new",
        {"number": "1", "held_on": "R4.6.6", "fiscal_year": "R4"},
    )

    assert answer.status_code == 302, words(answer)
    assert "第1回本部会議を追加" in words(browser.get("/timetable/?year=2022"))


def test_bad_input_is_named_and_nothing_typed_is_lost(sign_in_as, submit):
    typed = CYCLE | {"kind": "initial", "review_deadline": "いつか", "opens_on": ""}

    answer = submit(sign_in_as("secretariat"), "/timetable/cycles/new", typed)

    assert answer.status_code == 422
    assert 'value="いつか"' in answer.text
    assert 'value="令和４年度"' in answer.text
    assert "入力してください" in words(answer)


def test_the_rule_of_the_budget_year_is_said_beside_it(sign_in_as, submit):
    typed = CYCLE | {"kind": "initial"}

    answer = submit(sign_in_as("secretariat"), "/timetable/cycles/new", typed)

    assert answer.status_code == 422
    assert "この予算の予算年度は2023年度です。" in words(answer)
    # What the processes differ in, beside their names.
    assert "協議のみ起案中→提出済→審査中→協議済簡易協議" in words(answer)
    assert 'href="/process/simple"' in answer.text


def fields(page) -> dict[str, str]:
    found = re.findall(r'<input[^>]*name="(\w+)"[^>]*value="([^"]*)"', page.text)
    select = r'<select[^>]*name="(process_name)".*?<option selected value="([^"]+)"'
    chosen = re.findall(select, page.text, re.DOTALL)
    kept = {name: html.unescape(value) for name, value in [*found, *chosen]}
    return {n: v for n, v in kept.items() if n not in ("csrf_token", "back", "words")}


def test_a_cycle_says_whether_it_takes_items_today(shared_sign_in_as):
    browser = shared_sign_in_as("secretariat")
    board = words(browser.get("/timetable/?year=2021"))
    ahead = words(browser.get("/timetable/cycles/2021-12"))

    for said in ("受付前：10/4（月）から", "受付中", "提出締切後"):
        assert said in board
    assert "受付前：10/4（月）から" in ahead
    assert "受付中" not in ahead


def test_a_changed_deadline_is_in_the_log_of_the_cycle(sign_in_as, submit, demo_engine):
    browser, path = sign_in_as("secretariat"), "/timetable/cycles/2021-12"
    typed = fields(browser.get(path)) | {"review_deadline": "2021-11-09"}

    for _delivery in range(2):
        assert submit(browser, path, typed).status_code == 302

    page = words(browser.get(path))
    assert "審査期限：2021-11-08→2021-11-09" in page
    assert page.count("2021-11-08→") == 1


def test_a_page_that_was_overtaken_is_a_conflict_and_keeps_what_was_typed(sign_in_as, submit):
    browser, path = sign_in_as("secretariat"), "/timetable/cycles/2021-12"
    old = fields(browser.get(path))
    submit(browser, path, old | {"review_deadline": "2021-11-09"})

    answer = submit(browser, path, old | {"review_deadline": "2021-11-10"})

    assert answer.status_code == 409
    assert "2021-11-10" in answer.text


def test_a_cycle_is_closed_and_opened_again(sign_in_as, submit, demo_engine):
    browser, path = sign_in_as("secretariat"), "/timetable/cycles/2021-09"
    for action, is_open in (("close", False), ("close", False), ("reopen", True)):
        assert submit(browser, f"{path}/{action}", {}, page=path).status_code == 302
        view = next(one for one in look(demo_engine, None, items.cycles) if one.id == "2021-09")
        assert view.is_open is is_open


def test_before_a_cycle_is_closed_it_is_said_how_many_items_it_would_stop(
    sign_in_as, submit, demo_engine
):
    browser, path = sign_in_as("secretariat"), "/timetable/cycles/2021-09"
    officer, item = sign_in_as("mirai"), f"/items/{look(demo_engine, None, items.find, RETURNED)}"
    assert "終わっていない案件が6件あります" in browser.get(path).text
    assert "終わっていない案件" not in browser.get("/timetable/cycles/2021-12").text
    assert "各課担当の番です。" in officer.get(item).text

    submit(browser, f"{path}/close", {}, page=path)

    assert "止まっている案件が6件あります" in browser.get(path).text
    stopped = officer.get(item).text
    assert "各課担当の番です。" not in stopped
    assert "この回は締め切られているため、案件は止まっています。" in stopped
    assert "自分の番（0件）" in officer.get("/").text


def test_rows_go_up_once_however_often_the_button_is_pressed(sign_in_as, submit, demo_engine):
    browser = sign_in_as("secretariat")
    for _click in range(2):
        submit(
            browser, "/timetable/rows/3/place", {"before": "2"}, page="/timetable/rows?year=2021"
        )

    titles = [
        one.line.title for one in look(demo_engine, "admin", undertakings.row_board, 2021).rows
    ]
    assert titles[:3] == ["DX戦略本部会議", "DX推進目標", "DX推進計画"]


def test_the_rows_name_the_cycles_that_entries_are_about_and_the_form_tells_their_keys(
    sign_in_as, submit
):
    browser = sign_in_as("secretariat")
    typed = {"title": "新しい取組", "q2": "●協議 [2021-09]"}
    assert submit(browser, "/timetable/rows/new?year=2021", typed).status_code == 302

    listed = browser.get("/timetable/rows?year=2021").text
    written = browser.get("/timetable/rows/new?year=2021").text

    assert "[2021-09]" not in listed
    assert "●協議<br>" in listed
    assert re.search(r"\[2021-09\]</code> 令和3年度9月補正予算", written)


def test_a_wrong_line_of_a_row_is_named_with_its_number(sign_in_as, submit):
    typed = {"title": "新しい取組", "q1": "●よい\nだめ"}

    answer = submit(sign_in_as("secretariat"), "/timetable/rows/new?year=2022", typed)

    assert answer.status_code == 422
    assert "2行目" in words(answer)
    assert "だめ" in answer.text


@pytest.mark.parametrize(
    "path", ["cycles/2030-09", "meetings/999", "sessions/999999999999", "rows/999", "?year=1999"]
)
def test_what_is_not_there_is_not_found(path, sign_in_as):
    assert sign_in_as("admin").get(f"/timetable/{path}").status_code == 404
