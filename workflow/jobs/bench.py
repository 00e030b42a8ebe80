"""What the jobs of this process work with; DBOS knows one set of jobs a process."""

from dataclasses import dataclass, field
from datetime import timedelta
from smtplib import SMTPException
from typing import Final

from sqlalchemy import select

from workflow.clock import Clock
from workflow.jobs import mailing, telling
from workflow.jobs.hooks import HookSettings
from workflow.jobs.mailing import MailSettings
from workflow.jobs.telling import Told
from workflow.models import Mail, Person
from workflow.process_library import ProcessLibrary
from workflow.unit_of_work import Database

SENT: Final = 0
"""Seconds until the next attempt: none."""


@dataclass(frozen=True)
class Bench:
    """A database, a clock and the ways out; every method is one transaction or one call out."""

    database: Database
    clock: Clock
    mail: MailSettings = field(default_factory=MailSettings)
    hook: HookSettings = field(default_factory=HookSettings)
    library: ProcessLibrary = field(default_factory=ProcessLibrary)

    def announce(self, item_id: int, sequence: int) -> list[tuple[int, int]]:
        """Write the notices of a move; gives (person, digest minutes) of those to mail."""
        with self.database.writing() as session:
            told = telling.announce(session, self.library, item_id, sequence, self.clock.now())
        return self._to_mail(told)

    def new_day(self) -> list[tuple[int, int]]:
        """Write today's reminders and the center's summary; gives whom to mail."""
        with self.database.writing() as session:
            now = self.clock.now()
            told = telling.remind(session, self.library, now) + telling.summarise(session, now)
        return self._to_mail(told)

    def unmailed(self) -> list[tuple[int, int]]:
        """Whom to mail of those whose notices were left behind, whatever the reason."""
        with self.database.reading() as session:
            return self._to_mail(telling.left_behind(session))

    def compose(self, person_id: int, job: str) -> int | None:
        """Make a person's digest; gives the mail, or None where nothing is due."""
        with self.database.writing() as session:
            return mailing.compose(
                session, self.library, self.mail, person_id, job, self.clock.now()
            )

    def deliver(self, mail_id: int) -> float:
        """Try to hand a mail over once; gives the seconds to wait before the next try, or 0.

        The mail is marked as sent after the server accepted it: a crash in between
        sends it again, with the same Message-ID.
        """
        with self.database.reading() as session:
            mail = session.get_one(Mail, mail_id)
            address = session.get_one(Person, mail.person_id).email
        if mail.sent_at:
            return SENT
        try:
            mailing.hand_over(self.mail, address, mail)
        except (OSError, SMTPException) as failure:
            return self._failed(mail_id, failure)
        with self.database.writing() as session:
            mail = session.get_one(Mail, mail_id)
            mail.sent_at, mail.next_attempt_at, mail.last_error = self.clock.now(), None, ""
        return SENT

    def waiting_mails(self) -> list[int]:
        """Mails that are due and not sent, for the sweep after a failure of ours."""
        with self.database.reading() as session:
            late = self.clock.now() - timedelta(minutes=5)
            return list(
                session.scalars(
                    select(Mail.id).where(
                        Mail.sent_at.is_(None), Mail.attempts == 0, Mail.composed_at < late
                    )
                )
            )

    def _failed(self, mail_id: int, failure: Exception) -> float:
        with self.database.writing() as session:
            mail = session.get_one(Mail, mail_id)
            mail.attempts += 1
            wait = mailing.wait_after(self.mail, mail.attempts)
            mail.next_attempt_at = self.clock.now() + wait
            mail.last_error = f"{type(failure).__name__}: {failure}"[: mailing.ERROR_LENGTH]
        return wait.total_seconds()

    def _to_mail(self, told: tuple[Told, ...]) -> list[tuple[int, int]]:
        if not self.mail.host:
            return []
        return [(one.person_id, one.digest_minutes) for one in told]
