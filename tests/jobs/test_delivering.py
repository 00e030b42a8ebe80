"""One mail on its way: tried again, never twice, and found where it is forgotten."""

from datetime import timedelta

import pytest
from aiosmtpd.smtp import SMTP
from sqlalchemy import delete, select

from tests.jobs.test_telling import a_morning, prefer
from tests.support.office import Office
from workflow.jobs import JobContext
from workflow.models import Mail, Notice, Person, RoleGrant

pytestmark = pytest.mark.both_databases


def test_a_mail_that_is_refused_waits_longer_each_time_and_shows_why(office, job_context, mailroom):
    mail_id = a_mail(office, job_context)
    mailroom.answer = "451 come back later"

    waits = [job_context.deliver(mail_id, attempt) for attempt in range(1, 10)]

    assert waits[:4] == [30, 60, 120, 240]
    assert max(waits) == 3600
    with office.engine.database.reading() as session:
        mail = session.get_one(Mail, mail_id)
    assert (mail.attempts, mail.sent_at) == (9, None)
    assert "come back later" in mail.last_error
    assert mail.next_attempt_at - office.clock.now() == timedelta(hours=1)


def a_mail(office: Office, job_context: JobContext) -> int:
    item_id = office.an_item("submitted")
    job_context.announce(item_id, office.row(item_id).ledger_length)
    mail_id = job_context.compose(office.person("reviewer").person_id, "job")
    assert mail_id is not None
    return mail_id


def test_an_attempt_that_was_counted_before_a_crash_is_not_made_again(
    office, job_context, mailroom
):
    mail_id = a_mail(office, job_context)
    mailroom.answer = "451 come back later"
    first = job_context.deliver(mail_id, 1)

    again = job_context.deliver(mail_id, 1)

    assert (first, again, mailroom.refused) == (30, 30, 1)


def test_a_mail_that_left_does_not_leave_again(office, job_context, mailroom):
    mail_id = a_mail(office, job_context)

    assert [job_context.deliver(mail_id, attempt) for attempt in (1, 1, 2)] == [0, 0, 0]
    assert len(mailroom.mails) == 1


def test_a_mail_that_nobody_attends_to_any_more_is_found(office, job_context):
    mail_id = a_mail(office, job_context)
    at_once = job_context.overdue()
    office.clock.advance(timedelta(minutes=6))

    assert (at_once, job_context.overdue()) == ([], [(mail_id, 1)])


@pytest.mark.parametrize("farewell", ["421 closing", "500 what?"])
def test_a_mail_that_was_taken_is_not_sent_again_however_the_server_takes_its_leave(
    office, job_context, mailroom, monkeypatch, farewell
):
    async def leave(server, _argument):
        await server.push(farewell)

    monkeypatch.setattr(SMTP, "smtp_QUIT", leave)
    mail_id = a_mail(office, job_context)

    assert [job_context.deliver(mail_id, attempt) for attempt in (1, 2)] == [0, 0]
    assert len(mailroom.mails) == 1
    assert sent(office, mail_id)


def sent(office: Office, mail_id: int) -> bool:
    with office.engine.database.reading() as session:
        mail = session.get(Mail, mail_id)
    return mail is not None and mail.sent_at is not None


def switch_off(office: Office, login: str) -> None:
    with office.engine.database.writing() as session:
        session.get_one(Person, office.person(login).person_id).active = False


def take_all_roles(office: Office, login: str) -> None:
    whose = RoleGrant.person_id == office.person(login).person_id
    with office.engine.database.writing() as session:
        session.execute(delete(RoleGrant).where(whose))


def want_no_mail(office: Office, login: str) -> None:
    prefer(office, login, by_mail=False)


@pytest.mark.parametrize("meanwhile", [switch_off, take_all_roles, want_no_mail])
def test_a_mail_that_waited_does_not_reach_who_may_not_read_it_any_more_or_wants_none(
    office, job_context, mailroom, meanwhile
):
    mail_id = a_mail(office, job_context)
    mailroom.answer = "451 come back later"
    job_context.deliver(mail_id, 1)
    meanwhile(office, "reviewer")
    mailroom.answer = "250 OK"

    assert [job_context.deliver(mail_id, attempt) for attempt in (2, 2)] == [0, 0]
    assert mailroom.mails == []
    with office.engine.database.reading() as session:
        assert session.get(Mail, mail_id) is None
        whose = Notice.person_id == office.person("reviewer").person_id
        told = session.scalars(select(Notice).where(whose)).all()
    assert [(one.mail_id, one.by_mail) for one in told] == [(None, False)]


def test_a_mail_that_waited_leaves_out_what_has_moved_on_meanwhile(office, job_context, mailroom):
    moving, staying = office.an_item("submitted"), office.an_item("submitted")
    for item_id in (moving, staying):
        job_context.announce(item_id, office.row(item_id).ledger_length)
    mail_id = job_context.compose(office.person("reviewer").person_id, "job")
    office.act(moving, "receive", "reviewer2")

    job_context.deliver(mail_id, 1)

    (mail,) = mailroom.mails
    words = mail.get_content()
    assert (office.row(moving).name in words, office.row(staying).name in words) == (False, True)
    assert "1件" in mail["Subject"]


def test_the_summary_of_a_morning_does_not_leave_once_its_reader_may_see_nothing_of_it(
    office, job_context, mailroom
):
    office.an_item("submitted")
    a_morning(job_context)
    mail_id = job_context.compose(office.person("reviewer").person_id, "job")
    take_all_roles(office, "reviewer")

    job_context.deliver(mail_id, 1)

    assert mailroom.mails == []


def test_a_link_is_not_mailed_to_who_was_switched_off_meanwhile(office, job_context, mailroom):
    office.engine.pace = office.clock
    mail_id = job_context.compose_link(office.person("officer").person_id, "forgotten", "job")
    switch_off(office, "officer")

    assert job_context.deliver(mail_id, 1) == 0
    assert mailroom.mails == []
