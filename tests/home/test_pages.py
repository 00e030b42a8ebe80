"""Home answers one question: what is my turn?"""

import re

import pytest

from tests.support import scoring

EVERYONE = ("soumu", "mirai", "kenko", "sangyo", "kensetsu", "reviewer", "evaluator",
            "secretariat", "viewer", "advisor", "admin")  # fmt: skip


def _turns(page: str) -> int:
    return int(re.search(r"自分の番（(\d+)件）", page)[1])


@pytest.mark.parametrize("login", EVERYONE)
def test_everyone_has_a_home_and_the_head_counts_the_same_turns(sign_in_as, login):
    page = sign_in_as(login).get("/?cycle=2021-09").text

    assert int(re.search(r'class="count[^"]*">(\d+)<', page)[1]) == _turns(page)


def test_an_officer_sees_what_came_back_and_why(sign_in_as):
    page = sign_in_as("mirai").get("/").text

    assert "子育て支援情報発信体制強化事業（仮称）" in page
    assert "積算の根拠を示してください" in page
    assert re.search(r'class="nowrap">(本日|あと\d+開庁日)<', page)


def test_each_step_finds_work_in_the_demonstration_and_leads_to_where_it_is_done(sign_in_as):
    for login in ("soumu", "mirai", "reviewer", "evaluator", "secretariat"):
        browser = sign_in_as(login)
        page = browser.get("/").text
        assert _turns(page) > 0, login
        moves = re.findall(r'class="tag" href="([^"]+)"', page)
        assert moves, login
        assert browser.get(moves[0]).status_code == 200, login
    # The results are frozen before anything is marked as reported.
    assert moves[0] == "/reports/2/evaluated/freeze"
    assert not re.search(r'class="tag" href="/items/\d+/report"', page)


def test_what_gives_a_sheet_back_comes_last_and_stands_apart(sign_in_as):
    page = sign_in_as("reviewer").get("/").text

    moves = re.findall(r'class="tag"( data-apart)? href="/items/\d+/(approve|send_back)"', page)
    assert moves == [("", "approve"), (" data-apart", "send_back")]


def test_a_reader_has_no_turn_and_is_told_so(sign_in_as):
    page = sign_in_as("viewer").get("/").text

    assert _turns(page) == 0
    assert "あなたの番の案件はありません" in page


def test_a_draft_of_another_department_is_neither_named_nor_counted(sign_in_as):
    page = sign_in_as("kensetsu").get("/?cycle=2021-09").text

    assert "税務総合システム" not in page
    assert "60,016" not in page
    assert "124,565" not in page


def test_the_center_sees_the_sum_of_the_paper(sign_in_as):
    assert "124,565" in sign_in_as("reviewer").get("/?cycle=2021-09").text


def test_the_deadlines_of_the_cycle_are_counted_in_business_days(sign_in_as):
    page = sign_in_as("reviewer").get("/?cycle=2021-09").text

    assert "提出締切" in page
    assert "本部会議" in page
    assert re.search(r"\d+/\d+（[月火水木金]）", page)


def test_drafting_is_offered_only_in_a_cycle_that_has_begun_and_it_is_said_why(sign_in_as):
    officer = sign_in_as("soumu")
    late = "提出締切の5/14（金）を過ぎています。ほかの回は画面上部で選びます。"

    begun = officer.get("/?cycle=2021-09").text
    ahead = officer.get("/?cycle=2022-06").text

    assert 'href="/items/new"' in begun
    assert 'href="/items/new"' not in ahead
    assert "この回の受付は4/11（月）からです。" in ahead
    assert "この回の受付" not in begun
    assert "を過ぎています" not in begun
    assert late in officer.get("/?cycle=2021-06").text
    assert late not in sign_in_as("viewer").get("/?cycle=2021-06").text


def test_who_reads_a_draft_is_said_as_it_is_in_both_languages(sign_in_as, submit):
    officer = sign_in_as("soumu")
    japanese = officer.get("/guide").text
    submit(officer, "/language", {"language": "en"}, page="/guide")
    english = officer.get("/guide").text

    assert "DXセンターには見えますが、ほかの部局や閲覧者には見えません" in japanese
    assert "The DX center sees it too; other departments and readers do not." in english
    for login, sees in (("reviewer", True), ("kensetsu", False), ("viewer", False)):
        listed = sign_in_as(login).get("/items/?cycle=2021-09").text
        assert ("税務総合システム大規模改修業務委託事業" in listed) is sees, login


@pytest.mark.parametrize("path", ["/", "/items/", "/headquarters/figures"])
def test_a_sum_of_one_department_says_whose_it_is(shared_sign_in_as, path):
    own = shared_sign_in_as("soumu").get(f"{path}?cycle=2021-09").text

    assert "総務部の分" in own
    for login in ("reviewer", "viewer", "admin"):
        assert "部の分" not in shared_sign_in_as(login).get(f"{path}?cycle=2021-09").text, login


def test_finalising_is_offered_once_the_evaluation_session_is_open(sign_in_as, demo_engine):
    evaluator = sign_in_as("evaluator2")
    finalise = re.compile(r'class="tag" href="/items/\d+/evaluate"')

    before = evaluator.get("/").text
    item_id = scoring.awaiting(demo_engine)
    after = evaluator.get("/").text

    assert not finalise.search(before)
    assert "評価会はまだ開かれていません。" in before
    assert f'class="tag" href="/evaluation/{item_id}">評価の準備' in before
    assert f'href="/items/{item_id}/evaluate">評価を確定する' in after
    assert "評価会はまだ開かれていません。" not in after


def test_the_recent_activity_calls_a_move_what_the_items_page_calls_it(sign_in_as):
    browser = sign_in_as("reviewer")

    recent = browser.get("/").text.partition("最近の動き")[2]

    assert re.search(r"</a>\s+提出 → 提出済", recent)
    assert "提出する" not in recent
    assert "<strong>提出</strong>" in browser.get("/items/3").text
