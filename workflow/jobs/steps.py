"""The steps of jobs, as DBOS knows them.

A step is recorded when it is done, and may be repeated before that.
"""

import math
from datetime import timedelta
from typing import Final

from dbos import DBOS

from workflow import outbox
from workflow.jobs.context import JobContext
from workflow.notices import webhooks

KEPT_FOR: Final = timedelta(days=30)
"""How long finished jobs are kept: longer than any of them could be asked for again."""

FAILED_KEPT_FOR: Final = timedelta(days=90)
"""How long administrators see how many jobs failed for good, counted from when they were asked for.
"""

TIDIED_AT_ONCE: Final = 500

_at_work: JobContext | None = None


def work_at(job_context: JobContext | None) -> None:
    """Say what the jobs of this process work with; None when the work is over."""
    global _at_work
    _at_work = job_context


def context() -> JobContext:
    """What the jobs of this process work with."""
    if _at_work is None:
        raise RuntimeError("no worker was started in this process")
    return _at_work


@DBOS.step(name="tell")
def notify(item_id: int, sequence: int) -> list[tuple[int, int]]:
    """Notify those whom a move concerns; gives (person, digest minutes) of those to mail."""
    return context().announce(item_id, sequence)


@DBOS.step(name="tell_all")
def notify_all(moves: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same for the moves of a batch, each person once."""
    return sorted({one for move in moves for one in context().announce(*move)})


@DBOS.step(name="new_day")
def remind(day: str) -> list[tuple[int, int]]:
    """Write the reminders of a day; gives whom to mail."""
    return context().new_day(day)


@DBOS.step(name="morning")
def morning() -> str:
    """The business day that has begun, or ""."""
    return context().morning()


@DBOS.step(name="unmailed_people")
def unmailed() -> list[tuple[int, int]]:
    """Whom to mail of those whose notices are in no mail yet."""
    return context().unmailed()


@DBOS.step(name="compose")
def compose(person_id: int, job: str) -> int | None:
    """Make a person's digest; gives the mail, or None where nothing is due."""
    return context().compose(person_id, job)


@DBOS.step(name="compose_link")
def compose_link(person_id: int, purpose: str, job: str) -> int | None:
    """Write the mail that brings a one-use link; gives it, or None where nobody is mailed."""
    return context().compose_link(person_id, purpose, job)


@DBOS.step(name="hand_over")
def hand_over(mail_id: int, attempt: int) -> float:
    """Try to send a mail once; gives the seconds until the next try, or 0."""
    return context().deliver(mail_id, attempt)


@DBOS.step(name="slot")
def slot(minutes: int) -> tuple[int, float]:
    """The digest a notice written now falls into: its number, and the seconds until then.

    It lies in the future, so whatever was written before is part of it.
    """
    length = max(minutes * 60, 1)
    now = context().pace.now().timestamp()
    number = math.floor(now / length) + 1
    return number, number * length - now


@DBOS.step(name="stranded")
def stranded() -> list[tuple[int, int]]:
    """Mails that are due, and of which no job knows any more: (mail, attempt)."""
    return [
        (mail_id, attempt)
        for mail_id, attempt in context().overdue()
        if not DBOS.list_workflows(
            workflow_id_prefix=f"{outbox.DELIVER}-{mail_id}-", status=list(outbox.LIVE), limit=1
        )
    ]


@DBOS.step(name="tidy")
def tidy() -> int:
    """Forget what is kept for a time only, and jobs that ended long ago; gives how many."""
    context().forget_papers()
    context().tidy_accounts()
    return _forget(("SUCCESS",), KEPT_FOR) + _forget(outbox.FAILED, FAILED_KEPT_FOR)


def _forget(statuses: tuple[str, ...], kept_for: timedelta) -> int:
    """Forget some of the jobs that ended so and were asked for longer ago; gives how many."""
    ended = DBOS.list_workflows(
        status=list(statuses),
        end_time=(context().pace.now() - kept_for).isoformat(),
        limit=TIDIED_AT_ONCE,
        load_input=False,
        load_output=False,
    )
    if ended:
        DBOS.delete_workflows([one.workflow_id for one in ended])
    return len(ended)


@DBOS.step(name="plans")
def put_plans_in_force() -> None:
    """Put the plans in force whose day has come."""
    context().put_plans_in_force()


@DBOS.step(name="move_by_itself")
def move_by_itself() -> None:
    """Make the moves that happen by themselves."""
    context().move_by_itself()


@DBOS.step(name="post")
def post(item_id: int, sequence: int) -> None:
    """Post a move to another system."""
    job_context = context()
    webhooks.post(job_context.hook, job_context.payload(item_id, sequence))


@DBOS.step(name="bulk")
def bulk(run_id: int) -> bool:
    """Make the next moves of a bulk run; gives whether some still wait."""
    return context().bulk(run_id)


@DBOS.step(name="migrate")
def migrate(migration_id: int) -> bool:
    """Move the next items to another version of their process; gives whether some still wait."""
    return context().migrate(migration_id)


@DBOS.step(name="make_paper")
def make_paper(paper_id: int) -> None:
    """Make a big paper that somebody asked for."""
    context().make_paper(paper_id)


@DBOS.step(name="write_edition")
def write_edition(edition_id: int) -> None:
    """Write the files of an edition that was frozen."""
    context().write_edition(edition_id)
