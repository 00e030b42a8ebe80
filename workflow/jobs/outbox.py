"""The names by which jobs are known in the database: changed only with their version."""

from collections.abc import Sequence
from functools import cached_property
from typing import Final
from uuid import uuid4

from dbos import DBOSClient, EnqueueOptions
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from workflow.ledger import Entry

VERSION: Final = "1"
"""Change it only when the steps of a job change: pending jobs run under their own version."""

MOVES: Final = "moves"
"""The queue of what follows a move or a new day: notices."""

MAILS: Final = "mails"
"""The queue of digests and of attempts to send."""

HOOKS: Final = "hooks"
"""The queue of webhooks: a receiver that does not answer holds up no notice."""

BULK: Final = "bulk"
"""The queue of moves of many items, one run at a time: notices do not wait behind them."""

PAPERS: Final = "papers"
"""The queue of big papers and editions, one at a time: each takes a processor for itself."""

QUEUES: Final = (MOVES, MAILS, HOOKS, BULK, PAPERS)

ANNOUNCE: Final = "announce"
ANNOUNCE_ALL: Final = "announce_all"
DIGEST: Final = "digest"
DELIVER: Final = "deliver"
HOOK: Final = "hook"
RUN_BULK: Final = "run_bulk"
MAKE_PAPER: Final = "make_paper"
WRITE_EDITION: Final = "write_edition"
MAIL_LINK: Final = "mail_link"
NEW_DAY: Final = "new_day"
SWEEP: Final = "sweep"

LIVE: Final = ("ENQUEUED", "DELAYED", "PENDING")
"""How DBOS calls jobs that are still to be done."""


ANNOUNCED_TOGETHER: Final = 100


class DurableOutbox:
    """An outbox in the application's own database: a rollback takes the job with it."""

    def __init__(self, engine: Engine, *, hooks: bool = False) -> None:
        """Write to the DBOS tables of `engine`'s database; with `hooks` for webhooks too.

        The engine must be the one that the moves are made with: then DBOS keeps its
        statements prepared.
        """
        self._engine = engine
        self._hooks = hooks

    def close(self) -> None:
        """Give the connections back, where any were opened."""
        if "_client" in self.__dict__:
            self._client.destroy()

    @cached_property
    def _client(self) -> DBOSClient:
        return DBOSClient(system_database_engine=self._engine, lazy=True)

    def after(self, session: Session, entries: Sequence[Entry]) -> None:
        """Enqueue the announcement of `entries`, once however often it is asked for.

        Those of a batch are announced by one job for every hundred.
        """
        moves = [(entry.item_id, entry.sequence) for entry in entries]
        if len(moves) == 1:
            self._enqueue(session, MOVES, ANNOUNCE, moves[0], *moves[0])
        else:
            for start in range(0, len(moves), ANNOUNCED_TOGETHER):
                some = moves[start : start + ANNOUNCED_TOGETHER]
                self._enqueue(session, MOVES, ANNOUNCE_ALL, some[0], some)
        for move in moves if self._hooks else ():
            self._enqueue(session, HOOKS, HOOK, move, *move)

    def retry_now(self, mail_id: int, attempt: int) -> None:
        """Let the next attempt to send a mail, number `attempt`, be made at once."""
        waiting = self._client.list_workflows(
            workflow_id_prefix=f"{DELIVER}-{mail_id}-", status=list(LIVE)
        )
        for job in waiting:
            self._client.set_workflow_delay(job.workflow_id, delay_seconds=0)
        if waiting:
            return
        job_id = f"{DELIVER}-{mail_id}-{attempt}-asked"
        options = _options(MAILS, DELIVER, job_id)
        self._client.enqueue(options, mail_id, attempt)

    def run_bulk(self, session: Session, run_id: int) -> None:
        """Enqueue the moves of a bulk run, once however often it is asked for."""
        options = _options(BULK, RUN_BULK, f"{RUN_BULK}-{run_id}")
        self._client.enqueue_in_transaction(session.connection(), options, run_id)

    def make_paper(self, session: Session, paper_id: int) -> None:
        """Enqueue the making of a paper. Its number may have been that of a forgotten one."""
        options = _options(PAPERS, MAKE_PAPER, f"{MAKE_PAPER}-{paper_id}-{uuid4().hex}")
        self._client.enqueue_in_transaction(session.connection(), options, paper_id)

    def write_edition(self, session: Session, edition_id: int) -> None:
        """Enqueue the writing of an edition's files, once however often it is asked for."""
        options = _options(PAPERS, WRITE_EDITION, f"{WRITE_EDITION}-{edition_id}")
        self._client.enqueue_in_transaction(session.connection(), options, edition_id)

    def mail_link(self, session: Session, person_id: int, purpose: str) -> None:
        """Enqueue the mail that brings a person (0: nobody) a one-use link for `purpose`."""
        options = _options(MAILS, MAIL_LINK, f"{MAIL_LINK}-{uuid4().hex}")
        self._client.enqueue_in_transaction(session.connection(), options, person_id, str(purpose))

    def _enqueue(
        self, session: Session, queue: str, job: str, move: tuple[int, int], *given: object
    ) -> None:
        options = _options(queue, job, f"{job}-{move[0]}-{move[1]}")
        self._client.enqueue_in_transaction(session.connection(), options, *given)


def _options(queue: str, job: str, job_id: str) -> EnqueueOptions:
    return EnqueueOptions(
        workflow_name=job, queue_name=queue, workflow_id=job_id, app_version=VERSION
    )
