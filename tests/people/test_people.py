"""People are administered by administrators alone, whatever verb is called."""

import pytest
from sqlalchemy import select

from workflow import accounts, jobs, people
from workflow.accounts import SHELL
from workflow.models import Person
from workflow.values.actor import OPERATOR, Title
from workflow.values.days import Period
from workflow.values.errors import NotFound, WrongRole
from workflow.values.vocabulary import Role

VERBS = [
    (people.listed, people.PeopleFilter()),
    (people.one, 1),
    (people.add, "new", people.Particulars(Title("新任", ""))),
    (people.change, 1, people.Particulars(Title("改名", ""))),
    (people.switch_off, 1),
    (people.switch_on, 1),
    (people.give, 1, people.Holding(Role.ADMIN, None, Period())),
    (people.end, 1, None),
    (people.set_email, "officer", "officer@example.jp"),
    (accounts.set_password, "officer", "a password like others"),
    (jobs.operations,),
]


@pytest.mark.parametrize("who", ["secretariat", "everything", "officer"])
@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb[0].__name__)
def test_nobody_else_reads_or_changes_people_mails_and_jobs(shared_office, verb, who):
    with pytest.raises(WrongRole):
        shared_office.do(who, *verb)


def test_nobody_else_has_a_mail_tried(shared_office):
    with pytest.raises(WrongRole):
        jobs.try_now(shared_office.engine, shared_office.person("secretariat"), 1)


def test_a_mail_that_is_not_there_cannot_be_tried(shared_office):
    with pytest.raises(NotFound):
        jobs.try_now(shared_office.engine, shared_office.person("admin"), 1)


@pytest.mark.parametrize("who", ["admin", OPERATOR])
def test_an_administrator_and_the_operator_set_an_address_and_a_password(office, who):
    office.do(who, people.set_email, "officer", "officer@example.jp")
    office.do(who, accounts.set_password, "officer", "a password like others")

    signed_in, _ = accounts.sign_in(office.engine, "officer", "a password like others", SHELL)
    with office.engine.database.reading() as session:
        email = session.scalar(select(Person.email).where(Person.login == "officer"))
    assert (signed_in.login, email) == ("officer", "officer@example.jp")


def test_a_password_or_an_address_for_nobody_is_refused(shared_office):
    for verb in (people.set_email, accounts.set_password):
        with pytest.raises(NotFound):
            shared_office.do("admin", verb, "nobody", "a@example.jp and more")
