"""A process that moves items at random and works on its jobs, until it is killed.

    python -m tests.support.mover

Reads orders from its standard input, one a line, and answers each with the id of the
process that carries it out: a copy of this one, so that starting takes no time.
"""

import json
import os
import random
import signal
import sys
import threading
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any, Final

from dbos import DBOS
from sqlalchemy import select

from tests.support.office import Office, open_office
from tests.support.units import somebody_may_be_quicker
from workflow.items import transitions
from workflow.items.orders import Order
from workflow.jobs import JobContext, Pace, Worker
from workflow.models import Item
from workflow.notices import MailSettings

SILENT_FOR: Final = timedelta(seconds=3)
NEXT: Final[dict[str, list[tuple[str, str]]]] = {
    "draft": [("submit", "officer")],
    "submitted": [("receive", "reviewer"), ("receive", "reviewer2"), ("pull_back", "officer")],
    "under_review": [("approve", "reviewer"), ("send_back", "reviewer2")],
    "returned": [("submit", "officer")],
    "reviewed": [("evaluate", "evaluator"), ("evaluate", "evaluator2")],
    "evaluated": [("reopen", "evaluator"), ("report", "secretariat")],
}
MOST_OPEN: Final = 10
"""Items under way at once: few, so that the movers meet."""

LONGEST_PAUSE: Final = 0.3
"""Seconds between two moves of a mover: an item that waits a while is worth a mail."""


@dataclass(frozen=True)
class Task:
    """What one copy does: `movers` threads move; each acknowledged move goes to `log`.

    A `newer` one knows a job that others do not know.
    """

    url: str
    port: int
    log: str
    seed: int
    movers: int = 2
    worker: str = "mover"
    newer: bool = False


class Undone(Exception):
    """Raised to roll a move back that was made already."""


def run(task: Task) -> None:
    """Move and work until killed, or until there is nobody left to do so."""
    if task.newer:
        DBOS.workflow()(a_job_of_the_newer_program)
    office = open_office(task.url)
    mail = MailSettings(host="127.0.0.1", port=task.port, first_wait=timedelta(seconds=1))
    pace = Pace(heartbeat_seconds=0.5, silent_for=SILENT_FOR, poll_seconds=0.1, rest_seconds=0.1)
    Worker(JobContext(office.engine.database, office.clock, mail), task.worker, pace).start()
    log = os.open(task.log or os.devnull, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    for number in range(task.movers):
        dice = random.Random(task.seed * 100 + number)  # noqa: S311 - dice, no secrets
        threading.Thread(target=_keep_moving, args=(office, dice, log), daemon=True).start()
    parent = os.getppid()
    while os.getppid() == parent:
        time.sleep(0.5)


def a_job_of_the_newer_program() -> None:
    """Nothing calls it: that it is there makes another program of this one."""


def _keep_moving(office: Office, dice: random.Random, log: int) -> None:
    while True:
        time.sleep(dice.uniform(0, LONGEST_PAUSE))
        with somebody_may_be_quicker():
            if dice.random() < 0.1:
                _move_and_undo(office, dice)
            else:
                _move(office, dice, log)


def _move(office: Office, dice: random.Random, log: int) -> None:
    live = _live(office)
    if len(live) < MOST_OPEN:
        office.a_draft(office.a_sheet(name=f"事業 {uuid.uuid4()}"))
        return
    item = dice.choice(live)
    action, login = dice.choice(NEXT[item.state])
    receipt = office.act(item.id, action, login)
    os.write(log, f"{item.id} {receipt.entry_hash}\n".encode())


def _move_and_undo(office: Office, dice: random.Random) -> None:
    item = dice.choice(_live(office))
    action, login = dice.choice(NEXT[item.state])
    particulars = office.particulars(item.cycle_id, action, {})
    order = Order(
        item.id, action, office.person(login), item.content_hash, "取消", None, particulars
    )
    engine = office.engine
    with suppress(Undone), engine.write() as work:
        transitions.perform(work, order)
        raise Undone


def _live(office: Office) -> list[Item]:
    with office.engine.database.reading() as session:
        found = list(session.scalars(select(Item).where(Item.state.in_(NEXT))))
        session.expunge_all()
    return found or [office.row(office.an_item("draft"))]


def order(task: Any) -> str:
    """One line of standard input."""
    return json.dumps(asdict(task)) + "\n"


def copy_for_orders(carry_out: Callable[[dict[str, Any]], None]) -> None:
    """Copy this process once for each order."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        child = os.fork()
        if not child:
            carry_out(json.loads(line))
            os._exit(0)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    copy_for_orders(lambda given: run(Task(**given)))
