"""差戻し leads: its reason, what is still asked, and the way to correct it come first."""

import re
from datetime import datetime

import pytest

from tests.support.threads import QUESTION, asked
from tests.support.units import do
from workflow import items, threads
from workflow.items.refusals import QuestionsUnanswered
from workflow.values import JAPAN

REASON = "積算の根拠を示してください。"


@pytest.fixture
def returned(item_named, names):
    """The item that was sent back, with a question about its amount that nobody has answered."""
    return item_named(names["returned"]).row.id


@pytest.fixture
def question(demo_engine, returned):
    return do(
        demo_engine, "reviewer", threads.ask, returned, "単価は税込ですか", field="amount_kyen"
    )


def test_the_item_opens_with_the_reason_the_questions_and_the_way_to_correct_it(
    sign_in_as, returned, question
):
    page = sign_in_as("mirai").get(f"/items/{returned}").text

    banner, rest = page.index('aria-labelledby="returned"'), page.index('class="columns item-body"')
    assert banner < page.index(REASON) < rest
    assert banner < page.index("単価は税込ですか") < rest
    assert "前回から変更 0 件・未回答の照会 1 件" in page[banner:rest]
    filled = re.findall(r'btn btn-primary[^"]*" href="([^"?]+)', page)
    assert filled == [f"/items/{returned}/edit"]


def test_the_form_of_what_was_sent_back_is_due_when_the_answer_is(sign_in_as, returned):
    browser = sign_in_as("mirai")
    due = "期限 8/17（火）"

    head = re.search(r'class="place".*?</p>', browser.get(f"/items/{returned}/edit").text, re.S)[0]

    assert due in browser.get(f"/items/{returned}").text
    assert due in head
    assert "本日" in head
    assert "提出締切" not in head


def test_the_form_of_a_draft_is_due_at_the_deadline_of_submission(sign_in_as, item_named, names):
    draft = item_named(names["draft"]).row.id

    page = sign_in_as("soumu").get(f"/items/{draft}/edit").text

    assert "提出締切 8/20（金）" in re.search(r'class="place".*?</p>', page, re.S)[0]


def test_each_question_stands_beside_its_field_in_the_form(sign_in_as, returned, question):
    page = sign_in_as("mirai").get(f"/items/{returned}/edit").text
    amount, funding = page.index('name="amount_kyen"'), page.index('name="funding"')

    assert REASON in page
    assert amount < page.index("単価は税込ですか", amount) < funding
    assert f"/items/{returned}/threads#thread-{question}" in page[amount:funding]


def test_before_it_is_submitted_again_it_is_said_what_was_changed_and_is_still_asked(
    sign_in_as, send_form, returned, question
):
    browser = sign_in_as("mirai")
    assert "前回から変更 0 件・未回答の照会 1 件" in browser.get(f"/items/{returned}/submit").text

    send_form(browser, f"/items/{returned}/edit", {"contact": "内線 2222", "kpi": "登録者数"})

    assert "前回から変更 2 件・未回答の照会 1 件" in browser.get(f"/items/{returned}/submit").text


def test_the_reason_is_that_of_the_last_return_whatever_came_after_it(office):
    item_id = office.an_item("returned")

    def reasons():
        office.meet_anew()
        (turn,) = [one for one in office.look("officer", items.home).turns if one.row.id == item_id]
        return office.look("officer", items.get, item_id).sent_back.note, turn.note

    office.act(item_id, "carry_over", "reviewer", note="予算の回を改める")
    office.clock.set(datetime(2021, 10, 4, 9, 0, tzinfo=JAPAN))
    assert reasons() == ("理由はこのとおり", "理由はこのとおり")


def test_the_reason_stays_after_a_resubmission_was_pulled_back(office):
    item_id = office.an_item("under_review")
    office.act(item_id, "send_back", "reviewer", note="数量と単価を")
    office.act(item_id, "submit", "officer", note="直しました")
    assert office.look("officer", items.get, item_id).sent_back is None
    office.act(item_id, "pull_back", "officer", note="まだでした")

    assert office.look("officer", items.get, item_id).sent_back.note == "数量と単価を"


def test_what_was_sent_back_comes_first_at_home(office):
    drafts = [office.an_item("draft") for _ in range(2)]
    returned = office.an_item("returned")

    turns = office.look("officer", items.home).turns

    assert [one.row.id for one in turns] == [returned, *drafts]


def test_home_quotes_the_reason_of_the_return(sign_in_as):
    assert REASON in sign_in_as("mirai").get("/?cycle=2021-09").text


def test_a_review_with_unanswered_questions_is_completed_by_whoever_says_so(office):
    item_id, *_ = asked(office)

    with pytest.raises(QuestionsUnanswered) as refused:
        office.act(item_id, "approve", "reviewer")
    assert refused.value.data == {"count": 1}
    assert office.row(item_id).state == "under_review"

    office.act(item_id, "approve", "reviewer", despite_questions=True)
    assert office.entries(item_id)[-1].particulars == {"despite_questions": True}


@pytest.mark.parametrize("answered", ["say", "close"])
def test_an_answered_or_settled_question_asks_for_no_tick(office, answered):
    item_id, question, _ = asked(office)
    if answered == "say":
        office.do("officer", threads.say, question, "見積のとおりです。")
    else:
        office.do("reviewer", threads.close, question, seen=1)

    assert office.act(item_id, "approve", "reviewer").state == "reviewed"


def test_the_page_of_the_review_names_the_questions_and_asks_for_the_tick(
    sign_in_as, send_form, demo_engine, item_named, names
):
    item_id, browser = item_named(names["under_review"]).row.id, sign_in_as("reviewer")
    do(demo_engine, "reviewer", threads.ask, item_id, QUESTION, field="amount_kyen")

    page = browser.get(f"/items/{item_id}/approve").text
    refused = send_form(browser, f"/items/{item_id}/approve", {"note": "よい"})

    assert QUESTION in page
    assert "未回答の照会を残したまま、審査を完了する" in page
    assert refused.status_code == 422
    assert "回答していない照会が 1 件あります" in refused.text
    again = send_form(browser, f"/items/{item_id}/approve", {"despite_questions": "y"})
    assert again.status_code == 302


def test_the_way_to_submit_again_leads_past_the_correction(sign_in_as, returned):
    browser = sign_in_as("mirai")

    home = browser.get("/").text
    page = browser.get(f"/items/{returned}/submit").text

    ways = re.findall(rf'<a( class="tag")? href="/items/{returned}/(edit|submit)"', home)
    assert ways == [(' class="tag"', "edit"), ("", "submit")]
    assert page.index(REASON) < page.index(f'action="/items/{returned}/submit')
    assert f'href="/items/{returned}/edit">修正する</a>' in page
