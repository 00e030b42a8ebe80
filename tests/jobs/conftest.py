"""An office whose people have mail addresses, a mail room, and the work by hand or by a worker."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from tests.support.killing import MoverProcesses, mover_processes, with_addresses
from tests.support.mailroom import Mailroom, open_mailroom
from tests.support.office import Office
from workflow.jobs import JobContext, Pace, Worker
from workflow.notices import HookSettings, MailSettings

QUICK = Pace(
    heartbeat_seconds=0.2,
    silent_for=timedelta(seconds=1),
    poll_seconds=0.05,
    rest_seconds=0.05,
    sweep_seconds=0.2,
)
PATIENCE = 60
"""Seconds until a test gives up; nothing is measured by them."""


@pytest.fixture
def office(office: Office) -> Office:
    """An office in which everybody has an address and gets mails at once."""
    with_addresses(office)
    return office


@pytest.fixture(scope="session")
def movers() -> Iterator[MoverProcesses]:
    """Processes that move and work until they are killed."""
    with mover_processes() as movers:
        yield movers


@pytest.fixture
def mailroom() -> Iterator[Mailroom]:
    """A real SMTP server."""
    with open_mailroom() as mailroom:
        yield mailroom


@pytest.fixture
def job_context(office: Office, mailroom: Mailroom) -> JobContext:
    """What jobs work with, to be called by hand, step by step; its clocks are the office's."""
    return JobContext(
        office.engine.database,
        office.clock,
        MailSettings(host="127.0.0.1", port=mailroom.port, sender="jizen@pref.example.jp"),
        library=office.engine.library,
        pace=office.clock,
    )


@pytest.fixture
def at_work(office: Office, mailroom: Mailroom) -> Iterator[Callable[..., Worker]]:
    """`at_work(name="worker", hook=None)` starts a worker in this process."""
    started: list[Worker] = []
    before = set(threading.enumerate())

    def start(name: str = "worker", hook: HookSettings | None = None) -> Worker:
        mail = MailSettings(
            host="127.0.0.1", port=mailroom.port, first_wait=timedelta(milliseconds=200)
        )
        job_context = JobContext(office.engine.database, office.clock, mail, hook or HookSettings())
        worker = Worker(job_context, name, QUICK)
        started.append(worker)
        # In a thread of its own: none starts where a browser's event loop runs.
        with ThreadPoolExecutor(1) as aside:
            aside.submit(worker.start).result()
        return worker

    yield start
    for worker in started:
        worker.stop()
    left = {one.name for one in threading.enumerate() if one.daemon and one not in before}
    # A job under way is not cut off: it ends by itself.
    assert not {name for name in left if not name.startswith("dbos-executor")}


@pytest.fixture
def eventually() -> Callable[[Callable[[], object]], None]:
    """`eventually(condition)` waits until it holds."""

    def wait(condition: Callable[[], object]) -> None:
        end = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < end, "it never came to pass"
            time.sleep(0.02)

    return wait
