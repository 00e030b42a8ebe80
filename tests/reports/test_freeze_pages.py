"""Pages of a freeze and a lift: what they say before, and what they do when sent twice."""

import re
from datetime import datetime

from tests.support.people import person_named
from tests.support.units import do
from workflow import reports
from workflow.values import JAPAN
from workflow.values.vocabulary import Stage

FREEZE = "/reports/2/evaluated/freeze"


def primary(page: str) -> list[str]:
    """The words of the blue buttons of a page."""
    return re.findall(r'<a class="btn btn-primary"[^>]*>([^<]*)', page.partition("<main")[2])


def test_the_freeze_page_says_what_is_missing_before_it_happens(sign_in_as):
    browser = sign_in_as("secretariat")

    results, planned = browser.get(FREEZE).text, browser.get("/reports/2/planned/freeze").text

    assert "評価区分のない案件5件は、一覧に載りません" in results
    assert "会議の後、案件を選んで操作します" in results
    early, bare = "の提出締切（8/20（金））はまだ過ぎていません", "次第がなくても確定できます"
    assert (early in results, early in planned, bare in results) == (True, False, False)
    assert bare in browser.get("/reports/4/evaluated/freeze").text
    assert (
        "税務総合システム大規模改修業務委託事業" in planned.partition("一度も提出されていない")[2]
    )


def test_the_freeze_page_says_where_the_agenda_has_no_paper_for_the_list(sign_in_as, submit):
    browser, missing = sign_in_as("secretariat"), "会議の資料には入りません"
    results, planned = browser.get(FREEZE).text, browser.get("/reports/2/planned/freeze").text

    assert "次第に「評価結果一覧」の資料がありません。「資料1-6」として確定します" in results
    warned = results.partition(missing)[2]
    assert re.search(r'href="/reports/2/agenda"', warned.partition("</div>")[0])
    assert missing not in planned
    rows = {"seen": "1", "group": ["1"], "number": ["7"], "title": ["結果"], "kind": ["evaluated"]}
    submit(browser, "/reports/2/agenda", rows)
    assert missing not in browser.get(FREEZE).text
    assert missing in browser.get("/reports/2/planned/freeze").text


def test_a_freeze_that_is_sent_twice_makes_one_edition(demo_engine, sign_in_as, submit):
    browser = sign_in_as("secretariat")
    first = submit(browser, FREEZE, {"number": "1", "note": ""})
    again = submit(browser, FREEZE, {"number": "1", "note": ""}, page="/reports/2/planned/freeze")

    assert (first.status_code, again.status_code) == (302, 302)
    assert first.location == again.location == "/reports/2/evaluated/1"
    with demo_engine.read(person_named(demo_engine, "viewer")) as work:
        assert len(reports.editions(work, 2)) == 1
    edition, meeting = browser.get(first.location).text, browser.get("/reports/2").text
    assert "改ざんを確かめる値（印刷して保管" in edition
    assert primary(meeting) == []  # the meeting is still to come
    for page in (edition, meeting):
        order = page.partition("確定から報告済までの順序")[2]
        steps = (
            "検討予定を確定",
            "● 評価結果は確定しています",
            "cycle=2021-09&amp;state=evaluated",
        )
        places = [order.find(step) for step in steps]
        assert -1 not in places
        assert places == sorted(places)
    listed = browser.get("/items/?cycle=2021-09&state=evaluated&action=report").text
    assert '<option value="report" selected>' in listed


def test_the_blue_button_of_a_meeting_is_its_next_step(demo_engine, sign_in_as):
    demo_engine.clock.set(datetime(2021, 9, 21, 9, tzinfo=JAPAN))
    browser = sign_in_as("secretariat")
    assert primary(browser.get("/reports/4").text) == ["次第を編集"]
    assert primary(browser.get("/reports/2").text) == ["評価結果を確定"]

    with demo_engine.write(person_named(demo_engine, "secretariat")) as work:
        reports.freeze(work, 2, Stage.EVALUATED)
    marking = primary(browser.get("/reports/2").text)
    assert marking == ["案件を報告済にする：令和3年度9月補正予算"]


def test_a_freeze_that_stands_is_refused_with_its_reason(sign_in_as, submit):
    browser = sign_in_as("secretariat")
    submit(browser, FREEZE, {"number": "1", "note": ""})

    answer = submit(browser, FREEZE, {"number": "2", "note": "訂正"}, page="/reports/2/agenda")

    assert answer.status_code == 409
    assert "先に本部事務局が確定を解除してください" in answer.text
    assert "● 評価結果は確定しています" in browser.get("/reports/2/planned/freeze").text


def test_a_lift_needs_a_reason_and_shows_beside_the_edition(sign_in_as, submit):
    browser = sign_in_as("secretariat")
    submit(browser, FREEZE, {"number": "1", "note": ""})

    without = submit(browser, "/reports/2/lift", {"note": " "})
    done = submit(browser, "/reports/2/lift", {"note": "所見の誤記"})

    assert without.status_code == 422
    assert done.status_code == 302
    assert "所見の誤記" in browser.get("/reports/2").text


def test_the_comparison_says_that_the_freeze_was_lifted_and_counts_what_left(
    demo_engine, sign_in_as
):
    for stage in (Stage.PLANNED, Stage.EVALUATED):
        do(demo_engine, "secretariat", reports.freeze, 2, stage)
    browser = sign_in_as("viewer")
    stands = browser.get("/reports/2/difference").text
    do(demo_engine, "secretariat", reports.lift, 2, "一件を加えるため")

    lifted = browser.get("/reports/2/difference").text

    assert "確定を解除しました" not in stands
    assert re.search("評価結果の第1版は、[^。]*確定を解除しました。理由：一件を加えるため", lifted)
    assert "検討予定だけのものは減、評価結果だけのものは増" in lifted
    changes = re.findall(r'data-label="増減">(?:<strong>)?([△0-9,]+)', lifted)
    *rows, total = (int(one.replace(",", "").replace("△", "-")) for one in changes)
    assert rows
    assert sum(rows) == total
