"""The jobs, as DBOS knows them: what they do step by step.

A job that is started again goes on after the last step recorded. A job whose step fails is not
given up: it is enqueued again for later, so that it keeps no other job waiting meanwhile.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from dbos import DBOS

from workflow import outbox
from workflow.jobs import steps
from workflow.jobs.failures import GivenUp, reason_of
from workflow.jobs.queues import options
from workflow.notices import mail

TRIES: Final = 60
"""How often a job is tried again, two days altogether; then it is left as failed."""

_log = logging.getLogger(__name__)


@DBOS.workflow(name=outbox.ANNOUNCE)
def announce(item_id: int, sequence: int, tries: int = 1) -> None:
    """After a move: notices to those concerned, and their digests."""
    _digests(_or_later(outbox.MOVES, outbox.ANNOUNCE, tries, steps.notify, item_id, sequence))


@DBOS.workflow(name=outbox.ANNOUNCE_ALL)
def announce_all(moves: list[tuple[int, int]], tries: int = 1) -> None:
    """After the moves of a batch: the same, and one digest for each person."""
    _digests(_or_later(outbox.MOVES, outbox.ANNOUNCE_ALL, tries, steps.notify_all, moves))


@DBOS.workflow(name=outbox.NEW_DAY)
def new_day(day: str, tries: int = 1) -> None:
    """On a business morning: reminders and the center's summary."""
    _digests(_or_later(outbox.MOVES, outbox.NEW_DAY, tries, steps.remind, day))


@DBOS.workflow(name=outbox.DIGEST)
def digest(person_id: int, job: str, tries: int = 1) -> None:
    """One mail of what a person was not mailed yet."""
    mail_id = _or_later(outbox.MAILS, outbox.DIGEST, tries, steps.compose, person_id, job)
    if mail_id is not None:
        _attempt(mail_id, 1)


@DBOS.workflow(name=outbox.MAIL_LINK)
def mail_link(person_id: int, purpose: str, tries: int = 1) -> None:
    """One mail with a one-use link, where there is somebody to mail it to."""
    job = (DBOS.workflow_id or outbox.MAIL_LINK).partition(outbox.AGAIN)[0]
    mail_id = _or_later(
        outbox.MAILS, outbox.MAIL_LINK, tries, steps.compose_link, person_id, purpose, job
    )
    if mail_id is not None:
        _attempt(mail_id, 1)


@DBOS.workflow(name=outbox.DELIVER)
def deliver(mail_id: int, attempt: int, tries: int = 1) -> None:
    """One attempt to send; where it fails, the next one is enqueued for later."""
    wait = _or_later(outbox.MAILS, outbox.DELIVER, tries, steps.hand_over, mail_id, attempt)
    if wait:
        _attempt(mail_id, attempt + 1, wait)


@DBOS.workflow(name=outbox.HOOK)
def hook(item_id: int, sequence: int, tries: int = 1) -> None:
    """Post a move to another system."""
    _or_later(outbox.HOOKS, outbox.HOOK, tries, steps.post, item_id, sequence)


@DBOS.workflow(name=outbox.RUN_BULK)
def run_bulk(run_id: int, tries: int = 1) -> None:
    """Make the moves of a bulk run, a hundred at a time."""
    while _or_later(outbox.BULK, outbox.RUN_BULK, tries, steps.bulk, run_id):
        pass


@DBOS.workflow(name=outbox.MIGRATE_ITEMS)
def migrate_items(migration_id: int, tries: int = 1) -> None:
    """Move live items to another version of their process, batch by batch."""
    while _or_later(outbox.BULK, outbox.MIGRATE_ITEMS, tries, steps.migrate, migration_id):
        pass


@DBOS.workflow(name=outbox.MAKE_PAPER)
def make_paper(paper_id: int, tries: int = 1) -> None:
    """Make a paper that somebody waits for."""
    _or_later(outbox.PAPERS, outbox.MAKE_PAPER, tries, steps.make_paper, paper_id)


@DBOS.workflow(name=outbox.WRITE_EDITION)
def write_edition(edition_id: int, tries: int = 1) -> None:
    """Write the files of an edition after its freeze."""
    _or_later(outbox.PAPERS, outbox.WRITE_EDITION, tries, steps.write_edition, edition_id)


@DBOS.workflow(name=outbox.SWEEP)
def sweep(scheduled: datetime, context: object) -> None:
    """Begin the day, pick up notices and mails that no job knows of any more, carry out plans and
    what happens by itself.
    """
    if day := steps.morning():
        _enqueue(outbox.MOVES, outbox.NEW_DAY, f"{outbox.NEW_DAY}-{day}", 0, day)
    _digests(steps.unmailed())
    for mail_id, attempt in steps.stranded():
        job = f"{outbox.DELIVER}-{mail_id}-{attempt}-{scheduled.isoformat()}"
        _enqueue(outbox.MAILS, outbox.DELIVER, job, 0, mail_id, attempt)
    steps.tidy()
    # In the order in which they came: a sweep begun by an older version goes on as it was.
    steps.put_plans_in_force()
    steps.move_by_itself()


def _or_later(
    queue: str, workflow: str, tries: int, step: Callable[..., Any], *arguments: object
) -> Any:
    """What the step gives; where it fails None, and the job is enqueued again for later."""
    try:
        return step(*arguments)
    except Exception as failure:
        _log.exception("%s %s failed, attempt %d", workflow, arguments, tries)
        if tries >= TRIES:
            reason = reason_of(failure)
            raise GivenUp(reason.cause, reason.detail) from failure
    first = (DBOS.workflow_id or workflow).partition(outbox.AGAIN)[0]
    wait = mail.wait_after(steps.context().mail, tries).total_seconds()
    _enqueue(queue, workflow, f"{first}{outbox.AGAIN}{tries + 1}", wait, *arguments, tries + 1)
    return None


def _digests(due: list[tuple[int, int]] | None) -> None:
    for person_id, minutes in due or ():
        number, wait = steps.slot(minutes)
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
