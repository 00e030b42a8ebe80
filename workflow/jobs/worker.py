"""The worker: DBOS in this process, its heartbeat, and its neighbours'.

DBOS brings a crashed worker's jobs back only when the same `executor_id` starts
again or somebody asks for it; the heartbeat is how the living know whom to ask for.
"""

import logging
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from dbos import DBOS, DBOSConfig
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from workflow import outbox
from workflow.jobs import steps, workflows
from workflow.jobs.context import JobContext
from workflow.jobs.queues import Dispatcher, Queues
from workflow.models import WorkerSeen
from workflow.values.clock import SystemClock

SWEEP: Final = "*/10 * * * *"
SELDOM: Final = 1.0
"""Seconds between two looks of a thread of DBOS that has nothing to see; its end waits for one."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Pace:
    """How fast a worker works; with these, a dead one's jobs are taken over within 40 s.

    While jobs wait, room for them is looked for every `poll_seconds`. At rest, jobs are looked for
    every `rest_seconds`: those that another process asked for on SQLite, or that were delayed.
    """

    heartbeat_seconds: float = 5
    silent_for: timedelta = timedelta(seconds=30)
    poll_seconds: float = 0.5
    rest_seconds: float = 2
    at_once: int = 8
    sweep: str = SWEEP
    sweep_seconds: float = 10
    """Within which a sweep begins, once its time has come: nothing else waits where it does."""


USUAL: Final = Pace()


class Worker:
    """DBOS at work in this process; there can be one. Start it once, stop it at the end."""

    def __init__(self, job_context: JobContext, executor_id: str, pace: Pace = USUAL) -> None:
        """Prepare a worker that is known by `executor_id`, the same after every restart."""
        self._context = job_context
        self._executor_id = executor_id
        self._pace = pace
        self._stopping = threading.Event()
        self._dispatcher: Dispatcher | None = None
        self._heart = threading.Thread(target=self._beat, name="jizen-heart", daemon=True)

    def start(self) -> None:
        """Start on the jobs that wait, first on those that this worker left when it died."""
        steps.work_at(self._context)
        dbos = DBOS(config=self._config())
        DBOS.listen_queues([])  # the dispatcher does
        # Known to the others before the first job is taken: should this one die at once.
        self._say_alive()
        DBOS.launch()
        # DBOS looks at its own queue every second, and lets no setting say otherwise.
        dbos._registry.get_internal_queue()._polling_interval_sec = self._pace.sweep_seconds
        queues = [
            DBOS.register_queue(queue, worker_concurrency=self._at_once(queue))
            for queue in outbox.QUEUES
        ]
        DBOS.apply_schedules(
            [
                {
                    "schedule_name": outbox.SWEEP,
                    "workflow_fn": workflows.sweep,
                    "schedule": self._pace.sweep,
                    "context": None,
                }
            ]
        )
        database = self._context.database
        taking = Queues(dbos, queues, database, self._executor_id)
        self._dispatcher = Dispatcher(
            database, taking.take_up, self._pace.poll_seconds, self._pace.rest_seconds
        )
        self._dispatcher.start()
        self._heart.start()

    def _config(self) -> DBOSConfig:
        return {
            "name": "jizen",
            "system_database_url": self._context.database.address,
            "application_version": outbox.VERSION,
            "executor_id": self._executor_id,
            "log_level": "WARNING",
            "run_migrations": False,
            # No job here waits for another to tell it something.
            "notification_listener_polling_interval_sec": SELDOM,
            "notification_coalesce_sec": SELDOM / 5,
        }

    def _at_once(self, queue: str) -> int:
        """How many jobs of `queue` run together.

        On SQLite one mail at a time: each waits for the one write lock between the mail
        server's yes and our record of it, and a crash repeats whatever waits there.
        """
        if queue in (outbox.BULK, outbox.PAPERS):
            return 1
        alone = queue == outbox.MAILS and self._context.database.engine.dialect.name == "sqlite"
        return 1 if alone else self._pace.at_once

    def stop(self) -> None:
        """Stop working; what is unfinished waits for the next start, or for another worker."""
        self._stopping.set()
        if self._heart.is_alive():
            self._heart.join(timeout=self._pace.heartbeat_seconds)
        if self._dispatcher:
            self._dispatcher.stop()
        DBOS.destroy(workflow_completion_timeout_sec=5)
        steps.work_at(None)

    def ask_to_stop(self) -> None:
        """End `wait`; may be called from a signal."""
        self._stopping.set()

    def wait(self) -> None:
        """Work until somebody asks to stop."""
        self._stopping.wait()

    def _beat(self) -> None:
        while not self._stopping.is_set():
            try:
                self.beat_once()
            except Exception:
                _log.exception("the heartbeat failed; trying again")
            self._stopping.wait(self._pace.heartbeat_seconds)

    def beat_once(self) -> list[str]:
        """Say that this worker lives, and take over from those that fell silent.

        Gives the ids of the workers taken over from. Two may ask at the same time:
        each job is recovered by one of them only.
        """
        dead = self._say_alive()
        if dead:
            _log.warning("taking over from %s", ", ".join(dead))
            DBOS._recover_pending_workflows(dead)
            self._forget(dead)
        return dead

    def _say_alive(self) -> list[str]:
        with self._context.database.writing() as session:
            now = database_time(session)
            session.merge(WorkerSeen(executor_id=self._executor_id, seen_at=now))
            silent = select(WorkerSeen.executor_id).where(
                WorkerSeen.executor_id != self._executor_id,
                WorkerSeen.seen_at < now - self._pace.silent_for,
            )
            return list(session.scalars(silent))

    def _forget(self, dead: list[str]) -> None:
        with self._context.database.writing() as session:
            silent_since = database_time(session) - self._pace.silent_for
            session.execute(
                delete(WorkerSeen).where(
                    WorkerSeen.executor_id.in_(dead), WorkerSeen.seen_at < silent_since
                )
            )


def database_time(session: Session) -> datetime:
    """The time by the one clock that all workers share: machines disagree about theirs."""
    if session.get_bind().dialect.name == "sqlite":
        return SystemClock().now()
    return session.execute(select(func.now())).scalar_one()
