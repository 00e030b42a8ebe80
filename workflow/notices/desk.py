"""The engine's part about notices: what a person was told, and how the mails go."""

from workflow.desk import Desk
from workflow.jobs import operations
from workflow.jobs.operations import Operations
from workflow.notices import commands, queries
from workflow.notices.queries import MailWishes, NoticePage
from workflow.values.actor import Actor, permitted, role_refusal
from workflow.values.clock import SystemClock
from workflow.values.vocabulary import Role


class NoticeDesk(Desk):
    """`engine.notices`."""

    def page(self, actor: Actor, before: int | None = None) -> NoticePage:
        """The person's notices, the newest first; `before` is the page before's."""
        with self._database.reading() as session:
            return queries.page(session, actor, before)

    def count_unread(self, actor: Actor) -> int:
        """How many notices the person has not read."""
        with self._database.reading() as session:
            return queries.count_unread(session, actor)

    def mark_read(self, actor: Actor, notice_id: int) -> None:
        """Mark one notice as read. Raises NotFound, also for another person's."""
        with self._database.writing() as session:
            commands.mark_read(session, actor, notice_id, self._clock.now())

    def mark_all_read(self, actor: Actor, up_to: int) -> None:
        """Mark all notices as read, up to the id of the newest one that was shown."""
        with self._database.writing() as session:
            commands.mark_all_read(session, actor, up_to, self._clock.now())

    def wishes(self, actor: Actor) -> MailWishes:
        """How the person wants to be told."""
        with self._database.reading() as session:
            return queries.mail_wishes(session, actor)

    def wish(self, actor: Actor, *, by_mail: bool, reminders: bool, digest_minutes: int) -> None:
        """Say how the person wants to be told. Raises InputRefused."""
        with self._database.writing() as session:
            commands.wish(
                session,
                actor,
                by_mail=by_mail,
                reminders=reminders,
                digest_minutes=digest_minutes,
            )

    def operations(self, actor: Actor) -> Operations:
        """How the telling goes. Raises WrongRole for all but administrators."""
        permitted(actor, role_refusal(actor, {Role.ADMIN}))
        with self._database.reading() as session:
            return operations.operations(session)

    def try_now(self, actor: Actor, mail_id: int) -> None:
        """Have a mail that has not left tried at once. Raises WrongRole, NotFound."""
        permitted(actor, role_refusal(actor, {Role.ADMIN}))
        with self._database.writing() as session:
            attempt = commands.next_attempt(session, mail_id, SystemClock().now())
        if attempt is not None:
            self._outbox.hurry(mail_id, attempt)
