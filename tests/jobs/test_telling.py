"""Who is told what, and in how many mails; the jobs' steps are taken by hand."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from sqlalchemy import select

from tests.support.mailroom import Mailroom
from tests.support.office import Office
from workflow.jobs import JobContext
from workflow.models import Mail, MailPreference, Notice, Person
from workflow.values.clock import JAPAN

pytestmark = pytest.mark.both_databases


def last_move(office: Office, item_id: int) -> tuple[int, int]:
    return item_id, office.row(item_id).ledger_length


def told(office: Office, kind: str) -> set[str]:
    query = (
        select(Person.login).join(Notice, Notice.person_id == Person.id).where(Notice.kind == kind)
    )
    with office.engine.database.reading() as session:
        return set(session.scalars(query))


def mail_everyone(job_context: JobContext, job: str) -> None:
    """Compose and deliver whatever is due, as the digests of one moment would."""
    for person_id, _ in job_context.unmailed():
        mail_id = job_context.compose(person_id, f"{job}-{person_id}")
        if mail_id is not None:
            assert job_context.deliver(mail_id, 1) == 0


def prefer(office: Office, login: str, **wishes: object) -> None:
    with office.engine.database.writing() as session:
        row = session.get_one(MailPreference, office.person(login).person_id)
        for name, value in wishes.items():
            setattr(row, name, value)


def addressees(mailroom: Mailroom) -> list[str]:
    return sorted(str(mail["To"]).partition("@")[0] for mail in mailroom.mails)


def on(office: Office, month: int, day: int) -> None:
    office.clock.set(datetime(2021, month, day, 9, 0, tzinfo=JAPAN))


def a_morning(job_context: JobContext) -> list[tuple[int, int]]:
    return job_context.new_day(job_context.morning())


def test_those_whose_turn_it_is_are_told_and_nobody_else(office, job_context):
    item_id = office.an_item("submitted")

    job_context.announce(*last_move(office, item_id))

    assert told(office, "turn") == {"reviewer", "reviewer2", "everything"}


def test_who_moved_is_never_told_even_where_it_is_their_turn(office, job_context):
    item_id = office.an_item("submitted")
    office.act(item_id, "receive", "reviewer")

    job_context.announce(*last_move(office, item_id))

    assert told(office, "turn") == {"reviewer2", "everything"}


def test_whoever_submitted_is_told_of_the_end(office, job_context):
    item_id = office.an_item("reported")

    job_context.announce(*last_move(office, item_id))

    assert told(office, "done") == {"officer"}


def test_announcing_twice_writes_each_notice_once_and_asks_for_the_same_mails(office, job_context):
    item_id = office.an_item("submitted")

    first = job_context.announce(*last_move(office, item_id))
    second = job_context.announce(*last_move(office, item_id))

    assert first == second
    with office.engine.database.reading() as session:
        assert len(session.scalars(select(Notice.id)).all()) == len(first)


def test_a_move_that_was_overtaken_is_not_announced(office, job_context):
    item_id = office.an_item("submitted")
    overtaken = last_move(office, item_id)
    office.act(item_id, "pull_back", "officer")

    assert job_context.announce(*overtaken) == []


def test_several_moves_within_the_interval_make_one_mail_a_person(office, job_context, mailroom):
    for _ in range(3):
        job_context.announce(*last_move(office, office.an_item("submitted")))

    mail_everyone(job_context, "digest")

    assert addressees(mailroom) == ["everything", "reviewer", "reviewer2"]
    assert all("3件" in mail["Subject"] for mail in mailroom.mails)


def test_what_moved_on_before_the_mail_left_is_not_mailed(office, job_context, mailroom):
    item_id = office.an_item("submitted")
    job_context.announce(*last_move(office, item_id))
    office.act(item_id, "pull_back", "officer")

    mail_everyone(job_context, "digest")

    assert mailroom.mails == []
    assert job_context.unmailed() == []


@pytest.mark.parametrize("when", ["before", "after"])
def test_no_mail_goes_to_whoever_wants_none(office, job_context, mailroom, when):
    item_id = office.an_item("submitted")
    if when == "before":
        prefer(office, "reviewer", by_mail=False)
    job_context.announce(*last_move(office, item_id))
    prefer(office, "reviewer", by_mail=False)

    mail_everyone(job_context, "digest")

    assert addressees(mailroom) == ["everything", "reviewer2"]
    assert "reviewer" in told(office, "turn")
    assert job_context.unmailed() == []


def test_whoever_has_no_address_reads_it_on_the_screen_only(office, job_context, mailroom):
    with office.engine.database.writing() as session:
        session.get_one(Person, office.person("reviewer").person_id).email = ""
    job_context.announce(*last_move(office, office.an_item("submitted")))

    mail_everyone(job_context, "digest")

    assert addressees(mailroom) == ["everything", "reviewer2"]
    assert job_context.unmailed() == []


def test_two_digests_of_one_person_at_once_share_out_the_notices(office, job_context):
    job_context.announce(*last_move(office, office.an_item("submitted")))
    person = office.person("reviewer").person_id

    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda n: job_context.compose(person, f"job-{n}"), range(8)))

    assert sum(mail is not None for mail in made) == 1


def test_one_digest_made_twice_is_one_mail(office, job_context):
    job_context.announce(*last_move(office, office.an_item("submitted")))
    person = office.person("reviewer").person_id

    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(lambda _: job_context.compose(person, "job"), range(8)))

    assert len(made) == 1
    with office.engine.database.reading() as session:
        assert session.scalars(select(Mail.message_id)).all() == ["<job@pref.example.jp>"]


def test_people_have_the_operators_interval_until_they_choose(office, job_context):
    with office.engine.database.writing() as session:
        session.delete(session.get_one(MailPreference, office.person("reviewer").person_id))
    prefer(office, "reviewer2", digest_minutes=120)

    minutes = dict(job_context.announce(*last_move(office, office.an_item("submitted"))))

    assert minutes[office.person("reviewer").person_id] == job_context.mail.digest_minutes
    assert minutes[office.person("reviewer2").person_id] == 120


def test_reminders_come_before_on_and_after_the_deadline_on_business_days_only(office, job_context):
    office.an_item("submitted")  # on Monday the 2nd, due on Wednesday the 4th
    reminded = []
    for day in range(2, 14):
        on(office, 8, day)
        before = len(notices(office, "reviewer", "reminder"))
        if job_context.morning():
            a_morning(job_context)
        if len(notices(office, "reviewer", "reminder")) > before:
            reminded.append(day)

    # The 7th and 8th are a weekend, the 9th a holiday in 2021.
    assert reminded == [2, 4, 5, 10, 12]


def notices(office: Office, login: str, kind: str) -> list[int]:
    query = select(Notice.id).where(
        Notice.person_id == office.person(login).person_id, Notice.kind == kind
    )
    with office.engine.database.reading() as session:
        return list(session.scalars(query))


def test_nobody_is_reminded_of_what_moved_on_nor_sent_a_summary_of_nothing(
    office, job_context, mailroom
):
    item_id = office.an_item("submitted")
    on(office, 8, 4)
    a_morning(job_context)
    office.act(item_id, "withdraw", "officer")

    mail_everyone(job_context, "digest")
    on(office, 8, 5)
    a_morning(job_context)

    assert mailroom.mails == []
    assert len(notices(office, "reviewer", "reminder")) == 1


def test_whoever_wants_no_reminders_gets_neither_them_nor_the_summary(office, job_context):
    office.an_item("submitted")
    prefer(office, "reviewer", reminders=False)
    on(office, 8, 4)

    a_morning(job_context)

    assert "reviewer" not in told(office, "reminder") | told(office, "summary")
    assert "reviewer2" in told(office, "reminder") & told(office, "summary")


def test_the_center_gets_one_summary_a_day_that_names_every_live_item(
    office, job_context, mailroom
):
    live = [office.an_item("draft"), office.an_item("submitted"), office.an_item("reviewed")]
    office.an_item("reported")
    on(office, 8, 3)

    a_morning(job_context)
    a_morning(job_context)
    mail_everyone(job_context, "digest")

    (mail,) = mailroom.to("reviewer2@example.jp")
    text = mail.get_content()
    assert "進行中の案件 3件" in text
    assert all(office.row(item_id).name in text for item_id in live)
    assert told(office, "summary") == {"reviewer", "reviewer2", "everything"}
    assert len(notices(office, "reviewer2", "summary")) == 1


def test_the_day_begins_on_business_mornings_only(office, job_context):
    def morning(*moment: int) -> str:
        office.clock.set(datetime(2021, *moment, tzinfo=JAPAN))
        return job_context.morning()

    assert morning(8, 3, 8, 29) == ""
    assert morning(8, 3, 8, 30) == "2021-08-03"
    assert morning(8, 7, 12, 0) == ""
    assert morning(8, 9, 12, 0) == ""
