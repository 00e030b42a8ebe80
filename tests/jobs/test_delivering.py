"""One mail on its way: tried again, never twice, and found where it is forgotten."""

from datetime import timedelta

import pytest
from aiosmtpd.smtp import SMTP

from tests.support.office import Office
from workflow.jobs import JobContext
from workflow.models import Mail

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
