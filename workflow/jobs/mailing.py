"""Mails: one digest of a person's notices, its words, and one attempt to hand it over."""

import smtplib
import ssl
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.message import EmailMessage
from functools import cache
from importlib import resources
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow.jobs.telling import still_stands
from workflow.models import Item, Mail, Notice, Person
from workflow.process_library import ProcessLibrary

FIRST_WAIT: Final = timedelta(seconds=30)
LONGEST_WAIT: Final = timedelta(hours=1)
ERROR_LENGTH: Final = 300


@dataclass(frozen=True)
class MailSettings:
    """How mails leave; without a host none do, and notices stay on the screen."""

    host: str = ""
    port: int = 25
    starttls: bool = False
    user: str = ""
    password: str = field(default="", repr=False)
    sender: str = "jizen@localhost"
    site: str = "http://127.0.0.1:8000/"
    timeout_seconds: float = 20
    first_wait: timedelta = FIRST_WAIT

    @property
    def domain(self) -> str:
        """What stands behind the @ of every Message-ID."""
        return self.sender.rpartition("@")[2] or "localhost"


def compose(
    session: Session,
    library: ProcessLibrary,
    settings: MailSettings,
    person_id: int,
    job: str,
    at: datetime,
) -> int | None:
    """Make one mail of everything a person was not mailed yet; gives its id.

    Running twice for the same `job` gives the same mail. None where nothing is due:
    notices of items that have moved on are laid aside.
    """
    message_id = f"<{job}@{settings.domain}>"
    made = session.scalar(select(Mail.id).where(Mail.message_id == message_id))
    if made is not None:
        return made
    person = session.get_one(Person, person_id)
    due = list(_due(session, person_id))
    standing = [(notice, item) for notice, item in due if still_stands(notice, item)]
    for notice, item in due:
        if (notice, item) not in standing:
            notice.by_mail = False
    if not standing or not person.email or not person.active:
        return None
    words = letters()
    body = "".join(_line(session, library, words, notice, item) for notice, item in standing)
    mail = Mail(
        message_id=message_id,
        person_id=person_id,
        subject=words["subject"].format(count=len(standing)),
        body=words["greeting"].format(name=person.name_ja)
        + body
        + words["footer"].format(address=settings.site),
        composed_at=at,
    )
    session.add(mail)
    session.flush()
    for notice, _ in standing:
        notice.mail_id = mail.id
    return mail.id


def hand_over(settings: MailSettings, address: str, mail: Mail) -> None:
    """Give one mail to the SMTP server. Raises OSError or SMTPException where it will not."""
    message = EmailMessage()
    message["From"] = settings.sender
    message["To"] = address
    message["Subject"] = mail.subject
    message["Message-ID"] = mail.message_id
    message["Date"] = mail.composed_at
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.body)
    with smtplib.SMTP(settings.host, settings.port, timeout=settings.timeout_seconds) as server:
        if settings.starttls:
            server.starttls(context=ssl.create_default_context())
        if settings.user:
            server.login(settings.user, settings.password)
        server.send_message(message)


def wait_after(settings: MailSettings, attempts: int) -> timedelta:
    """How long to wait after so many failed attempts: doubling, at most an hour."""
    longest = max(LONGEST_WAIT, settings.first_wait)
    doubled: timedelta = settings.first_wait * 2 ** min(attempts - 1, 20)
    return min(doubled, longest)


@cache
def letters() -> Mapping[str, Any]:
    """The words of mails."""
    text = resources.files("workflow.jobs").joinpath("letters.toml").read_text("utf-8")
    return tomllib.loads(text)


def _due(session: Session, person_id: int) -> Any:
    return session.execute(
        select(Notice, Item)
        .join(Item, Item.id == Notice.item_id)
        .where(Notice.person_id == person_id, Notice.mail_id.is_(None), Notice.by_mail)
        .order_by(Notice.id)
    )


def _line(
    session: Session, library: ProcessLibrary, words: Mapping[str, Any], notice: Notice, item: Item
) -> str:
    process = library.get(session, item.process_name, item.process_version)
    line: str = words["line"][notice.kind]
    return line.format(
        item=item.name or "―",
        state=process.states[item.state].title["ja"],
        due=item.due_on.isoformat() if item.due_on else "―",
    )
