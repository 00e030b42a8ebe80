"""Jobs that wait are taken up by one look at all queues, whenever there is word of some.

Left to itself DBOS asks for each queue once a second, which costs more than everything else of
a server that nobody uses. The claim itself is DBOS's own, so what it promises holds; but it
is not part of its public interface: `tests/jobs` tell when another version does it otherwise.
"""

import logging
from collections.abc import Sequence
from typing import Final
from uuid import uuid4

from dbos import DBOS, EnqueueOptions, Queue
from dbos._core import execute_dequeued_workflow
from sqlalchemy import String, column, select, table
from sqlalchemy.exc import DBAPIError

from workflow import outbox
from workflow.database.transactions import Database

ENQUEUED: Final = "ENQUEUED"

_log = logging.getLogger(__name__)


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
        schema = "dbos" if database.engine.dialect.name == "postgresql" else None
        jobs = table(
            "workflow_status", column("queue_name", String), column("status", String), schema=schema
        )
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
    """How DBOS is told of a job."""
    return EnqueueOptions(
        workflow_name=workflow, queue_name=queue, workflow_id=job_id, app_version=outbox.VERSION
    )
