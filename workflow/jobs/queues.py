"""Queues of jobs: filled from the outbox with what transactions asked for, begun at once."""

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from threading import Event, Thread
from typing import Any, Final
from uuid import uuid4

from dbos import DBOS, DBOSClient, EnqueueOptions, Queue
from dbos._core import execute_dequeued_workflow
from sqlalchemy import Connection, Engine, String, TableClause, column, delete, select, table, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from workflow import outbox
from workflow.database.transactions import Database
from workflow.models import OutboxRow
from workflow.models.base import table_of

ENQUEUED: Final = "ENQUEUED"

_log = logging.getLogger(__name__)


def schema_of_dbos(dialect: str) -> str | None:
    """Where DBOS has its tables; on SQLite they are beside the others."""
    return "dbos" if dialect == "postgresql" else None


def jobs_of_dbos(dialect: str) -> TableClause:
    """The jobs that DBOS keeps: the queue of each and how it stands."""
    columns = (column(name, String) for name in ("queue_name", "status"))
    return table("workflow_status", *columns, schema=schema_of_dbos(dialect))


class Queues:
    """The queues of a worker, whose jobs it takes up when it is told to."""

    def __init__(
        self, dbos: DBOS, queues: Sequence[Queue], database: Database, executor_id: str
    ) -> None:
        """Take jobs up for `executor_id`, who listens to none of the queues by itself."""
        self._dbos = dbos
        self._queues = queues
        self._database = database
        self._executor_id = executor_id
        jobs = jobs_of_dbos(database.engine.dialect.name)
        names = [queue.name for queue in queues]
        self._waiting = (
            select(jobs.c.queue_name)
            .where(jobs.c.status == ENQUEUED, jobs.c.queue_name.in_(names))
            .distinct()
        )

    def take_up(self) -> bool:
        """Begin what waits, as far as there is room; gives whether anything was waiting."""
        with self._database.reading() as session:
            waiting = set(session.connection().scalars(self._waiting))
        for queue in self._queues:
            if queue.name in waiting:
                self._take_up(queue)
        return bool(waiting)

    def _take_up(self, queue: Queue) -> None:
        system, owner = self._dbos._sys_db, str(uuid4())
        running = self._dbos._active_workflows_set.count_for_queue(queue.name)
        try:
            claimed, _ = system.start_queued_workflows(
                queue, self._executor_id, outbox.VERSION, None, running, owner_xid=owner
            )
        except DBAPIError as error:
            if system.is_lock_conflict(error) or system.is_serialization_conflict(error):
                return  # another worker is taking jobs up right now
            raise
        for job_id in claimed:
            status = system.get_workflow_status(job_id)
            try:
                if status is not None:
                    execute_dequeued_workflow(self._dbos, status, owner)
            except Exception:
                _log.exception("%s could not be begun", job_id)


def options(queue: str, workflow: str, job_id: str) -> EnqueueOptions:
    """The options by which DBOS enqueues a job."""
    return EnqueueOptions(
        workflow_name=workflow, queue_name=queue, workflow_id=job_id, app_version=outbox.VERSION
    )


# ---------------------------------------------- from the outbox into the queues


AT_ONCE: Final = 50
"""Rows a transaction: on SQLite whoever moves an item waits for its end."""

CHANNEL: Final = "jizen_outbox"
"""What PostgreSQL's trigger on the outbox notifies."""

LONGEST_STOP: Final = 10.0
"""Seconds that a batch under way is waited for."""

RECONNECT: Final = 5.0
"""Seconds until notifications are asked for again."""

_ROWS: Final = table_of(OutboxRow)
_KNOWN: Final = _ROWS.c.workflow.in_(sorted(outbox.QUEUE_OF))
"""What a newer version asks for waits for a worker of that version, and holds up nothing."""

_ANY: Final = select(_ROWS.c.id).where(_KNOWN).limit(1)
_NEXT: Final = (
    select(_ROWS.c.id)
    .where(_KNOWN)
    .order_by(_ROWS.c.id)
    .limit(AT_ONCE)
    .with_for_update(skip_locked=True)
)
_TAKE: Final = delete(_ROWS).where(_ROWS.c.id.in_(_NEXT)).returning(*_ROWS.c)


class Dispatcher:
    """A thread that dispatches what is written, and has jobs begun, as soon as there is word.

    Word comes within this process by `outbox.WRITTEN`, from other processes by notifications of
    PostgreSQL. Of what no word comes it learns within `rest_seconds`: what another process
    writes to an SQLite database, jobs whose hour has come. While jobs wait it looks every
    `poll_seconds`.
    """

    def __init__(
        self,
        database: Database,
        take_up: Callable[[], bool],
        poll_seconds: float,
        rest_seconds: float,
    ) -> None:
        """`take_up` begins jobs and tells whether any wait. Nothing is opened yet."""
        self._database = database
        self._take_up = take_up
        self._poll_seconds = poll_seconds
        self._rest_seconds = rest_seconds
        self._stopping = Event()
        self._client = DBOSClient(system_database_engine=database.engine, lazy=True)
        self._threads = [Thread(target=self._run, name="jizen-dispatcher", daemon=True)]
        if database.engine.dialect.name == "postgresql":
            self._threads.append(Thread(target=self._listen, name="jizen-listener", daemon=True))

    def start(self) -> None:
        """Begin with what lies there."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End after the batch that is under way; the rest waits for the next start."""
        self._stopping.set()
        outbox.WRITTEN.set()
        if len(self._threads) > 1:
            # Where the database does not answer, the listener has ended by itself.
            with suppress(SQLAlchemyError), self._database.engine.begin() as connection:
                connection.execute(text(f"NOTIFY {CHANNEL}"))
        for thread in self._threads:
            if thread.is_alive():
                thread.join(timeout=LONGEST_STOP)
        self._client.destroy()

    def dispatch(self) -> int:
        """Enqueue whatever lies in the outbox; gives how many jobs that was."""
        done = 0
        while self._is_waiting() and (some := self._one_batch()):
            done += some
        return done

    def _is_waiting(self) -> bool:
        """Whether there is anything, without keeping writers waiting to find out."""
        with self._database.reading() as session:
            return session.connection().scalar(_ANY) is not None

    def _one_batch(self) -> int:
        with self._database.engine.begin() as connection:
            rows = sorted(connection.execute(_TAKE), key=lambda row: row.id)
            for row in rows:
                self._enqueue(connection, row)
        return len(rows)

    def _enqueue(self, connection: Connection, row: Any) -> None:
        asked = options(outbox.QUEUE_OF[row.workflow], row.workflow, row.job)
        self._client.enqueue_in_transaction(connection, asked, *row.arguments)

    def _run(self) -> None:
        while not self._stopping.is_set():
            # Cleared before looking: what is written from now on wakes the next wait.
            outbox.WRITTEN.clear()
            busy = True
            try:
                self.dispatch()
                busy = self._take_up()
            except Exception:  # whatever it is: the rows stay, and the thread must too
                _log.exception("jobs could not be dispatched; trying again")
            if not self._stopping.is_set():
                outbox.WRITTEN.wait(self._poll_seconds if busy else self._rest_seconds)

    def _listen(self) -> None:
        """Wake the dispatcher when PostgreSQL tells of something written."""
        engine = self._database.engine.execution_options(isolation_level="AUTOCOMMIT")
        while not self._stopping.is_set():
            try:
                with engine.connect() as connection:
                    connection.execute(text(f"LISTEN {CHANNEL}"))
                    driver: Any = connection.connection.dbapi_connection
                    connection.detach()  # nobody else is to be given one that listens
                    for _ in driver.notifies():
                        outbox.WRITTEN.set()
                        if self._stopping.is_set():
                            return
            except Exception:  # the dispatcher looks by itself meanwhile
                _log.warning("no word of jobs from PostgreSQL; trying again", exc_info=True)
                self._stopping.wait(RECONNECT)


def retry_now(engine: Engine, mail_id: int, attempt: int) -> None:
    """Make the next attempt to send a mail, number `attempt`, at once."""
    client = DBOSClient(system_database_engine=engine, lazy=True)
    try:
        waiting = client.list_workflows(
            workflow_id_prefix=f"{outbox.DELIVER}-{mail_id}-", status=list(outbox.LIVE)
        )
        for job in waiting:
            client.set_workflow_delay(job.workflow_id, delay_seconds=0)
        if not waiting:
            job_id = f"{outbox.DELIVER}-{mail_id}-{attempt}-asked"
            client.enqueue(options(outbox.MAILS, outbox.DELIVER, job_id), mail_id, attempt)
    finally:
        client.destroy()
    outbox.WRITTEN.set()
