"""Staff transfers on pages: a plan is typed, looked at, decided; what it hands over is taken."""

import re
from datetime import date, timedelta
from io import BytesIO

from tests.support.people import person_named
from workflow import reorganisation
from workflow.reorganisation import Line

LINES = "ログインID\t旧役割\t旧対象部局\t新役割\t新対象部局\t後任\n"
MOVES = "soumu\t各課担当\t総務部\t閲覧者\t\t\nkikaku\t\t\t各課担当\t総務部\t\n"
ALONE = "mirai\t各課担当\tあきた未来創造部\t\t\t\n"


def written(browser, submit, lines, **more):
    typed = {"title": "4月異動", "takes_effect_on": "R3.8.18", "lines": lines, **more}
    return submit(browser, "/transfers/new", typed)


def test_a_plan_is_typed_looked_at_decided_and_handed_over(sign_in_as, submit, demo_engine):
    browser = sign_in_as("admin")
    plan = written(browser, submit, LINES + MOVES + ALONE).location
    page = browser.get(plan).text
    assert "<del>総務部 各課担当</del>" in page
    assert "進められる人がいない案件" in page

    seen = re.search(r'name="seen"[^>]*value="(\w+)"', page)[1]
    old = submit(browser, f"{plan}/decide", {"seen": "earlier"}, plan)
    assert "変更されました" in browser.get(old.location).text
    submit(browser, f"{plan}/decide", {"seen": seen}, plan)
    demo_engine.clock.advance(timedelta(days=1))
    submit(browser, f"{plan}/force", {"seen": seen}, plan)
    done = browser.get(plan).text
    assert "に発効しました" in done
    moved = re.findall(r'<td data-label="([^"]+)"><span>([^<]*)</span>', done)
    assert ("離れる役割", "総務部 各課担当") in moved
    assert ("就く役割", "総務部 各課担当") in moved
    assert "発効済" in browser.get("/transfers/").text
    handed = done.partition("引き継いだもの")[2]
    assert "税務総合システム大規模改修" in handed
    assert "未確認" in handed

    successor = sign_in_as("kikaku")
    handover = re.search(r'href="(/handovers/\d+)"', successor.get("/").text)[1]
    assert "引継ぎ" in successor.get(handover).text
    assert submit(successor, handover, {}).status_code == 302
    assert handover not in successor.get("/").text
    assert "未確認" not in browser.get(plan).text.partition("引き継いだもの")[2]
    assert sign_in_as("reviewer").get(handover).status_code == 403


def test_in_english_a_plan_names_departments_and_takes_a_day_as_it_shows_it(sign_in_as, submit):
    browser = sign_in_as("admin")
    submit(browser, "/language", {"language": "en", "back": "/"}, page="/")

    plan = written(browser, submit, LINES + MOVES, takes_effect_on="18 Aug 2021").location

    page = browser.get(plan).text
    assert "from 18 Aug 2021" in page
    assert "<del>General Affairs Department, Department officer</del>" in page
    assert "総務部" not in page


def test_what_is_wrong_in_a_plan_is_shown_and_a_file_counts_before_what_is_typed(
    sign_in_as, submit
):
    browser = sign_in_as("admin")
    wrong = written(browser, submit, "何か", takes_effect_on="いつか")
    assert wrong.status_code == 422
    assert "field-error" in wrong.text

    file = (BytesIO((LINES + "nobody\t管理者\t\t\t\t\n").encode()), "list.csv")
    plan = written(browser, submit, "", file=file).location
    page = browser.get(plan).text
    assert "この利用者は登録されていません" in page
    assert "/decide" not in page
    assert submit(browser, f"{plan}/cancel", {}, plan).status_code == 302
    assert "取りやめ" in browser.get(plan).text
    assert browser.get("/transfers/99").status_code == 404
    assert sign_in_as("secretariat").get("/transfers/").status_code == 403


def test_a_file_that_was_chosen_is_asked_for_again_where_something_else_is_wrong(
    sign_in_as, submit
):
    file = (BytesIO((LINES + MOVES).encode()), "list.csv")

    wrong = written(sign_in_as("admin"), submit, "", file=file, takes_effect_on="いつか")

    assert wrong.status_code == 422
    assert "ファイルをもう一度選んでください" in wrong.text


def test_a_plan_says_that_departments_change_on_its_day_too(sign_in_as, submit, demo_engine):
    browser = sign_in_as("admin")
    plan = written(browser, submit, LINES + MOVES).location
    assert "同じ日に施行する計画があります" not in browser.get(plan).text
    lines = [Line("総務部", "税務課", "総務部", "県税課")]
    with demo_engine.write(person_named(demo_engine, "admin")) as work:
        other = reorganisation.write(work, None, "課の改称", date(2021, 8, 18), lines)

    for page, title in ((plan, "課の改称"), (f"/organisation/plans/{other}", "4月異動")):
        assert f"同じ日に施行する計画があります：{title}。" in browser.get(page).text
