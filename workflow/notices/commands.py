"""What a person does with their notices: read them, and say how they want to be told."""

from datetime import datetime
from typing import Final

from sqlalchemy import false, select, update
from sqlalchemy.orm import Session

from workflow.models import Mail, MailPreference, Notice
from workflow.models.base import may_be_id
from workflow.values.actor import Actor
from workflow.values.errors import InputRefused, NotFound, Problem

LONGEST_INTERVAL: Final = 1440
"""Minutes between two mails: a day."""


def mark_read(session: Session, actor: Actor, notice_id: int, at: datetime) -> None:
    """Mark one of the person's notices as read. Raises NotFound, also for another's."""
    notice = session.get(Notice, notice_id) if may_be_id(notice_id) else None
    if notice is None or notice.person_id != actor.person_id:
        raise NotFound(what="notice")
    notice.read_at = notice.read_at or at


def mark_all_read(session: Session, actor: Actor, up_to: int, at: datetime) -> None:
    """Mark the person's notices as read, up to the newest that they were shown."""
    session.execute(
        update(Notice)
        .where(
            Notice.person_id == actor.person_id,
            Notice.id <= up_to if may_be_id(up_to) else false(),
            Notice.read_at.is_(None),
        )
        .values(read_at=at)
    )


def wish(
    session: Session, actor: Actor, *, by_mail: bool, reminders: bool, digest_minutes: int
) -> None:
    """Say how the person wants to be told: mails, reminders, minutes between two mails.

    Raises InputRefused (digest_minutes: 0 to 1440).
    """
    if not 0 <= digest_minutes <= LONGEST_INTERVAL:
        limit = {"limit": LONGEST_INTERVAL}
        raise InputRefused([Problem("digest_minutes", "count_out_of_range", limit)])
    row = session.get(MailPreference, actor.person_id)
    if row is None:
        row = MailPreference(person_id=actor.person_id)
        session.add(row)
    row.by_mail, row.reminders, row.digest_minutes = by_mail, reminders, digest_minutes


def next_attempt(session: Session, mail_id: int, at: datetime) -> int | None:
    """Say that a mail is to be tried now; gives the attempt's number, None where it has left.

    Raises NotFound.
    """
    query = select(Mail).where(Mail.id == mail_id).with_for_update()
    mail = session.scalar(query) if may_be_id(mail_id) else None
    if mail is None:
        raise NotFound(what="mail")
    if mail.sent_at:
        return None
    mail.next_attempt_at = at
    return mail.attempts + 1
