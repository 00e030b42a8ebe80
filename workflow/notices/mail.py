"""Mails: one digest of a person's notices, its words, and one attempt to hand it over."""

import smtplib
import ssl
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from functools import cache
from importlib import resources
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from workflow.models import Item, Mail, Notice, Person
from workflow.notices import kinds, notify
from workflow.notices.kinds import readable_notices
from workflow.work import Work

FIRST_WAIT: Final = timedelta(seconds=30)
LONGEST_WAIT: Final = timedelta(hours=1)
ERROR_LENGTH: Final = 300

MOST_ATTEMPTS: Final = 100
"""How often a mail is tried by itself, four days altogether; then somebody must ask for it."""

LONGEST_SUMMARY: Final = 100
"""Items named in one summary; the rest is counted."""


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
    digest_minutes: int = 30
    """How long notices are gathered into one mail, where a person has not said otherwise."""

    @property
    def domain(self) -> str:
        """The part behind the @ of every Message-ID."""
        return self.sender.rpartition("@")[2] or "localhost"


def compose(work: Work, settings: MailSettings, person_id: int, job: str) -> int | None:
    """Make one mail of everything a person was not mailed yet; gives its id.

    Running twice for the same `job` gives the same mail. None where nothing is due: notices
    of items that have moved on are never mailed, nor those of people who want no mail any
    more or have no address.
    """
    # Locked: of two digests of one person made at once, the second finds nothing left. Not
    # against key shares: moves, which hold an item, take those of people.
    person = work.session.get_one(
        Person,
        person_id,
        options=[selectinload(Person.grants)],
        with_for_update={"key_share": True},
    )
    message_id = f"<{job}@{settings.domain}>"
    made = work.session.scalar(select(Mail.id).where(Mail.message_id == message_id))
    if made is not None:
        return made
    due = _due(work.session, person)
    reachable = (
        person.active and person.email and notify.preferences_of(work, [person_id])[person_id]
    )
    wanted = bool(reachable and reachable.by_mail)
    current = [(notice, item) for notice, item in due if wanted and notify.is_current(notice, item)]
    mailed = {notice.id for notice, _ in current}
    for notice, _ in due:
        notice.by_mail = notice.id in mailed
    if not current:
        return None
    mail = Mail(
        message_id=message_id,
        person_id=person_id,
        subject=letters()["subject"].format(count=len(_newest(current))),
        body=_body(work, settings, person, _newest(current)),
        composed_at=work.now,
    )
    work.session.add(mail)
    work.session.flush()
    for notice, _ in current:
        notice.mail_id = mail.id
    return mail.id


def hand_over(settings: MailSettings, address: str, mail: Mail) -> None:
    """Give one mail to the SMTP server. Raises OSError or SMTPException where it will not."""
    if not address:
        raise OSError("the person has no e-mail address any more")
    message = EmailMessage()
    message["From"] = settings.sender
    message["To"] = address
    message["Subject"] = mail.subject
    message["Message-ID"] = mail.message_id
    message["Date"] = format_datetime(mail.composed_at)
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
    text = resources.files("workflow.notices").joinpath("letters.toml").read_text("utf-8")
    return tomllib.loads(text)


def _due(session: Session, person: Person) -> list[tuple[Notice, Item | None]]:
    rows = session.execute(
        select(Notice, Item)
        .outerjoin(Item, Item.id == Notice.item_id)
        .where(
            Notice.person_id == person.id,
            Notice.mail_id.is_(None),
            Notice.by_mail,
            readable_notices(person.as_actor()),
        )
        .order_by(Notice.id)
    )
    return [(notice, item) for notice, item in rows]


def _newest(due: list[tuple[Notice, Item | None]]) -> list[tuple[Notice, Item | None]]:
    """Of several notices of one kind about one item, the last: mails may have waited long."""
    return list({(notice.kind, notice.item_id): (notice, item) for notice, item in due}.values())


def _body(
    work: Work, settings: MailSettings, person: Person, due: list[tuple[Notice, Item | None]]
) -> str:
    words = letters()
    lines = [words["greeting"].format(name=person.name_ja)]
    for notice, item in due:
        if item:
            lines.append(_line(work, notice.kind, item))
        else:
            lines += _summary(work)
    lines.append(words["footer"].format(address=settings.site))
    return "".join(lines)


def _summary(work: Work) -> list[str]:
    items = notify.live_items(work)
    heading: str = letters()["summary"].format(count=len(items))
    shown = items[:LONGEST_SUMMARY]
    return [heading, *(_line(work, kinds.SUMMARY, item) for item in shown)]


def _line(work: Work, kind: str, item: Item) -> str:
    process = work.process(item.process_name, item.process_version)
    line: str = letters()["line"][kind]
    return line.format(
        item=item.name or "―",
        state=process.states[item.state].title["ja"],
        due=item.due_on.isoformat() if item.due_on else "―",
    )
