"""Mails: one digest of a person's notices, and one attempt to hand it over."""

import smtplib
import ssl
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, selectinload

from workflow import office
from workflow.items.visibility import visible_items
from workflow.models import Item, Mail, Notice, Person
from workflow.notices import letter, notify
from workflow.notices.kinds import count_of, page_of, readable_notices
from workflow.notices.letter import Stationery
from workflow.notices.news import News
from workflow.people.holding import acting
from workflow.values.actor import Actor
from workflow.work import Work

FIRST_WAIT: Final = timedelta(seconds=30)
LONGEST_WAIT: Final = timedelta(hours=1)
ERROR_LENGTH: Final = 300

MOST_ATTEMPTS: Final = 100
"""How often a mail is tried by itself, four days altogether; then somebody must ask for it."""

USUAL_LANGUAGE: Final = "ja"
"""In which language people are written to who have not said."""


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


def compose(
    work: Work, settings: MailSettings, person_id: int, job: str, composed_at: datetime
) -> int | None:
    """Make one mail of everything a person was not mailed yet; gives its id.

    Running twice for the same `job` gives the same mail. None where nothing is due: notices
    of items that have moved on are never mailed, nor those of people who want no mail any
    more, have no address or may not see the item any more.
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
    actor = acting(work, person)
    chosen = notify.preferences_of(work, [person_id])[person_id]
    news = _take(work.session, actor, bool(person.active and person.email and chosen.by_mail))
    if not news:
        return None
    paper = Stationery(
        chosen.language or USUAL_LANGUAGE, work.today, settings.site, office.office(work)
    )
    written = letter.write(work, actor, paper, _newest(news))
    mail = Mail(
        message_id=message_id,
        person_id=person_id,
        subject=written.subject,
        body=written.body,
        composed_at=composed_at,
    )
    work.session.add(mail)
    work.session.flush()
    for notice, _ in news:
        notice.mail_id = mail.id
    return mail.id


def hand_over(settings: MailSettings, address: str, mail: Mail, body: str) -> None:
    """Give one mail to the SMTP server. Raises OSError or SMTPException where it will not.

    `body` is what it says as it leaves.
    """
    if not address:
        raise OSError("the person has no e-mail address any more")
    message = EmailMessage()
    message["From"] = settings.sender
    message["To"] = address
    message["Subject"] = mail.subject
    message["Message-ID"] = mail.message_id
    message["Date"] = format_datetime(mail.composed_at)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(body)
    with closing(
        smtplib.SMTP(settings.host, settings.port, timeout=settings.timeout_seconds)
    ) as server:
        if settings.starttls:
            server.starttls(context=ssl.create_default_context())
        if settings.user:
            server.login(settings.user, settings.password)
        server.send_message(message)
        # It was taken: however the server takes its leave, a second attempt would be a second mail.
        with suppress(OSError):
            server.quit()


def wait_after(settings: MailSettings, attempts: int) -> timedelta:
    """How long to wait after so many failed attempts: doubling, at most an hour."""
    longest = max(LONGEST_WAIT, settings.first_wait)
    doubled: timedelta = settings.first_wait * 2 ** min(attempts - 1, 20)
    return min(doubled, longest)


def _take(session: Session, actor: Actor, wanted: bool) -> list[News]:
    """What the person was not mailed yet, and is to be; the rest is put aside for good."""
    readable = readable_notices(actor) & or_(Notice.item_id.is_(None), visible_items(actor))
    rows = session.execute(
        select(Notice, Item, readable)
        .outerjoin(Item, Item.id == Notice.item_id)
        .where(Notice.person_id == actor.person_id, Notice.mail_id.is_(None), Notice.by_mail)
        .order_by(Notice.id)
    )
    news = []
    for notice, item, may_read in rows:
        notice.by_mail = bool(wanted and may_read and notify.is_current(notice, item))
        if notice.by_mail:
            news.append(News(notice, item))
    return news


def _newest(due: list[News]) -> list[News]:
    """Of several notices of one kind about one item, the last: mails may have waited long."""
    return list({_what(one.notice): one for one in due}.values())


def _what(notice: Notice) -> tuple[str, int | None, str]:
    """What a notice is about; those that count things, or have pages, are each about others."""
    return notice.kind, notice.item_id, notice.mark if count_of(notice) else page_of(notice)
