"""The engine's part about notices: what a person was told, and how the mails go."""

from workflow.desk import Desk
from workflow.jobs import operations
from workflow.jobs.operations import Operations
from workflow.notices import commands, queries
from workflow.notices.queries import MailWishes, NoticePage
from workflow.values.actor import Actor, permitted, role_refusal
from workflow.values.vocabulary import Role


class NoticeDesk(Desk):
    """`engine.notices`."""

    def page(self, actor: Actor, before: int | None = None) -> NoticePage:
        """The person's notices, the newest first; `before` is the page before's."""
        with self._read(actor) as work:
            return queries.page(work, before)

    def count_unread(self, actor: Actor) -> int:
        """How many notices the person has not read."""
        with self._read(actor) as work:
            return queries.count_unread(work)

    def mark_read(self, actor: Actor, notice_id: int) -> None:
        """Mark one notice as read. Raises NotFound, also for another person's."""
        with self._write(actor) as work:
            commands.mark_read(work, notice_id)

    def mark_all_read(self, actor: Actor, up_to: int) -> None:
        """Mark all notices as read, up to the id of the newest one that was shown."""
        with self._write(actor) as work:
            commands.mark_all_read(work, up_to)

    def wishes(self, actor: Actor) -> MailWishes:
        """How the person wants to be told."""
        with self._read(actor) as work:
            return queries.mail_wishes(work)

    def wish(self, actor: Actor, *, by_mail: bool, reminders: bool, digest_minutes: int) -> None:
        """Say how the person wants to be told. Raises InputRefused."""
        with self._write(actor) as work:
            commands.wish(
                work,
                by_mail=by_mail,
                reminders=reminders,
                digest_minutes=digest_minutes,
            )

    def operations(self, actor: Actor) -> Operations:
        """How the telling goes. Raises WrongRole for all but administrators."""
        permitted(actor, role_refusal(actor, {Role.ADMIN}))
        with self._read(actor) as work:
            return operations.operations(work)

    def try_now(self, actor: Actor, mail_id: int) -> None:
        """Have a mail that has not left tried at once. Raises WrongRole, NotFound."""
        permitted(actor, role_refusal(actor, {Role.ADMIN}))
        with self._write(actor) as work:
            attempt = commands.next_attempt(work, mail_id)
        if attempt is not None:
            self._outbox.hurry(mail_id, attempt)
