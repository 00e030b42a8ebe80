"""What mails say: what matters in the subject, a line an item, in the reader's language."""

import re
from datetime import datetime

import pytest
from sqlalchemy import select

from tests.support.advising import requested
from tests.support.conditions import answer, conditional, first_of, judge
from tests.support.office import SEPTEMBER
from tests.support.substitutes import stand_in
from tests.support.threads import QUESTION, SECRET, asked
from tests.support.told import job_context_of
from workflow import calendar, notices, threads
from workflow.models import Mail, Notice, Person, RoleGrant
from workflow.notices import letter
from workflow.values.clock import JAPAN
from workflow.values.vocabulary import Role

SITE = "http://127.0.0.1:8000"


@pytest.fixture
def office(office):
    """An office in which everybody has a mail address and a name in both languages."""

    def names(work):
        for person in work.session.scalars(select(Person)):
            person.email = f"{person.login}@example.jp"
            person.name_ja, person.name_en = f"県庁 {person.login}", f"Mx {person.login.title()}"

    office.set_up(names)
    return office


@pytest.fixture
def mailed(office):
    """`mailed("officer")`: the one mail that is due to a person now, or None."""

    def compose(login):
        job_context = job_context_of(office.engine)
        mail_id = job_context.compose(office.person(login).person_id, f"job-{login}")
        with office.engine.database.reading() as session:
            return mail_id and session.get_one(Mail, mail_id)

    return compose


def announce(office, *item_ids):
    for item_id in item_ids:
        job_context_of(office.engine).announce(item_id, office.row(item_id).ledger_length)


def drafted_by_a_colleague(office, name):
    return office.an_item("draft", office.a_sheet(name=name), by="colleague")


def test_the_subject_says_what_was_returned_and_what_waits(office, mailed):
    returned = office.an_item("returned")
    announce(office, *(drafted_by_a_colleague(office, name) for name in "甲乙"), returned)

    assert mailed("officer").subject == "【事前協議】差戻し 1件・あなたの番 2件"


def test_an_item_has_a_line_that_says_what_happened_by_whom_and_until_when(office, mailed):
    returned = office.an_item("returned", office.a_sheet(name="道路台帳の整備"))
    announce(office, returned)

    lines = mailed("officer").body.splitlines()

    line = next(one for one in lines if "道路台帳の整備" in one)
    assert line == "・9補-soumu-001　道路台帳の整備：差戻し（県庁 reviewer）、8/5（木）まで"
    assert lines[lines.index(line) + 1] == f"　{SITE}/items/{returned}"


def test_an_item_that_was_never_submitted_has_a_bare_number(office, mailed):
    item_id = drafted_by_a_colleague(office, "新しい案件")
    announce(office, item_id)

    assert f"・No.{item_id}　新しい案件：起案（県庁 colleague）" in mailed("officer").body


def test_what_was_returned_comes_first_whatever_came_later(office, mailed):
    returned = office.an_item("returned", office.a_sheet(name="戻った案件"))
    announce(office, returned, drafted_by_a_colleague(office, "次の案件"))

    body = mailed("officer").body

    headings = re.findall("^■ .*", body, re.MULTILINE)
    assert headings == ["■ 差戻し 1件", "■ あなたの番 1件"]
    assert body.index("戻った案件") < body.index("次の案件")


def test_who_wants_english_is_written_to_in_english_and_in_nothing_else(office, mailed):
    returned = office.an_item("returned", office.a_sheet(name="Road register"))
    announce(office, returned)
    wishes = {"by_mail": True, "reminders": True, "digest_minutes": 0, "language": "en"}
    office.do("officer", notices.set_preferences, **wishes)

    mail = mailed("officer")

    number = office.row(returned).number
    assert number == "9補-soumu-001"
    assert mail.subject == "[Pre-consultation] Returned: 1"
    assert (
        f"- {number}  Road register: sent back by Mx Reviewer, until 5 Aug (Thu)\n"
        f"  {SITE}/items/{returned}\n" in mail.body
    )
    assert mail.body.replace(number, "").isascii()


def test_japanese_mails_hold_no_english_sentence(office, mailed):
    announce(office, office.an_item("returned"))

    body = re.sub(r"http\S+", "", mailed("officer").body)

    assert set(re.findall("[A-Za-z]+", body)) <= {"soumu", "officer", "reviewer"}


def test_a_second_submission_says_which_one_it_is(office, mailed):
    item_id = office.an_item("returned")
    office.act(item_id, "submit", "officer")
    announce(office, item_id)

    assert "：提出（第2回）（県庁 officer）、" in mailed("reviewer").body


def test_what_is_late_says_by_how_much(office, mailed):
    office.an_item("submitted")  # due on Wednesday the 4th
    office.clock.set(datetime(2021, 8, 5, 9, 0, tzinfo=JAPAN))
    job_context = job_context_of(office.engine)
    job_context.new_day(job_context.morning())

    mail = mailed("reviewer")

    assert mail.subject == "【事前協議】期限の確認 1件・進行中の案件 1件"
    assert "：期限の確認、8/4（水）まで（1開庁日超過）\n" in mail.body


def test_an_item_to_which_two_things_happened_has_one_line(office, mailed):
    item_id = office.an_item("under_review")
    office.do("reviewer", threads.ask, item_id, QUESTION)
    office.act(item_id, "send_back", "reviewer")
    announce(office, item_id)

    mail = mailed("officer")

    assert mail.subject == "【事前協議】差戻し 1件"
    (line,) = [one for one in mail.body.splitlines() if one.startswith("・")]
    assert "：差戻し（県庁 reviewer）、照会・回答に新しい発言（県庁 reviewer）、8/5（木）" in line


def test_a_department_is_mailed_that_its_item_was_received(office, mailed):
    announce(office, office.an_item("under_review"))

    mail = mailed("officer")

    assert mail.subject == "【事前協議】受付 1件"
    assert "：受付（県庁 reviewer）\n" in mail.body


def test_a_substitutes_move_names_both(office, mailed):
    stand_in(office, "reviewer", "evaluator", Role.REVIEWER)
    item_id = office.an_item("under_review")
    office.act(item_id, "send_back", "evaluator")
    announce(office, item_id)

    assert "：差戻し（県庁 evaluator（県庁 reviewer 代理））、" in mailed("officer").body


def test_advice_is_asked_until_a_day_and_at_its_own_page(office, mailed):
    _, request_id = requested(office)

    body = mailed("advisor").body

    assert "：助言の依頼（県庁 reviewer）、8/6（金）まで\n" in body
    assert f"　{SITE}/advice/{request_id}\n" in body


def test_what_becomes_of_a_condition_leads_to_that_condition(office, mailed):
    condition = first_of(office, conditional(office))
    answer(office, condition.id)
    judge(office, condition.id, "sent_back")

    mail = mailed("officer")

    assert mail.subject == "【事前協議】条件の回答の差戻し 1件"
    assert "：条件への回答の差戻し（県庁 reviewer）\n" in mail.body
    assert f"　{SITE}/conditions/{condition.id}\n" in mail.body


def test_of_an_internal_note_a_mail_says_neither_words_nor_author_nor_item(office, mailed):
    item_id, _, note = asked(office)
    office.do("reviewer", threads.say, note, "@evaluator 見てください。")
    name = office.row(item_id).name

    mail = mailed("evaluator")

    assert mail.subject == "【事前協議】画面のお知らせ 1件"
    assert f"{SITE}/notices/\n" in mail.body
    for hidden in (SECRET, "見てください", "内部メモ", "県庁 reviewer", name, f"items/{item_id}"):
        assert hidden not in mail.body


def test_what_people_wrote_is_in_no_mail(office, mailed):
    item_id, _, _ = asked(office, "returned")
    announce(office, item_id)

    body = mailed("officer").body

    assert QUESTION not in body
    assert "理由はこのとおり" not in body


def test_nobody_is_mailed_about_an_item_that_they_may_not_see_any_more(office, mailed):
    office.do("reviewer", threads.ask, office.an_item("under_review"), QUESTION)
    officer = office.person("officer").person_id

    def move_away(work):
        work.session.query(RoleGrant).filter_by(person_id=officer).delete()

    office.set_up(move_away)

    assert mailed("officer") is None
    with office.engine.database.reading() as session:
        (waits,) = session.scalars(select(Notice.by_mail).where(Notice.person_id == officer))
    assert not waits


def test_a_summary_names_nothing_on_which_nobody_can_act_as_the_cycle_is_closed(office, mailed):
    office.an_item("submitted")
    office.clock.set(datetime(2021, 8, 6, 9, 0, tzinfo=JAPAN))
    office.do("secretariat", calendar.close_cycle, SEPTEMBER, closed=True)
    job_context = job_context_of(office.engine)
    job_context.new_day(job_context.morning())
    assert mailed("reviewer") is None

    office.do("secretariat", calendar.close_cycle, SEPTEMBER, closed=False)
    job_context.new_day(job_context.morning())
    assert mailed("reviewer").subject == "【事前協議】進行中の案件 1件"


def test_a_summary_names_only_so_many_items_and_counts_the_rest(office, mailed, monkeypatch):
    monkeypatch.setattr(letter, "LONGEST_SUMMARY", 2)
    for _ in range(3):
        office.an_item("submitted")
    office.clock.set(datetime(2021, 8, 3, 9, 0, tzinfo=JAPAN))
    job_context = job_context_of(office.engine)
    job_context.new_day(job_context.morning())

    mail = mailed("reviewer")

    assert mail.subject == "【事前協議】進行中の案件 3件"
    assert mail.body.count("・9補-soumu-") == 2
    assert f"・ほか 1件\n　{SITE}/items/\n" in mail.body
