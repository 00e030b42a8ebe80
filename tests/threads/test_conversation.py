"""Asked, answered, put right, closed: whose turn it is, and that nothing is lost or doubled."""

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from tests.support import asks
from tests.support.asks import asked_for
from tests.support.threads import asked, thread
from workflow import notices, threads
from workflow.items import AskKind
from workflow.threads.policy import OnlyOnesOwnIsCorrected, OnlyTheAskerCloses, ThreadClosed
from workflow.values.errors import InputRefused, KeyReused, SomeoneElseActedFirst
from workflow.values.vocabulary import PostKind, Side


def waits_for(office, login) -> list[int]:
    return asked_for(office, login, AskKind.ANSWER, AskKind.SETTLE)


def test_the_turn_goes_to_the_other_side_until_the_asker_closes(office):
    item_id, question, _ = asked(office)
    assert thread(office, item_id, question).turn is Side.DEPARTMENT
    assert waits_for(office, "officer") == waits_for(office, "colleague") == [question]
    assert waits_for(office, "neighbour") == waits_for(office, "reviewer") == []

    office.do("colleague", threads.say, question, "見積書のとおりです。")

    assert thread(office, item_id, question).turn is Side.CENTER
    assert waits_for(office, "officer") == []
    assert waits_for(office, "reviewer") == [question]
    assert waits_for(office, "reviewer2") == []  # the reviewer who asked is there

    office.do("reviewer", threads.close, question, seen=2, remark="確認しました。")

    closed = thread(office, item_id, question, by="officer")
    assert (closed.closed, closed.turn) == (True, None)
    assert [post.kind for post in closed.posts] == ["said", "said", "closed"]
    assert waits_for(office, "reviewer") == []
    with pytest.raises(ThreadClosed):
        office.do("officer", threads.say, question, "ありがとうございます。")


def test_an_answer_is_due_in_business_days_after_the_day_of_asking(office):
    item_id, question, _ = asked(office)

    found = thread(office, item_id, question)

    assert (found.answer_by, found.days_left) == (date(2021, 8, 5), 3)
    (ask,) = asks.asked(office, "officer")
    assert (ask.due_on, ask.days_left) == (date(2021, 8, 5), 3)


def test_the_department_asks_and_everybody_at_the_center_is_waited_for(office):
    item_id = office.an_item("draft")

    mine = office.do("officer", threads.ask, item_id, "様式はこれでよいですか。")

    assert waits_for(office, "reviewer") == waits_for(office, "secretariat") == [mine]
    office.do("reviewer2", threads.say, mine, "はい。")
    assert waits_for(office, "officer") == [mine]
    with pytest.raises(OnlyTheAskerCloses):
        office.do("reviewer2", threads.close, mine, seen=2)
    office.do("colleague", threads.close, mine, seen=2)


def test_a_correction_stands_beside_what_it_corrects_and_is_ones_own(office):
    item_id, question, _ = asked(office)
    office.do("officer", threads.say, question, "500円です。")

    with pytest.raises(OnlyOnesOwnIsCorrected):
        office.do("colleague", threads.correct, question, 2, "600円です。")
    office.do("officer", threads.correct, question, 2, "600円です。")

    found = thread(office, item_id, question)
    assert [post.text for post in found.posts[1:]] == ["500円です。", "600円です。"]
    assert (found.posts[1].corrected_by, found.posts[2].corrects) == (3, 2)
    assert found.turn is Side.CENTER
    (ask,) = asks.asked(office, "reviewer")
    assert ask.said == "600円です。"


def test_each_post_says_of_which_revision_it_speaks(office):
    item_id, question, _ = asked(office, "returned")
    office.act(item_id, "submit", "officer")

    office.do("officer", threads.say, question, "直して再提出しました。")

    assert [post.round for post in thread(office, item_id, question).posts] == [0, 2]


def test_a_second_delivery_adds_nothing(office):
    item_id, question, _ = asked(office)
    officer, reviewer = office.person("officer"), office.person("reviewer")

    first = office.do(reviewer, threads.ask, item_id, "あと一点。", key="a")
    assert office.do(reviewer, threads.ask, item_id, "あと一点。", key="a") == first
    for _ in range(2):
        office.do(officer, threads.say, question, "はい。", key="b")
    for _ in range(2):
        office.do(officer, threads.correct, question, 2, "いいえ。", key="c")
    for _ in range(2):
        office.do(reviewer, threads.close, question, 3, key="d")

    assert len(thread(office, item_id, question).posts) == 4
    assert len(office.look(officer, threads.of, item_id).threads) == 2
    kinds = [one.kind for one in office.look(reviewer, notices.page).notices]
    assert kinds == ["posted", "posted"]  # the answer and its correction
    with pytest.raises(KeyReused):
        office.do(reviewer, threads.ask, item_id, "別の一点。", key="a")


def test_nobody_closes_over_what_they_have_not_read(office):
    _, question, _ = asked(office)
    office.do("officer", threads.say, question, "待ってください。")

    with pytest.raises(SomeoneElseActedFirst):
        office.do("reviewer", threads.close, question, seen=1)


@pytest.mark.parametrize("words", ["", " \n　", "長" * 4001, "\x00", "\ud800", "逆\u202e向き"])
def test_words_that_cannot_be_kept_are_refused(office, words):
    item_id, question, _ = asked(office)

    for act in (
        lambda: office.do("reviewer", threads.ask, item_id, words),
        lambda: office.do("officer", threads.say, question, words),
    ):
        with pytest.raises(InputRefused) as refused:
            act()
        assert [problem.field for problem in refused.value.problems] == ["text"]


@pytest.mark.both_databases
def test_words_are_kept_as_they_were_typed(office):
    words = "ＩＣＴ①㈱ 𠮷野家\n\t<b>&amp;</b> =1+1 mail@example.jp"
    item_id, question, _ = asked(office)

    office.do("officer", threads.say, question, words)

    assert thread(office, item_id, question).posts[-1].text == words


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"field": "no_such_field"}, "field"),
        ({"answer_in": 0}, "answer_in"),
        ({"answer_in": 61}, "answer_in"),
        ({"mentioned": [2**40]}, "mentioned"),
        ({"key": "k" * 81}, "key"),
    ],
)
def test_what_is_no_field_day_person_or_key_is_refused(office, given, field):
    item_id = office.an_item("draft")

    with pytest.raises(InputRefused) as refused:
        office.do("reviewer", threads.ask, item_id, "？", **given)
    assert [problem.field for problem in refused.value.problems] == [field]


def test_a_thread_makes_no_move_and_stops_none_that_knows_of_it(office):
    item_id, _, _ = asked(office)
    before = office.count_entries()

    office.act(item_id, "approve", "reviewer", despite_questions=True)

    assert office.row(item_id).state == "reviewed"
    assert office.count_entries() == before + 1


@pytest.mark.both_databases
@pytest.mark.parametrize("statement", ["UPDATE {} SET thread_id = 9", "DELETE FROM {}"])
def test_the_database_keeps_every_word(office, statement):
    item_id, question, _ = asked(office)
    office.do("officer", threads.say, question, "はい、@reviewer さん。")
    engine = office.engine.database.engine

    for table in ("threads", "thread_posts", "thread_mentions"):
        asking = statement.format(table)
        if table == "threads":
            asking = asking.replace("thread_id", "item_id")
        with pytest.raises(DatabaseError, match="append-only"), engine.begin() as connection:
            connection.execute(text(asking))
    assert thread(office, item_id, question).posts[-1].kind is PostKind.SAID
