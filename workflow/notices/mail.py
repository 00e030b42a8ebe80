"""Mails: one digest of a person's notices, and one attempt to hand it over."""

import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Final

from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.orm import Session, selectinload

from workflow import office
from workflow.items.visibility import visible_items
from workflow.models import Item, Mail, Notice, Person
from workflow.notices import letter, notify
from workflow.notices.kinds import SUMMARY, count_of, page_of, readable_notices
from workflow.notices.letter import Letter, Stationery
from workflow.notices.news import News
from workflow.notices.notify import Preference
from workflow.notices.patience import Patience
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
    whole_seconds: float = 120
    """For all that is said with the server about one mail."""
    first_wait: timedelta = FIRST_WAIT
    digest_minutes: int = 30
    """How long notices are gathered into one mail, where a person has not said otherwise."""

    @property
    def domain(self) -> str:
        """The part after the @ of every Message-ID."""
        return self.sender.rpartition("@")[2] or "localhost"


def compose(
    work: Work, settings: MailSettings, person_id: int, job: str, composed_at: datetime
) -> int | None:
    """Make one mail of everything a person was not mailed yet; gives its id.

    Running twice for the same `job` gives the same mail. None where nothing is due: notices
    of items that have moved on are never mailed, nor those of people who want no mail any
    more, have no address or may not see the item any more. Nor is a summary that names no item.
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
    written = _written(work, settings, actor, chosen, news)
    if written is None:
        for notice, _ in news:
            notice.by_mail = False
        return None
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


def as_it_leaves(work: Work, settings: MailSettings, mail: Mail) -> Letter | None:
    """What a mail says now that it leaves; None where it is not to leave any more.

    It may have waited for days: whoever was switched off meanwhile, or wants no mail any more, is
    sent none, and what the reader may not see any more, or has moved on, is left out. A summary
    is written anew, and is not sent where it names no item any more. The link of a mail with a
    link is made by others.
    """
    person = work.session.get_one(Person, mail.person_id, options=[selectinload(Person.grants)])
    kept = Letter(mail.subject, mail.body)
    if mail.link_id is not None:
        return kept if person.active else None
    actor, chosen = acting(work, person), notify.preferences_of(work, [person.id])[person.id]
    told = list(_told(work.session, actor, Notice.mail_id == mail.id))
    still = [news for news, is_worth_it in told if is_worth_it]
    if not (person.active and chosen.by_mail) or (told and not still):
        return None
    if len(still) == len(told) and all(one.notice.kind != SUMMARY for one in still):
        return kept
    return _written(work, settings, actor, chosen, still)


def withdraw(session: Session, mail: Mail) -> None:
    """Let a mail go that is not to leave any more; of what it told nothing is mailed again."""
    session.execute(
        update(Notice).where(Notice.mail_id == mail.id).values(mail_id=None, by_mail=False)
    )
    session.delete(mail)


class _Server(smtplib.SMTP):
    """The SMTP server, from the first byte on with as much patience as there is."""

    def __init__(self, settings: MailSettings, patience: Patience) -> None:
        """Connect, and hear its greeting."""
        self._patience = patience
        super().__init__(settings.host, settings.port, timeout=settings.timeout_seconds)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        line = socket.create_connection((host, port), timeout)
        self._patience.follow(line)
        return line


def hand_over(settings: MailSettings, address: str, mail: Mail, words: Letter) -> None:
    """Give one mail to the SMTP server. Raises OSError or SMTPException where it will not.

    `words` are what it says as it leaves.
    """
    if not address:
        raise OSError("the person has no e-mail address any more")
    message = EmailMessage()
    message["From"] = settings.sender
    message["To"] = address
    message["Subject"] = words.subject
    message["Message-ID"] = mail.message_id
    message["Date"] = format_datetime(mail.composed_at)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(words.body)
    with (
        Patience(settings.whole_seconds) as patience,
        closing(_Server(settings, patience)) as server,
    ):
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


def _written(
    work: Work, settings: MailSettings, reader: Actor, chosen: Preference, news: list[News]
) -> Letter | None:
    """The letter that tells a person the news, in their language; None where there are none."""
    language = chosen.language or USUAL_LANGUAGE
    paper = Stationery(language, work.today, settings.site, office.office(work))
    return letter.write(work, reader, paper, _newest(news))


def _take(session: Session, actor: Actor, wanted: bool) -> list[News]:
    """What the person was not mailed yet, and is to be; the rest is put aside for good."""
    news = []
    for one, is_worth_it in _told(session, actor, Notice.mail_id.is_(None) & Notice.by_mail):
        one.notice.by_mail = wanted and is_worth_it
        if one.notice.by_mail:
            news.append(one)
    return news


def _told(
    session: Session, actor: Actor, which: ColumnElement[bool]
) -> Iterator[tuple[News, bool]]:
    """A person's notices, and whether each may still be read and has not moved on."""
    readable = readable_notices(actor) & or_(Notice.item_id.is_(None), visible_items(actor))
    rows = session.execute(
        select(Notice, Item, readable)
        .outerjoin(Item, Item.id == Notice.item_id)
        .where(Notice.person_id == actor.person_id, which)
        .order_by(Notice.id)
    )
    for notice, item, may_read in rows:
        yield News(notice, item), bool(may_read and notify.is_current(notice, item))


def _newest(due: list[News]) -> list[News]:
    """Of several notices of one kind about one item, the last: mails may have waited long."""
    return list({_what(one.notice): one for one in due}.values())


def _what(notice: Notice) -> tuple[str, int | None, str]:
    """What a notice is about; those that count things, or have pages, are each about others."""
    return notice.kind, notice.item_id, notice.mark if count_of(notice) else page_of(notice)
