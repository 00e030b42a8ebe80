"""The headquarters' first page is the next meeting's frozen edition, or says that it is live."""

import html
import re
from datetime import timedelta

import pytest

from tests.support.people import person_named
from tests.support.units import look
from workflow import items, reports
from workflow.values.vocabulary import Stage

EVALUATED = "秋田県公共事業執行管理システム改修事業"
PLANNED = "急性期診療ネットワーク推進事業"
FIRST_PAGE = "/headquarters/"


def words(page) -> str:
    content = page.text.partition("<main")[2]
    return "".join(html.unescape(re.sub(r"<[^>]+>", " ", content)).split())


@pytest.fixture
def freeze(demo_engine):
    """`freeze(stage, note="")`: the next edition of the next meeting, as the secretariat."""

    def make(stage: Stage = Stage.EVALUATED, note: str = ""):
        with demo_engine.write(person_named(demo_engine, "secretariat")) as work:
            return reports.freeze(work, 2, stage, note)

    return make


@pytest.mark.parametrize("login", ["viewer", "secretariat", "kenko"])
def test_where_nothing_is_frozen_the_first_page_says_that_it_is_live_and_of_which_moment(
    sign_in_as, login
):
    shown = words(sign_in_as(login).get(FIRST_PAGE))

    assert re.search(r"いまの状態（\d+/\d+\d{2}:\d{2}現在）", shown)
    assert "検討予定一覧" in shown


def test_it_opens_on_what_is_frozen_for_the_next_meeting(sign_in_as, freeze, demo_engine):
    browser = sign_in_as("viewer")
    link = 'href="/reports/2/evaluated/1">'
    assert link not in browser.get("/").text
    made = freeze()
    page = browser.get(FIRST_PAGE)
    told = {"/": "評価結果一覧第1版が確定しました", "/notices/": "令和3年度第2回DX戦略本部会議"}
    for told_on, said in told.items():
        answer = browser.get(told_on)
        assert (said in words(answer), link in answer.text) == (True, True), told_on
    assert link not in sign_in_as("kenko").get("/").text
    demo_engine.clock.advance(timedelta(days=60))
    with demo_engine.read(person_named(demo_engine, "viewer")) as work:
        assert reports.frozen_to_come(work) is None, "the meeting is over"

    shown = words(page)
    assert shown.partition("第2回本部会議")[1]
    assert re.search(r"評価結果一覧第1版・\d+/\d+\d{2}:\d{2}確定", shown)
    for figure in ("21,725", "妥当1件", EVALUATED, "建設部"):
        assert figure in shown, figure
    assert PLANNED not in shown
    # The hashes are at the foot, below the rows and their sum.
    assert shown.index(made.sha256) > shown.rindex("計（1件）")


def test_the_list_of_now_names_the_frozen_edition_to_whoever_may_read_it(
    sign_in_as, freeze, demo_engine
):
    freeze()
    frozen, kept = "第1版が確定しています", "/reports/2/evaluated/1"
    for path in ("?meeting=2&stage=evaluated", "?cycle=2021-09&stage=evaluated"):
        page = sign_in_as("viewer").get(FIRST_PAGE + path)
        assert (frozen in words(page), kept in page.text) == (True, True)
    for login, stage in (("kenko", "evaluated"), ("viewer", "planned")):
        page = sign_in_as(login).get(f"{FIRST_PAGE}?meeting=2&stage={stage}")
        assert (frozen in words(page), kept in page.text) == (False, False)

    with demo_engine.write(person_named(demo_engine, "secretariat")) as work:
        reports.lift(work, 2, "所見の誤記を訂正するため")
    again = sign_in_as("viewer").get(f"{FIRST_PAGE}?meeting=2&stage=evaluated")
    assert "確定するまで変わります" in words(again)


def test_the_results_stand_before_the_planned_list(sign_in_as, freeze):
    freeze(Stage.PLANNED)
    assert "検討予定一覧第1版" in words(sign_in_as("viewer").get(FIRST_PAGE))

    freeze()
    assert "評価結果一覧第1版" in words(sign_in_as("viewer").get(FIRST_PAGE))


def test_the_state_of_now_is_one_link_away_and_leads_back(sign_in_as, freeze):
    freeze()
    browser = sign_in_as("viewer")
    live = re.search(
        r'href="(/headquarters/\?meeting=2[^"]*)"[^>]*>\s*いまの状態', browser.get(FIRST_PAGE).text
    )

    page = browser.get(html.unescape(live[1]))

    assert "いまの状態（" in words(page)
    assert 'href="/headquarters/"' in page.text.partition("<main")[2]


def test_what_changed_since_the_last_edition_is_told(demo_engine, sign_in_as, freeze):
    freeze(Stage.PLANNED)
    item_id = look(demo_engine, None, items.find, PLANNED)
    actor = person_named(demo_engine, "kenko")
    seen = look(demo_engine, actor, items.get, item_id).content_hash
    demo_engine.perform(item_id, "withdraw", actor, seen, "取りやめた")
    assert "違い1か所" in words(sign_in_as("viewer").get(FIRST_PAGE))

    freeze(Stage.PLANNED, "取下げを反映した")

    shown = words(sign_in_as("viewer").get(FIRST_PAGE))
    assert "検討予定一覧第2版" in shown
    assert "前の版からの変更" in shown
    assert "削除" in shown


def test_an_officer_of_a_department_gets_the_list_of_now(sign_in_as, freeze):
    freeze()

    shown = words(sign_in_as("kenko").get(FIRST_PAGE))

    assert "いまの状態（" in shown
    assert "第1版" not in shown
