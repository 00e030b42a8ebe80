"""What a person does with their notices: read them, and choose which are mailed and when."""

from typing import Final

from sqlalchemy import false, update

from workflow.models import MailPreference, Notice
from workflow.models.base import may_be_id
from workflow.values.errors import InputRefused, NotFound, Problem
from workflow.work import Work

LONGEST_INTERVAL: Final = 1440
"""Minutes between two mails: a day."""


def mark_read(work: Work, notice_id: int) -> None:
    """Mark one of the person's notices as read. Raises NotFound, also for another's."""
    notice = work.session.get(Notice, notice_id)
    if notice is None or notice.person_id != work.person.person_id:
        raise NotFound(what="notice")
    notice.read_at = notice.read_at or work.now


def mark_all_read(work: Work, up_to: int) -> None:
    """Mark the person's notices as read, up to the newest that they were shown."""
    work.session.execute(
        update(Notice)
        .where(
            Notice.person_id == work.person.person_id,
            Notice.id <= up_to if may_be_id(up_to) else false(),
            Notice.read_at.is_(None),
        )
        .values(read_at=work.now)
    )


def set_preferences(work: Work, *, by_mail: bool, reminders: bool, digest_minutes: int) -> None:
    """Choose whether the person gets mails and reminders, and the minutes between two mails.

    Raises InputRefused (digest_minutes: 0 to 1440).
    """
    if not 0 <= digest_minutes <= LONGEST_INTERVAL:
        limit = {"limit": LONGEST_INTERVAL}
        raise InputRefused([Problem("digest_minutes", "count_out_of_range", limit)])
    row = work.session.get(MailPreference, work.person.person_id)
    if row is None:
        row = MailPreference(person_id=work.person.person_id)
        work.session.add(row)
    row.by_mail, row.reminders, row.digest_minutes = by_mail, reminders, digest_minutes
