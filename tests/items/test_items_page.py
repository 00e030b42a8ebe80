"""The item's page and its changes: whose turn, what may be done, what happened and to whom."""

import re
from datetime import datetime

import pytest

from tests.support.people import person_named
from workflow import people
from workflow.items import ActionInput
from workflow.values.actor import Title
from workflow.values.clock import JAPAN
from workflow.values.vocabulary import Role

EVERYWHERE = ("", "/edit", "/changes", "/submit", "/withdraw")


def test_the_head_says_the_state_the_round_the_turn_and_the_day(sign_in_as, item_named, names):
    item = item_named(names["under_review"])

    page = sign_in_as("reviewer").get(f"/items/{item.row.id}").text

    for words in (
        names["under_review"], "健康福祉部 医務薬事課", "11,833千円", "審査中", "（第2回）",
        "審査担当の番です", "期限 8/", "開庁日",
    ):  # fmt: skip
        assert words in page


@pytest.mark.parametrize(
    ("login", "state", "offered", "kept_away"),
    [
        (
            "reviewer",
            "under_review",
            {"approve", "send_back", "carry_over"},
            {"withdraw", "submit"},
        ),
        ("kenko", "under_review", {"withdraw"}, {"approve", "edit"}),
        ("soumu", "draft", {"submit", "withdraw", "edit"}, {"approve"}),
        ("mirai", "returned", {"submit", "withdraw", "edit"}, {"receive"}),
        ("evaluator", "reviewed", {"evaluate"}, {"approve", "report"}),
        ("secretariat", "evaluated", {"report"}, {"evaluate", "reopen"}),
        ("viewer", "under_review", set(), {"approve", "send_back", "withdraw", "edit"}),
    ],
)
def test_only_what_may_be_done_is_offered(
    sign_in_as, item_named, names, login, state, offered, kept_away
):
    item = item_named(names[state]).row.id

    page = sign_in_as(login).get(f"/items/{item}").text

    links = set(re.findall(rf'class="btn[^"]*" href="/items/{item}/(\w+)["?]', page))
    assert offered <= links
    assert not kept_away & links


def test_at_most_one_button_is_filled(sign_in_as, item_named, names):
    page = sign_in_as("reviewer").get(f"/items/{item_named(names['under_review']).row.id}").text

    assert page.count("btn-primary") == 1


def test_after_a_return_the_button_says_resubmit(sign_in_as, item_named, names):
    page = sign_in_as("mirai").get(f"/items/{item_named(names['returned']).row.id}").text

    assert "再提出する" in page


def test_why_an_expected_action_is_not_offered_is_said_in_one_line(
    demo_engine, sign_in_as, item_named, names
):
    with demo_engine.write() as work:
        people.add_person(
            work,
            login="both",
            name=Title("審査も評価もする担当", "Reviewer and evaluator"),
            grants=[(Role.REVIEWER, None), (Role.EVALUATOR, None)],
            password="correct horse battery",
        )
    item = item_named(names["under_review"])
    demo_engine.perform(
        item.row.id, "approve", person_named(demo_engine, "both"), item.content_hash
    )

    page = sign_in_as("both").get(f"/items/{item.row.id}").text

    assert "評価を確定する：前の段階を行った人は" in page
    assert f"/items/{item.row.id}/evaluate" not in page


def test_the_history_tells_what_who_and_why_and_leads_to_the_difference(
    sign_in_as, item_named, names
):
    item = item_named(names["under_review"]).row.id

    page = sign_in_as("kenko").get(f"/items/{item}").text

    assert "繰入金の内訳（基金名と国・県の負担割合）" in page
    assert f"/items/{item}/changes?before=1&amp;after=2" in page


def test_an_evaluation_stands_on_the_page(sign_in_as, item_named, names):
    page = sign_in_as("kensetsu").get(f"/items/{item_named(names['evaluated']).row.id}").text

    assert "妥当" in page
    assert "入札契約制度の見直しに伴い必要な改修である" in page


def test_a_difference_is_struck_through_and_underlined_with_words(sign_in_as, item_named, names):
    item = item_named(names["under_review"]).row.id

    page = sign_in_as("reviewer").get(f"/items/{item}/changes?before=1&after=2").text

    assert (
        '<ins><span class="visually-hidden">追加：</span>(医療介護基金(国2/3、県1/3))</ins>' in page
    )
    assert '<del><span class="visually-hidden">削除：</span>' in page


def test_a_content_does_not_differ_from_itself(sign_in_as, item_named, names):
    item = item_named(names["under_review"]).row.id

    page = sign_in_as("reviewer").get(f"/items/{item}/changes?before=2&after=0").text

    assert "この2つに違いはありません" in page


@pytest.mark.parametrize("asked", ["before=9", "after=-1", "before=99999999999999999999"])
def test_a_revision_that_is_not_there_is_not_found(sign_in_as, item_named, names, asked):
    item = item_named(names["under_review"]).row.id

    assert sign_in_as("reviewer").get(f"/items/{item}/changes?{asked}").status_code == 404


def test_a_draft_has_nothing_to_compare(sign_in_as, item_named, names):
    page = sign_in_as("soumu").get(f"/items/{item_named(names['draft']).row.id}/changes").text

    assert "まだ提出されていない" in page


@pytest.mark.parametrize("path", EVERYWHERE)
@pytest.mark.parametrize("login", ["kensetsu", "viewer"])
def test_a_draft_of_others_does_not_exist(sign_in_as, item_named, names, login, path):
    item = item_named(names["draft"]).row.id

    assert sign_in_as(login).get(f"/items/{item}{path}").status_code == 404


@pytest.mark.parametrize("path", ["/edit", "/submit", "/withdraw"])
def test_nothing_can_be_sent_to_an_item_of_others(
    sign_in_as, item_named, names, send_form, path
):  # fmt: skip
    item = item_named(names["draft"])

    answer = send_form(
        sign_in_as("kensetsu"), f"/items/{item.row.id}{path}", {"note": "x"},
    )  # fmt: skip

    assert answer.status_code in (400, 404)
    assert item_named(names["draft"]).content_hash == item.content_hash
    assert item_named(names["draft"]).row.state == "draft"


@pytest.mark.parametrize("number", ["0", "2147483647", "99999999999999999999999"])
def test_an_item_that_is_not_there_is_not_found(sign_in_as, number):
    assert sign_in_as("reviewer").get(f"/items/{number}").status_code == 404


def test_every_page_speaks_english_too(sign_in_as, submit, item_named, names):
    browser = sign_in_as("reviewer")
    submit(browser, "/language", {"language": "en", "back": "/"}, page="/")
    item = item_named(names["under_review"]).row.id

    for path, words in (
        ("/items/?cycle=2021-09", "Filter"),
        (f"/items/{item}", "History"),
        (f"/items/{item}/changes", "Compare"),
        (f"/items/{item}/send_back", "What this means"),
    ):
        assert words in browser.get(path).text


def test_an_item_of_a_cycle_to_come_says_from_when_on_it_is_whose_turn(
    demo_engine, sign_in_as, item_named, names
):
    item = item_named(names["under_review"])
    reviewer = person_named(demo_engine, "reviewer")
    later = ActionInput(cycle_id="2021-12")
    demo_engine.perform(
        item.row.id, "carry_over", reviewer, item.content_hash, note="次回に", particulars=later
    )

    page = sign_in_as("reviewer").get(f"/items/{item.row.id}").text

    assert re.search(r"この回は\d+/\d+（.）に始まります。始まったら審査担当の番です。", page)
    assert 'late"' not in page


@pytest.mark.parametrize(
    ("state", "signs"),
    [
        # Sent back while under review, withdrawn as a draft: beside the way, where it stood.
        ("returned", ["起案中", "提出済", "審査中", "*差戻し", "評価待ち", "評価済", "本部報告済"]),
        ("under_review", ["起案中", "提出済", "*審査中", "評価待ち", "評価済", "本部報告済"]),
        ("draft", ["起案中", "*取下げ", "提出済", "審査中", "評価待ち", "評価済", "本部報告済"]),
    ],
)
def test_the_progress_line_shows_where_every_item_stands(
    demo_engine, sign_in_as, item_named, names, state, signs
):
    item = item_named(names[state])
    if state == "draft":
        officer = person_named(demo_engine, "soumu")
        demo_engine.perform(item.row.id, "withdraw", officer, item.content_hash, "中止")

    page = sign_in_as("reviewer").get(f"/items/{item.row.id}").text
    line = re.search(r'<ol class="progress-line".*?</ol>', page, re.DOTALL)[0]
    steps = re.findall(r'<li( aria-current="step")?.*?class="word">([^<]+)<', line)

    assert ["*" * bool(here) + word for here, word in steps] == signs


def test_a_submission_after_its_day_says_so_before_and_after(
    demo_engine, sign_in_as, submit, item_named, names
):
    item = item_named(names["draft"]).row.id
    demo_engine.clock.set(datetime(2021, 8, 25, 9, 0, tzinfo=JAPAN))
    officer = sign_in_as("soumu")

    page = officer.get(f"/items/{item}/submit").text
    submit(officer, f"/items/{item}/submit", form_fields(page), page=f"/items/{item}/submit")
    after = officer.get(f"/items/{item}").text

    assert "提出の期限 8/20（金） を過ぎています" in page
    assert "3開庁日超過" in page
    assert after.count("期限を3開庁日過ぎての提出です。") == 2


def form_fields(page: str) -> dict[str, str]:
    """What the form of an action sends unseen."""
    return dict(re.findall(r'name="(seen|key|last_move)"[^>]*value="([^"]+)"', page))
