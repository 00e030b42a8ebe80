"""What follows a move is put down in the move's own transaction, or not at all."""

from datetime import date
from functools import cached_property

from dbos import DBOSClient, EnqueueOptions
from sqlalchemy.orm import Session

from workflow.jobs import names
from workflow.models import LedgerEntry


class DurableOutbox:
    """An outbox in the application's own database: a rollback takes the job with it."""

    def __init__(self, database_url: str, *, hooks: bool = False) -> None:
        """Write to the DBOS tables at `database_url`; with `hooks` for webhooks too."""
        self._database_url = database_url
        self._hooks = hooks

    def close(self) -> None:
        """Give the connections back, where any were opened."""
        if "_client" in self.__dict__:
            self._client.destroy()

    @cached_property
    def _client(self) -> DBOSClient:
        return DBOSClient(system_database_url=self._database_url, lazy=True)

    def after(self, session: Session, entry: LedgerEntry) -> None:
        """Enqueue the announcement of `entry`, once however often it is asked for."""
        self._enqueue(session, names.MOVES, names.ANNOUNCE, entry)
        if self._hooks:
            self._enqueue(session, names.HOOKS, names.HOOK, entry)

    def hurry(self, mail_id: int, attempt: int) -> None:
        """Let the next attempt to send a mail, number `attempt`, be made at once."""
        waiting = self._client.list_workflows(
            workflow_id_prefix=f"{names.DELIVER}-{mail_id}-", status=list(names.LIVE)
        )
        for job in waiting:
            self._client.set_workflow_delay(job.workflow_id, delay_seconds=0)
        if waiting:
            return
        options = EnqueueOptions(
            workflow_name=names.DELIVER,
            queue_name=names.MAILS,
            workflow_id=f"{names.DELIVER}-{mail_id}-{attempt}-asked",
            app_version=names.VERSION,
        )
        self._client.enqueue(options, mail_id, attempt)

    def draw(self, session: Session, key: str, day: date) -> None:
        """Enqueue the drawing of the chart `key`, once a day however often it is asked for."""
        options = EnqueueOptions(
            workflow_name=names.DRAW,
            queue_name=names.CHARTS,
            workflow_id=f"{names.DRAW}-{key}-{day.isoformat()}",
            app_version=names.VERSION,
        )
        self._client.enqueue_in_transaction(session.connection(), options, key)

    def _enqueue(self, session: Session, queue: str, job: str, entry: LedgerEntry) -> None:
        options = EnqueueOptions(
            workflow_name=job,
            queue_name=queue,
            workflow_id=f"{job}-{entry.item_id}-{entry.sequence}",
            app_version=names.VERSION,
        )
        self._client.enqueue_in_transaction(
            session.connection(), options, entry.item_id, entry.sequence
        )
