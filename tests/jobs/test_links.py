"""A one-use link is mailed by a job, and its token is made when the mail leaves."""

from datetime import timedelta

import pytest

from tests.support.accounts import HOME, redeemed
from workflow import accounts
from workflow.accounts import Rules
from workflow.models import Mail, Person
from workflow.values.errors import NotFound


def test_the_link_in_a_mail_is_nowhere_in_the_database_and_lasts_from_when_it_leaves(
    office, job_context, mailroom
):
    office.engine.pace = office.clock
    person = office.person("officer").person_id
    mail_id = job_context.compose_link(person, "forgotten", "job-1")
    assert job_context.compose_link(person, "forgotten", "job-1") == mail_id
    assert job_context.compose_link(person, "forgotten", "job-2") is None  # so soon after
    assert job_context.compose_link(0, "forgotten", "job-3") is None
    office.clock.advance(timedelta(minutes=20))  # the mail server was away

    assert job_context.deliver(mail_id, 1) == 0

    (mail,) = mailroom.mails
    token = mail.get_content().partition("/auth/links/")[2].split()[0]
    with office.engine.database.reading() as session:
        assert token not in session.get_one(Mail, mail_id).body
    assert (mail["To"], "officer" in mail.get_content()) == ("officer@example.jp", True)
    office.clock.advance(timedelta(minutes=29))
    assert redeemed(office, token, "a long enough one") != "link_ended"


@pytest.mark.both_databases
def test_whoever_forgot_and_whoever_is_invited_are_mailed_and_nobody_else(
    office, at_work, mailroom, eventually
):
    for login in ("officer", "nobody"):
        office.do(None, accounts.forgotten, login, HOME)
    reviewer = office.person("reviewer").person_id
    office.do("admin", accounts.mail_invitation, reviewer, Rules(), HOME)

    at_work()
    eventually(lambda: len(mailroom.mails) == 2)

    told = {mail["To"]: mail["Subject"] for mail in mailroom.mails}
    assert "再設定" in told["officer@example.jp"]
    assert "パスワードの設定" in told["reviewer@example.jp"]


def test_nobody_without_an_address_is_mailed(office, job_context):
    nobody = office.person("nothing").person_id
    with office.engine.database.writing() as session:
        session.get_one(Person, nobody).email = ""

    with pytest.raises(NotFound):
        office.do("admin", accounts.mail_invitation, nobody, Rules(), HOME)
    assert job_context.compose_link(nobody, "forgotten", "job") is None
