"""Mails with links, by hand."""

from collections.abc import Iterator

import pytest

from tests.support.killing import with_addresses
from tests.support.mailroom import Mailroom, open_mailroom
from tests.support.office import Office
from workflow.jobs import JobContext
from workflow.notices import MailSettings


@pytest.fixture
def mailroom() -> Iterator[Mailroom]:
    """A real SMTP server."""
    with open_mailroom() as mailroom:
        yield mailroom


@pytest.fixture
def job_context(office: Office, mailroom: Mailroom) -> JobContext:
    """What jobs work with, by the clock of sessions; everybody has a mail address."""
    with_addresses(office)
    mail = MailSettings(host="127.0.0.1", port=mailroom.port, sender="jizen@pref.example.jp")
    return JobContext(office.engine.database, office.clock, mail, pace=office.engine.pace)
