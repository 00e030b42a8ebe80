"""What the jobs of this process work with; DBOS knows one set of jobs a process."""

from dataclasses import dataclass, field, replace
from datetime import time, timedelta
from typing import Any, Final

from sqlalchemy import func, select

from workflow import (
    accounts,
    bodies,
    conditions,
    papers,
    proposals,
    reports,
    staffing,
    systems,
    undertakings,
    versions,
)
from workflow.accounts import Rules
from workflow.bulk import moves
from workflow.database.transactions import Database
from workflow.items.receipts import Listeners
from workflow.jobs import by_itself
from workflow.models import Mail, Person
from workflow.notices import announcing, notify, reminders, webhooks
from workflow.notices import mail as notices_mail
from workflow.notices.mail import MailSettings
from workflow.notices.notify import Recipient
from workflow.notices.webhooks import HookSettings
from workflow.outbox import DurableOutbox
from workflow.process.library import ProcessLibrary
from workflow.units import UnitsOfWork
from workflow.values.accounts import LinkPurpose
from workflow.values.business_days import is_business_day
from workflow.values.clock import Clock, SystemClock

NO_MORE: Final = 0
"""Seconds until the next attempt: there is none."""

BEGINS_AT: Final = time(8, 30)
"""When a business day's reminders are written."""

REMINDERS: Final = (
    reminders.remind,
    conditions.remind,
    undertakings.remind,
    bodies.remind,
    systems.remind,
)
"""Who is reminded of what is due soon, or was: items first."""

ONLY_TOLD_OF: Final = (proposals,)
"""Features that have no job of their own, but notices, which are mailed: they are loaded here."""

OVERDUE_AFTER: Final = timedelta(minutes=5)


@dataclass(frozen=True)
class JobContext:
    """A database, two clocks and the ways out; every method can be repeated after a crash.

    `clock` has the office's day, which may be a training day; `pace` the real time, by
    which digests and attempts are spaced.
    """

    database: Database
    clock: Clock
    mail: MailSettings = field(default_factory=MailSettings)
    hook: HookSettings = field(default_factory=HookSettings)
    library: ProcessLibrary = field(default_factory=ProcessLibrary)
    pace: Clock = field(default_factory=SystemClock)
    account_rules: Rules = field(default_factory=Rules)
    listeners: Listeners = field(default_factory=Listeners)
    """Are notified of moves that a job makes; a worker by itself has none."""

    def announce(self, item_id: int, sequence: int) -> list[tuple[int, int]]:
        """Write the notices of a move; gives (person, digest minutes) of those to mail."""
        with self._units().write() as work:
            due = announcing.announce(work, item_id, sequence)
        return self._to_mail(due)

    def morning(self) -> str:
        """The day, as 2021-08-17, where it is a business day that has begun; else nothing."""
        now = self.clock.now()
        begun = is_business_day(now.date()) and now.time() >= BEGINS_AT
        return now.date().isoformat() if begun else ""

    def new_day(self, day: str) -> list[tuple[int, int]]:
        """Write the reminders, the news of cycles that open, the center's summary and what
        lacks people on `day`.

        Gives whom to mail. Nothing where that day is over: the next one's are on their way.
        """
        with self._units().write() as work:
            if work.today.isoformat() != day:
                return []
            steps = (*REMINDERS, reminders.tell_of_openings, reminders.summarise, staffing.tell)
            due = tuple(recipient for tell in steps for recipient in tell(work))
        return self._to_mail(due)

    def unmailed(self) -> list[tuple[int, int]]:
        """Whom to mail of those whose notices are in no mail yet, whatever the reason."""
        with self._units().read() as work:
            return self._to_mail(notify.unmailed(work))

    def compose(self, person_id: int, job: str) -> int | None:
        """Make a person's digest; gives the mail, or None where nothing is due."""
        with self._units().write() as work:
            return notices_mail.compose(work, self.mail, person_id, job, self.pace.now())

    def deliver(self, mail_id: int, attempt: int) -> float:
        """Try to hand a mail over once; gives the seconds to wait before the next try, or 0.

        The mail is marked as sent after the server accepted it: a crash in between
        sends it again, with the same Message-ID. An attempt that was counted before a
        crash is not made again. What is not to leave any more is forgotten.
        """
        with self.database.reading() as session:
            mail = session.get(Mail, mail_id)
        if mail is None or mail.sent_at or attempt < mail.attempts:
            return NO_MORE
        if attempt == mail.attempts:
            return self._wait(attempt)
        try:
            has_left = self._handed_over(mail)
        except Exception as failure:  # whatever it is: one mail's trouble must be seen, and pass
            return self._failed(mail_id, failure)
        with self.database.writing() as session:
            mail = session.get_one(Mail, mail_id)
            if has_left:
                mail.sent_at, mail.next_attempt_at, mail.last_error = self.pace.now(), None, ""
            else:
                notices_mail.withdraw(session, mail)
        return NO_MORE

    def compose_link(self, person_id: int, purpose: str, job: str) -> int | None:
        """Write the mail that brings a one-use link; gives it, or None where nobody is mailed."""
        with self._units().write() as work:
            return accounts.compose(
                work, self.mail, self.account_rules, person_id, LinkPurpose(purpose), job
            )

    def bulk(self, run_id: int) -> bool:
        """Make the next moves of a bulk run; gives whether some still wait."""
        with self._units().write() as work:
            made = moves.advance_by_job(work, run_id)
        self.listeners.notify_all(made.outcomes)
        return made.more

    def migrate(self, migration_id: int) -> bool:
        """Move the next live items to another version; gives whether some are still to be seen."""
        with self._units().write() as work:
            return versions.advance_by_job(work, migration_id)

    def make_paper(self, paper_id: int) -> None:
        """Make a big paper that somebody asked for."""
        papers.make(self._units(), paper_id)

    def write_edition(self, edition_id: int) -> None:
        """Write the files of an edition that was frozen."""
        reports.write_files(self._units(), edition_id)

    def forget_papers(self) -> None:
        """Forget the big papers that nobody fetched."""
        with self._units().write() as work:
            papers.forget_old(work)

    def tidy_accounts(self) -> None:
        """Forget lines of the security log and sessions that are older than the operator wants."""
        with self._units().write() as work:
            accounts.tidy(work, self.account_rules)

    def put_plans_in_force(self) -> None:
        """Put the plans in force whose day has come."""
        by_itself.put_plans_in_force(self._units())

    def move_by_itself(self) -> None:
        """Make the automatic moves whose day has passed, once a business day has begun."""
        if self.morning():
            by_itself.move(self._units(), self.listeners)

    def payload(self, item_id: int, sequence: int) -> dict[str, Any]:
        """What a webhook posts of a move."""
        with self._units().read() as work:
            return webhooks.payload(work, item_id, sequence)

    def overdue(self) -> list[tuple[int, int]]:
        """Mails that should have left by now, each with the number of its next attempt."""
        due = func.coalesce(Mail.next_attempt_at, Mail.composed_at)
        with self.database.reading() as session:
            rows = session.execute(
                select(Mail.id, Mail.attempts + 1)
                .where(
                    Mail.sent_at.is_(None),
                    Mail.attempts < notices_mail.MOST_ATTEMPTS,
                    due < self.pace.now() - OVERDUE_AFTER,
                )
                .order_by(Mail.id)
            )
            return [(mail_id, attempt) for mail_id, attempt in rows]

    def _handed_over(self, mail: Mail) -> bool:
        """Give a mail to the mail server, unless it is not to leave any more."""
        with self._units().read() as work:
            words = notices_mail.as_it_leaves(work, self.mail, mail)
            address = work.session.get_one(Person, mail.person_id).email
        if words is None:
            return False
        if mail.link_id is not None:  # a one-use link is made only now
            with self._units().write() as work:
                body = accounts.body_to_send(work, self.mail, self.account_rules, mail)
                words = replace(words, body=body)
        notices_mail.hand_over(self.mail, address, mail, words)
        return True

    def _units(self) -> UnitsOfWork:
        outbox = DurableOutbox(hooks=bool(self.hook.url))
        units = UnitsOfWork(self.database, self.clock, outbox, self.library)
        units.pace = self.pace
        return units

    def _failed(self, mail_id: int, failure: Exception) -> float:
        with self.database.writing() as session:
            mail = session.get_one(Mail, mail_id)
            mail.attempts += 1
            wait = self._wait(mail.attempts)
            mail.next_attempt_at = self.pace.now() + timedelta(seconds=wait) if wait else None
            mail.last_error = f"{type(failure).__name__}: {failure}"[: notices_mail.ERROR_LENGTH]
        return wait

    def _wait(self, attempts: int) -> float:
        if attempts >= notices_mail.MOST_ATTEMPTS:
            return NO_MORE
        return notices_mail.wait_after(self.mail, attempts).total_seconds()

    def _to_mail(self, due: tuple[Recipient, ...]) -> list[tuple[int, int]]:
        if not self.mail.host:
            return []
        usual = self.mail.digest_minutes
        return [
            (one.person_id, usual if one.digest_minutes is None else one.digest_minutes)
            for one in due
        ]
