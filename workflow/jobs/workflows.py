"""The jobs and their steps, as DBOS knows them.

A step is one transaction of ours or one call out, recorded when it is done; a job that
is started again goes on behind the last step recorded. A job whose step fails is not given
up: it is enqueued again for later, so that it keeps no other job waiting meanwhile.
"""

import logging
import math
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

from dbos import DBOS

from workflow import outbox
from workflow.jobs.context import JobContext
from workflow.jobs.queues import options
from workflow.notices import mail, webhooks

TRIES: Final = 60
"""How often a job is tried again, two days altogether; then it is left as failed."""

KEPT_FOR: Final = timedelta(days=30)
"""How long finished jobs are kept: longer than any of them could be asked for again."""

TIDIED_AT_ONCE: Final = 500

_log = logging.getLogger(__name__)
_at_work: JobContext | None = None


def work_at(job_context: JobContext | None) -> None:
    """Say what the jobs of this process work with; None when the work is over."""
    global _at_work
    _at_work = job_context


def _context() -> JobContext:
    if _at_work is None:
        raise RuntimeError("no worker was started in this process")
    return _at_work


# ------------------------------------------------------------------------ steps


@DBOS.step(name="tell")
def _notify(item_id: int, sequence: int) -> list[tuple[int, int]]:
    return _context().announce(item_id, sequence)


@DBOS.step(name="tell_all")
def _notify_all(moves: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return sorted({one for move in moves for one in _context().announce(*move)})


@DBOS.step(name="new_day")
def _remind(day: str) -> list[tuple[int, int]]:
    return _context().new_day(day)


@DBOS.step(name="morning")
def _morning() -> str:
    return _context().morning()


@DBOS.step(name="unmailed_people")
def _unmailed() -> list[tuple[int, int]]:
    return _context().unmailed()


@DBOS.step(name="compose")
def _compose(person_id: int, job: str) -> int | None:
    return _context().compose(person_id, job)


@DBOS.step(name="compose_link")
def _compose_link(person_id: int, purpose: str, job: str) -> int | None:
    return _context().compose_link(person_id, purpose, job)


@DBOS.step(name="hand_over")
def _hand_over(mail_id: int, attempt: int) -> float:
    return _context().deliver(mail_id, attempt)


@DBOS.step(name="slot")
def _slot(minutes: int) -> tuple[int, float]:
    """The digest a notice written now falls into: its number, and the seconds until then.

    It lies in the future, so whatever was written before is part of it.
    """
    length = max(minutes * 60, 1)
    now = _context().pace.now().timestamp()
    number = math.floor(now / length) + 1
    return number, number * length - now


@DBOS.step(name="stranded")
def _stranded() -> list[tuple[int, int]]:
    """Mails that are due, and of which no job knows any more: (mail, attempt)."""
    return [
        (mail_id, attempt)
        for mail_id, attempt in _context().overdue()
        if not DBOS.list_workflows(
            workflow_id_prefix=f"{outbox.DELIVER}-{mail_id}-", status=list(outbox.LIVE), limit=1
        )
    ]


@DBOS.step(name="tidy")
def _tidy() -> int:
    """Forget what is kept for a time only, and jobs that were done long ago; gives how many."""
    _context().forget_papers()
    _context().tidy_accounts()
    before = (_context().pace.now() - KEPT_FOR).isoformat()
    done = DBOS.list_workflows(
        status="SUCCESS",
        end_time=before,
        limit=TIDIED_AT_ONCE,
        load_input=False,
        load_output=False,
    )
    if done:
        DBOS.delete_workflows([one.workflow_id for one in done])
    return len(done)


@DBOS.step(name="plans")
def _put_plans_in_force() -> None:
    _context().put_plans_in_force()


@DBOS.step(name="move_by_itself")
def _move_by_itself() -> None:
    _context().move_by_itself()


@DBOS.step(name="post")
def _post(item_id: int, sequence: int) -> None:
    job_context = _context()
    webhooks.post(job_context.hook, job_context.payload(item_id, sequence))


@DBOS.step(name="bulk")
def _bulk(run_id: int) -> bool:
    return _context().bulk(run_id)


@DBOS.step(name="migrate")
def _migrate(migration_id: int) -> bool:
    return _context().migrate(migration_id)


@DBOS.step(name="make_paper")
def _make_paper(paper_id: int) -> None:
    _context().make_paper(paper_id)


@DBOS.step(name="write_edition")
def _write_edition(edition_id: int) -> None:
    _context().write_edition(edition_id)


# -------------------------------------------------------------------- workflows


@DBOS.workflow(name=outbox.ANNOUNCE)
def announce(item_id: int, sequence: int, tries: int = 1) -> None:
    """After a move: notices to those concerned, and their digests."""
    _digests(_or_later(outbox.MOVES, outbox.ANNOUNCE, tries, _notify, item_id, sequence))


@DBOS.workflow(name=outbox.ANNOUNCE_ALL)
def announce_all(moves: list[tuple[int, int]], tries: int = 1) -> None:
    """After the moves of a batch: the same, and one digest for each person."""
    _digests(_or_later(outbox.MOVES, outbox.ANNOUNCE_ALL, tries, _notify_all, moves))


@DBOS.workflow(name=outbox.NEW_DAY)
def new_day(day: str, tries: int = 1) -> None:
    """On a business morning: reminders and the center's summary."""
    _digests(_or_later(outbox.MOVES, outbox.NEW_DAY, tries, _remind, day))


@DBOS.workflow(name=outbox.DIGEST)
def digest(person_id: int, job: str, tries: int = 1) -> None:
    """One mail of what a person was not mailed yet."""
    mail_id = _or_later(outbox.MAILS, outbox.DIGEST, tries, _compose, person_id, job)
    if mail_id is not None:
        _attempt(mail_id, 1)


@DBOS.workflow(name=outbox.MAIL_LINK)
def mail_link(person_id: int, purpose: str, tries: int = 1) -> None:
    """One mail with a one-use link, where there is somebody to mail it to."""
    job = (DBOS.workflow_id or outbox.MAIL_LINK).partition("~")[0]
    mail_id = _or_later(
        outbox.MAILS, outbox.MAIL_LINK, tries, _compose_link, person_id, purpose, job
    )
    if mail_id is not None:
        _attempt(mail_id, 1)


@DBOS.workflow(name=outbox.DELIVER)
def deliver(mail_id: int, attempt: int, tries: int = 1) -> None:
    """One attempt to send; where it fails, the next one is enqueued for later."""
    wait = _or_later(outbox.MAILS, outbox.DELIVER, tries, _hand_over, mail_id, attempt)
    if wait:
        _attempt(mail_id, attempt + 1, wait)


@DBOS.workflow(name=outbox.HOOK)
def hook(item_id: int, sequence: int, tries: int = 1) -> None:
    """Post a move to another system."""
    _or_later(outbox.HOOKS, outbox.HOOK, tries, _post, item_id, sequence)


@DBOS.workflow(name=outbox.RUN_BULK)
def run_bulk(run_id: int, tries: int = 1) -> None:
    """Make the moves of a bulk run, a hundred at a time."""
    while _or_later(outbox.BULK, outbox.RUN_BULK, tries, _bulk, run_id):
        pass


@DBOS.workflow(name=outbox.MIGRATE_ITEMS)
def migrate_items(migration_id: int, tries: int = 1) -> None:
    """Move live items to another version of their process, batch by batch."""
    while _or_later(outbox.BULK, outbox.MIGRATE_ITEMS, tries, _migrate, migration_id):
        pass


@DBOS.workflow(name=outbox.MAKE_PAPER)
def make_paper(paper_id: int, tries: int = 1) -> None:
    """Make a paper that somebody waits for."""
    _or_later(outbox.PAPERS, outbox.MAKE_PAPER, tries, _make_paper, paper_id)


@DBOS.workflow(name=outbox.WRITE_EDITION)
def write_edition(edition_id: int, tries: int = 1) -> None:
    """Write the files of an edition behind its freeze."""
    _or_later(outbox.PAPERS, outbox.WRITE_EDITION, tries, _write_edition, edition_id)


@DBOS.workflow(name=outbox.SWEEP)
def sweep(scheduled: datetime, context: object) -> None:
    """Begin the day, pick up notices and mails that no job knows of any more, carry out plans and
    what happens by itself.
    """
    if day := _morning():
        _enqueue(outbox.MOVES, outbox.NEW_DAY, f"{outbox.NEW_DAY}-{day}", 0, day)
    _digests(_unmailed())
    for mail_id, attempt in _stranded():
        job = f"{outbox.DELIVER}-{mail_id}-{attempt}-{scheduled.isoformat()}"
        _enqueue(outbox.MAILS, outbox.DELIVER, job, 0, mail_id, attempt)
    _tidy()
    # In the order in which they came: a sweep begun by an older version goes on as it was.
    _put_plans_in_force()
    _move_by_itself()


def _or_later(
    queue: str, workflow: str, tries: int, step: Callable[..., Any], *arguments: object
) -> Any:
    """What the step gives; where it fails None, and the job is enqueued again for later."""
    try:
        return step(*arguments)
    except Exception:
        _log.exception("%s %s failed, attempt %d", workflow, arguments, tries)
        if tries >= TRIES:
            raise
    first = (DBOS.workflow_id or workflow).partition("~")[0]
    wait = mail.wait_after(_context().mail, tries).total_seconds()
    _enqueue(queue, workflow, f"{first}~{tries + 1}", wait, *arguments, tries + 1)
    return None


def _digests(due: list[tuple[int, int]] | None) -> None:
    for person_id, minutes in due or ():
        number, wait = _slot(minutes)
        job = f"{outbox.DIGEST}-{person_id}-{minutes}-{number}"
        _enqueue(outbox.MAILS, outbox.DIGEST, job, wait, person_id, job)


def _attempt(mail_id: int, attempt: int, wait: float = 0) -> None:
    job = f"{outbox.DELIVER}-{mail_id}-{attempt}"
    _enqueue(outbox.MAILS, outbox.DELIVER, job, wait, mail_id, attempt)


def _enqueue(queue: str, workflow: str, job: str, delay: float, *arguments: object) -> None:
    """Enqueue a job; one with the same id is there only once."""
    asked = options(queue, workflow, job)
    if delay:
        asked["delay_seconds"] = delay
    DBOS.enqueue_workflow_with_options(asked, *arguments)
    if not delay:
        outbox.WRITTEN.set()
