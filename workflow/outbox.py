"""The outbox: jobs that transactions ask for; and the names by which the database knows jobs.

A transaction writes a row for each of its jobs by one prepared statement; the dispatcher
puts them into their queues. The names are changed only with their version.
"""

from collections.abc import Mapping, Sequence
from threading import Event
from typing import Final
from uuid import uuid4

from sqlalchemy import insert
from sqlalchemy.orm import Session

from workflow.database.statements import RowWrite
from workflow.database.transactions import connection_of
from workflow.ledger import Entry
from workflow.models import OutboxRow
from workflow.models.base import table_of

VERSION: Final = "1"
"""Change it only when the steps of a job change: pending jobs run under their own version."""

MOVES: Final = "moves"
"""The queue of what follows a move or a new day: notices."""

MAILS: Final = "mails"
"""The queue of digests and of attempts to send."""

HOOKS: Final = "hooks"
"""The queue of webhooks: a receiver that does not answer holds up no notice."""

BULK: Final = "bulk"
"""The queue of moves of many items, one run at a time: notices do not wait for them."""

PAPERS: Final = "papers"
"""The queue of big papers and editions, one at a time: each takes a processor for itself."""

QUEUES: Final = (MOVES, MAILS, HOOKS, BULK, PAPERS)

ANNOUNCE: Final = "announce"
ANNOUNCE_ALL: Final = "announce_all"
DIGEST: Final = "digest"
DELIVER: Final = "deliver"
HOOK: Final = "hook"
RUN_BULK: Final = "run_bulk"
MIGRATE_ITEMS: Final = "migrate_items"
MAKE_PAPER: Final = "make_paper"
WRITE_EDITION: Final = "write_edition"
MAIL_LINK: Final = "mail_link"
NEW_DAY: Final = "new_day"
SWEEP: Final = "sweep"

QUEUE_OF: Final[Mapping[str, str]] = {
    ANNOUNCE: MOVES,
    ANNOUNCE_ALL: MOVES,
    HOOK: HOOKS,
    RUN_BULK: BULK,
    MIGRATE_ITEMS: BULK,
    MAKE_PAPER: PAPERS,
    WRITE_EDITION: PAPERS,
    MAIL_LINK: MAILS,
}
"""The queue of each job that a transaction may ask for."""

LIVE: Final = ("ENQUEUED", "DELAYED", "PENDING")
"""How DBOS calls jobs that are still to be done."""

ERROR: Final = "ERROR"
"""How DBOS calls jobs that ended with an error."""

FAILED: Final = (ERROR, "MAX_RECOVERY_ATTEMPTS_EXCEEDED")
"""How DBOS calls jobs that nobody tries again."""


AGAIN: Final = "~"
"""What stands in the id of a job that is tried again, before which attempt it is."""

ANNOUNCED_TOGETHER: Final = 100

WRITTEN: Final = Event()
"""Set when this process has asked for jobs or enqueued some: wakes its dispatcher."""

_PUT: Final = RowWrite(insert(table_of(OutboxRow)))
_HAS_JOBS: Final = "jizen_has_jobs"


class DurableOutbox:
    """An outbox in the application's own database: a rollback takes the job with it."""

    def __init__(self, *, hooks: bool = False) -> None:
        """With `hooks` webhooks are told of moves too."""
        self._hooks = hooks

    def after(self, session: Session, entries: Sequence[Entry]) -> None:
        """Ask for the announcement of `entries`, made once however often it is asked for.

        Those of a batch are announced by one job for every hundred.
        """
        moves = [(entry.item_id, entry.sequence) for entry in entries]
        if len(moves) == 1:
            rows = [_of_move(ANNOUNCE, moves[0], moves[0])]
        else:
            starts = range(0, len(moves), ANNOUNCED_TOGETHER)
            parts = [moves[start : start + ANNOUNCED_TOGETHER] for start in starts]
            rows = [_of_move(ANNOUNCE_ALL, part[0], [part]) for part in parts]
        if self._hooks:
            rows += [_of_move(HOOK, move, move) for move in moves]
        _put(session, rows)

    def opened(self, session: Session, moves: Sequence[tuple[int, int]]) -> None:
        """Ask for webhooks of entries that told too little while opinions were closed."""
        if self._hooks and moves:
            jobs = (f"{HOOK}-{item_id}-{sequence}-opened" for item_id, sequence in moves)
            rows = zip(jobs, moves, strict=True)
            _put(session, [_row(HOOK, job, move) for job, move in rows])

    def run_bulk(self, session: Session, run_id: int) -> None:
        """Ask for the moves of a bulk run, made once however often it is asked for."""
        _put(session, [_row(RUN_BULK, f"{RUN_BULK}-{run_id}", [run_id])])

    def migrate(self, session: Session, migration_id: int) -> None:
        """Ask for the moves of a process migration, made once however often it is asked for."""
        job = f"{MIGRATE_ITEMS}-{migration_id}"
        _put(session, [_row(MIGRATE_ITEMS, job, [migration_id])])

    def make_paper(self, session: Session, paper_id: int) -> None:
        """Ask for the making of a paper. Its number may have been that of a forgotten one."""
        _put(session, [_row(MAKE_PAPER, f"{MAKE_PAPER}-{paper_id}-{uuid4().hex}", [paper_id])])

    def write_edition(self, session: Session, edition_id: int) -> None:
        """Ask for the writing of an edition's files, once however often it is asked for."""
        _put(session, [_row(WRITE_EDITION, f"{WRITE_EDITION}-{edition_id}", [edition_id])])

    def mail_link(self, session: Session, person_id: int, purpose: str) -> None:
        """Ask for the mail that brings a person (0: nobody) a one-use link for `purpose`."""
        _put(session, [_row(MAIL_LINK, f"{MAIL_LINK}-{uuid4().hex}", [person_id, str(purpose)])])

    def committed(self, session: Session) -> None:
        """Wake the dispatcher of this process, where the session has asked for jobs."""
        if _HAS_JOBS in session.info:
            WRITTEN.set()


Row = dict[str, object]


def _of_move(workflow: str, move: tuple[int, int], arguments: Sequence[object]) -> Row:
    return _row(workflow, f"{workflow}-{move[0]}-{move[1]}", arguments)


def _row(workflow: str, job: str, arguments: Sequence[object]) -> Row:
    return {"workflow": workflow, "job": job, "arguments": arguments}


def _put(session: Session, rows: Sequence[Row]) -> None:
    _PUT.send(connection_of(session), rows)
    session.info[_HAS_JOBS] = True
