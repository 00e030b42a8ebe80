"""Kill a process that moves and mails, many times, at random moments; then look at what is left."""

import os
import random
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from sqlalchemy import Engine, MetaData, Table, func, select

from tests.support.ledger import ledger_breaks
from tests.support.mailroom import Mailroom, open_mailroom
from tests.support.mover import Task, order
from tests.support.office import Office, open_office
from tests.support.programs import command_of
from workflow import outbox
from workflow.items.context_queries import context_of
from workflow.models import Item, LedgerEntry, Mail, MailPreference, Notice, OutboxRow, Person
from workflow.notices.kinds import TURN
from workflow.notices.notify import whose_turn
from workflow.work import Work

ROOT: Final = Path(__file__).parents[2]
LONGEST_LIFE: Final = 1.5
"""Seconds from a process's first move to its death, at most; or from its birth, for some."""

BORN_WITHIN: Final = 30
"""Seconds in which a process must make its first move."""

QUIET_WITHIN: Final = 120
"""Seconds in which the last process must have done what the others left behind."""


@dataclass
class Outcome:
    """What was found afterwards; `broken` says in words what should not be."""

    kills: int = 0
    acknowledged: int = 0
    entries: int = 0
    mails: int = 0
    repeats: int = 0
    seconds: float = 0
    broken: list[str] = field(default_factory=list)


class MoverProcesses:
    """Starts movers and kills them."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def start(self, task: object) -> int:
        """Begin one with its task, a dataclass; gives its process id."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(order(task))
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    @staticmethod
    def kill(pid: int) -> None:
        """End it on the spot, unless it came to its end, and wait until it is gone."""
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
            while True:
                os.kill(pid, 0)
                time.sleep(0.002)


@contextmanager
def mover_processes(program: str = "tests.support.mover") -> Iterator[MoverProcesses]:
    """Processes that end with the block; `program` copies itself for each order."""
    command = command_of(program)
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield MoverProcesses(process)
        assert process.stdin is not None
        process.stdin.close()


def with_addresses(office: Office) -> None:
    """Give everybody a mail address, and their mails at once."""
    with office.engine.database.writing() as session:
        for person in session.scalars(select(Person)):
            person.email = f"{person.login}@example.jp"
            session.add(MailPreference(person_id=person.id, digest_minutes=0))


def kill_often(url: str, folder: Path, movers: MoverProcesses, kills: int, seed: int) -> Outcome:
    """Kill `kills` movers on the office at `url`, let a last one finish, and look."""
    began = time.monotonic()
    outcome = Outcome(kills=kills)
    dice = random.Random(seed)  # noqa: S311 - dice, no secrets
    office = open_office(url)
    with_addresses(office)
    log = folder / "acknowledged"
    with open_mailroom() as mailroom:
        for number in range(kills):
            pid = movers.start(Task(url, mailroom.port, str(log), seed + number))
            if dice.random() < 0.8:
                _first_move(log)
            time.sleep(dice.uniform(0.02, LONGEST_LIFE))
            movers.kill(pid)
        last = movers.start(Task(url, mailroom.port, str(log), seed, movers=0))
        if not _quiet(office.engine.database.engine):
            outcome.broken.append(f"jobs left: {jobs(office.engine.database.engine)}")
        movers.kill(last)
    acknowledged = log.read_text().splitlines() if log.exists() else []
    _look_at_moves(office, acknowledged, outcome)
    _look_at_mails(office, mailroom, outcome)
    office.engine.close()
    outcome.seconds = time.monotonic() - began
    return outcome


def _first_move(log: Path) -> None:
    before, end = _size(log), time.monotonic() + BORN_WITHIN
    while _size(log) == before and time.monotonic() < end:
        time.sleep(0.005)


def _size(log: Path) -> int:
    return log.stat().st_size if log.exists() else 0


def jobs(engine: Engine) -> Counter[tuple[str, str]]:
    """How many jobs there are, by name and status; those in the outbox wait for their queue."""
    table, outbox_rows = _jobs_table(engine), OutboxRow.__table__.c
    count = select(table.c.name, table.c.status, func.count()).group_by(
        table.c.name, table.c.status
    )
    asked_for = select(outbox_rows.workflow, func.count()).group_by(outbox_rows.workflow)
    with engine.begin() as connection:
        # The outbox first: what is dispatched meanwhile is counted twice rather than never.
        found = Counter({(name, "ENQUEUED"): n for name, n in connection.execute(asked_for)})
        return found + Counter({(name, status): n for name, status, n in connection.execute(count)})


def _jobs_table(engine: Engine) -> Table:
    schema = "dbos" if engine.dialect.name == "postgresql" else None
    return Table("workflow_status", MetaData(), autoload_with=engine, schema=schema)


def _quiet(engine: Engine) -> bool:
    end = time.monotonic() + QUIET_WITHIN
    while time.monotonic() < end:
        if not any(status in outbox.LIVE for _, status in jobs(engine)):
            return True
        time.sleep(0.2)
    return False


def _look_at_moves(office: Office, acknowledged: list[str], outcome: Outcome) -> None:
    engine = office.engine
    outcome.acknowledged = len(acknowledged)
    outcome.entries = office.count_entries()
    with engine.database.reading() as session:
        entries = list(session.scalars(select(LedgerEntry).order_by(LedgerEntry.sequence)))
        items = list(session.scalars(select(Item)))
    there = {f"{entry.item_id} {entry.entry_hash}" for entry in entries}
    outcome.broken += [f"lost: {line}" for line in set(acknowledged) - there]
    outcome.broken += [f"ledger: {broken}" for broken in ledger_breaks(engine)]
    last = {entry.item_id: entry for entry in entries}
    for item in items:
        entry = last[item.id]
        if (item.state, item.ledger_length) != (entry.to_state, entry.sequence):
            outcome.broken.append(f"half a move: item {item.id}")
    due = {f"announce-{e.item_id}-{e.sequence}" for e in entries if e.action != "create"}
    announced = _announced(engine.database.engine)
    outcome.broken += [f"not announced: {job}" for job in due - announced]
    outcome.broken += [f"announced, never made: {job}" for job in announced - due]


def _announced(engine: Engine) -> set[str]:
    table = _jobs_table(engine)
    with engine.begin() as connection:
        query = select(table.c.workflow_uuid, table.c.status).where(table.c.name == outbox.ANNOUNCE)
        return {job.partition("~")[0] for job, _ in connection.execute(query)}


def _look_at_mails(office: Office, mailroom: Mailroom, outcome: Outcome) -> None:
    arrived = mailroom.ids()
    engine = office.engine
    with engine.read() as work:
        session = work.session
        mails = list(session.scalars(select(Mail)))
        for item in session.scalars(select(Item).where(Item.due_on.is_not(None))):
            outcome.broken += _untold(work, office, item)
        loose = session.scalar(select(func.count()).where(Notice.by_mail, Notice.mail_id.is_(None)))
    due = {mail.message_id for mail in mails}
    outcome.mails = len(due)
    outcome.repeats = arrived.total() - len(arrived)
    outcome.broken += [f"not delivered: {one}" for one in due - arrived.keys()]
    outcome.broken += [f"delivered, not due: {one}" for one in arrived.keys() - due]
    outcome.broken += [f"not recorded: {one.message_id}" for one in mails if not one.sent_at]
    if loose:
        outcome.broken.append(f"{loose} notices without a mail")


def _untold(work: Work, office: Office, item: Item) -> list[str]:
    """Whose turn it is at the end must have been told so, by a notice and a mail."""
    if item.ledger_length == 1:
        return []
    context = context_of(work, item)
    mover = work.session.get_one(LedgerEntry, (item.id, item.ledger_length)).actor_id
    turn = {actor.person_id for actor in whose_turn(work, context)} - {mover}
    told = work.session.scalars(
        select(Notice.person_id).where(
            Notice.item_id == item.id,
            Notice.kind == TURN,
            Notice.mark == str(item.ledger_length),
            Notice.mail_id.is_not(None),
        )
    )
    missing = turn - set(told)
    return [f"item {item.id}: not told: {missing}"] if missing else []
