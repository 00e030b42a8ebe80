"""The worker: DBOS in this process, the jobs it knows, its heartbeat and its neighbours'.

DBOS brings a crashed worker's jobs back only when the same `executor_id` starts
again or somebody asks for it; the heartbeat is how the living know whom to ask for.
"""

import logging
import math
import threading
from datetime import timedelta
from typing import Final

from dbos import DBOS, DBOSConfig, EnqueueOptions
from sqlalchemy import delete, select

from workflow.clock import SystemClock
from workflow.jobs import hooks, names
from workflow.jobs.bench import Bench
from workflow.models import WorkerSeen

HEARTBEAT_SECONDS: Final = 5
SILENT_FOR: Final = timedelta(seconds=30)
POLL_SECONDS: Final = 0.2
AT_ONCE: Final = 8
DAILY: Final = "30 8 * * 1-5"
SWEEP: Final = "*/10 * * * *"

_log = logging.getLogger(__name__)
_at_work: Bench | None = None


def _bench() -> Bench:
    if _at_work is None:
        raise RuntimeError("no worker was started in this process")
    return _at_work


# ------------------------------------------------------------------------ steps


@DBOS.step(name="tell")
def _tell(item_id: int, sequence: int) -> list[tuple[int, int]]:
    return _bench().announce(item_id, sequence)


@DBOS.step(name="new_day")
def _tell_new_day() -> list[tuple[int, int]]:
    return _bench().new_day()


@DBOS.step(name="left_behind")
def _left_behind() -> list[tuple[int, int]]:
    return _bench().unmailed()


@DBOS.step(name="waiting_mails")
def _waiting_mails() -> list[int]:
    return _bench().waiting_mails()


@DBOS.step(name="compose")
def _compose(person_id: int, job: str) -> int | None:
    return _bench().compose(person_id, job)


@DBOS.step(name="hand_over")
def _hand_over(mail_id: int) -> float:
    return _bench().deliver(mail_id)


@DBOS.step(name="slot")
def _slot(minutes: int) -> tuple[int, float]:
    """The digest a notice written now falls into: its number, and the seconds until then.

    It lies in the future, so whatever was written before is part of it.
    """
    length = max(minutes * 60, 1)
    now = _bench().clock.now().timestamp()
    number = math.floor(now / length) + 1
    return number, number * length - now


@DBOS.step(name="post", retries_allowed=True, max_attempts=12, interval_seconds=5, backoff_rate=2)
def _post(item_id: int, sequence: int) -> None:
    bench = _bench()
    with bench.database.reading() as session:
        words = hooks.told(session, item_id, sequence)
    hooks.post(bench.hook, words)


# -------------------------------------------------------------------- workflows


@DBOS.workflow(name=names.ANNOUNCE)
def announce(item_id: int, sequence: int) -> None:
    """After a move: notices to those concerned, and their digests."""
    _digests(_tell(item_id, sequence))


@DBOS.workflow(name=names.DIGEST)
def digest(person_id: int, job: str) -> None:
    """One mail of what a person was not mailed yet."""
    mail_id = _compose(person_id, job)
    if mail_id is not None:
        _enqueue(names.DELIVER, f"{names.DELIVER}-{mail_id}-1", 0, mail_id, 1)


@DBOS.workflow(name=names.DELIVER)
def deliver(mail_id: int, attempt: int) -> None:
    """One attempt to send; where it fails, the next one is put down for later."""
    wait = _hand_over(mail_id)
    if wait:
        job = f"{names.DELIVER}-{mail_id}-{attempt + 1}"
        _enqueue(names.DELIVER, job, wait, mail_id, attempt + 1)


@DBOS.workflow(name=names.HOOK)
def hook(item_id: int, sequence: int) -> None:
    """Tell a move to another system."""
    _post(item_id, sequence)


@DBOS.workflow(name="new_day")
def new_day(scheduled: object, context: object) -> None:
    """On every business morning: reminders and the center's summary."""
    _digests(_tell_new_day())


@DBOS.workflow(name="sweep")
def sweep(scheduled: object, context: object) -> None:
    """Pick up what was left behind: notices without a digest, mails without an attempt."""
    _digests(_left_behind())
    for mail_id in _waiting_mails():
        _enqueue(names.DELIVER, f"{names.DELIVER}-{mail_id}-1", 0, mail_id, 1)


def _digests(told: list[tuple[int, int]]) -> None:
    for person_id, minutes in told:
        number, wait = _slot(minutes)
        job = f"{names.DIGEST}-{person_id}-{minutes}-{number}"
        _enqueue(names.DIGEST, job, wait, person_id, job)


def _enqueue(workflow: str, job: str, delay: float, *arguments: object) -> None:
    options = EnqueueOptions(
        workflow_name=workflow, queue_name=names.MAILS, workflow_id=job, app_version=names.VERSION
    )
    if delay:
        options["delay_seconds"] = delay
    DBOS.enqueue_workflow_with_options(options, *arguments)


# ------------------------------------------------------------------- the worker


class Worker:
    """DBOS at work in this process; there can be one. Start it once, stop it at the end."""

    def __init__(self, bench: Bench, executor_id: str) -> None:
        """Prepare a worker that is known by `executor_id`, the same after every restart."""
        self._bench = bench
        self._executor_id = executor_id
        self._stopping = threading.Event()
        self._heart = threading.Thread(target=self._beat, name="jizen-heart", daemon=True)

    def start(self) -> None:
        """Take up the jobs that wait, those that this worker left when it died first."""
        global _at_work
        _at_work = self._bench
        config: DBOSConfig = {
            "name": "jizen",
            "system_database_url": self._bench.database.address,
            "application_version": names.VERSION,
            "executor_id": self._executor_id,
            "log_level": "WARNING",
            "run_migrations": False,
        }
        DBOS(config=config)
        DBOS.launch()
        for queue in (names.MOVES, names.MAILS):
            DBOS.register_queue(
                queue, worker_concurrency=AT_ONCE, polling_interval_sec=POLL_SECONDS
            )
        DBOS.apply_schedules(
            [
                {
                    "schedule_name": name,
                    "workflow_fn": job,
                    "schedule": when,
                    "context": None,
                    "cron_timezone": "Asia/Tokyo",
                }
                for name, job, when in (("new_day", new_day, DAILY), ("sweep", sweep, SWEEP))
            ]
        )
        self._heart.start()

    def stop(self) -> None:
        """Put the work down; what is unfinished waits for the next start."""
        global _at_work
        self._stopping.set()
        if self._heart.is_alive():
            self._heart.join(timeout=HEARTBEAT_SECONDS)
        DBOS.destroy(workflow_completion_timeout_sec=HEARTBEAT_SECONDS)
        _at_work = None

    def wait(self) -> None:
        """Work until the process is asked to end."""
        self._stopping.wait()

    def _beat(self) -> None:
        while not self._stopping.is_set():
            try:
                self.beat_once()
            except Exception:
                _log.exception("the heartbeat failed; trying again")
            self._stopping.wait(HEARTBEAT_SECONDS)

    def beat_once(self) -> list[str]:
        """Say that this worker lives, and take over from those that fell silent.

        Gives the ids of the workers taken over from. Two may ask at the same time:
        each job is recovered by one of them only.
        """
        now = SystemClock().now()
        with self._bench.database.writing() as session:
            session.merge(WorkerSeen(executor_id=self._executor_id, seen_at=now))
            silent = list(
                session.scalars(
                    select(WorkerSeen).where(
                        WorkerSeen.executor_id != self._executor_id,
                        WorkerSeen.seen_at < now - SILENT_FOR,
                    )
                )
            )
            dead = [row.executor_id for row in silent]
        if dead:
            DBOS._recover_pending_workflows(dead)
            self._forget(dead)
        return dead

    def _forget(self, dead: list[str]) -> None:
        now = SystemClock().now()
        with self._bench.database.writing() as session:
            session.execute(
                delete(WorkerSeen).where(
                    WorkerSeen.executor_id.in_(dead), WorkerSeen.seen_at < now - SILENT_FOR
                )
            )
