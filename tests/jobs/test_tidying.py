"""Jobs that ended long ago are forgotten; those that failed stay to be seen for longer."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from workflow import jobs
from workflow.jobs import JobContext, steps, workflows
from workflow.values import SettableClock, SystemClock


@pytest.fixture
def failed(office, at_work, eventually, monkeypatch):
    """A worker that has given one job up; gives how many such jobs an administrator sees."""

    def fail(*_move: int) -> None:
        raise OSError("the disk is gone")

    def count() -> int:
        return sum(one.failed for one in office.look("admin", jobs.operations).queues)

    monkeypatch.setattr(workflows, "TRIES", 1)
    monkeypatch.setattr(JobContext, "announce", fail)
    office.an_item("submitted")
    at_work()
    eventually(lambda: count() > 0)
    return count


def tidy_after(passed: timedelta) -> None:
    later = SettableClock(SystemClock().now() + passed)
    steps.work_at(replace(steps.context(), pace=later))
    # In a thread of its own: here a browser's event loop may run.
    with ThreadPoolExecutor(1) as aside:
        aside.submit(steps.tidy).result()


@pytest.mark.both_databases
def test_a_job_that_failed_for_good_is_seen_for_ninety_days_and_then_removed(failed):
    seen = failed()

    tidy_after(jobs.FAILED_KEPT_FOR - timedelta(minutes=5))
    still = failed()
    tidy_after(jobs.FAILED_KEPT_FOR + timedelta(minutes=5))

    assert (seen, still, failed()) == (seen, seen, 0)
    assert timedelta(days=90) == jobs.FAILED_KEPT_FOR
