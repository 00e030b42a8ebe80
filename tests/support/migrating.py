"""Many live items with whole histories, moved by processes that are killed at random moments."""

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any, Final

from sqlalchemy import Connection, func, insert, select, text

from tests.support.killing import mover_processes
from tests.support.ledger import ledger_breaks
from tests.support.migrator import MigratorTask
from tests.support.office import Office, open_office
from tests.support.prepared import prepare
from tests.support.processes import third
from workflow import staffing, versions
from workflow.ledger import BEGINNING, Entry
from workflow.ledger.entries import entry_hash
from workflow.models import Evaluation, Item, ItemRevision, LedgerEntry, ProcessMigration
from workflow.models.base import Base, table_of
from workflow.process import load_publishable
from workflow.values.vocabulary import MIGRATED

LIVE: Final = ("draft", "submitted", "under_review", "returned", "reviewed", "evaluated")
RENAMED: Final = {"under_review": "checking", "returned": "with_department"}
CHUNK: Final = 2_000
PATIENCE: Final = 600
"""Seconds in which the last process must have done the rest."""


@cache
def preparation(count: int) -> Callable[[str], None]:
    """Fills an empty database with so many live items."""
    return partial(fill, count=count)


def fill(url: str, count: int) -> None:
    """An item in each live state by real moves; the others have the same past, hashed anew."""
    prepare(url)
    office = open_office(url)
    patterns = [office.an_item(state, office.a_sheet(name=state)) for state in LIVE]
    with office.engine.database.engine.begin() as connection:
        for start in range(0, count - len(LIVE), CHUNK):
            numbers = range(start, min(start + CHUNK, count - len(LIVE)))
            _copy(connection, patterns, [1_000 + number for number in numbers])
    with office.engine.database.engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("ANALYZE"))
    office.engine.close()


def _copy(connection: Connection, patterns: list[int], ids: list[int]) -> None:
    pasts = [_past(connection, pattern) for pattern in patterns]
    rows: dict[type[Base], list[dict[str, Any]]] = {
        kind: [] for kind in (Item, ItemRevision, LedgerEntry, Evaluation)
    }
    for one in ids:
        for kind, row in _copied(pasts[one % len(pasts)], one):
            rows[kind].append(row)
    for kind, some in rows.items():
        if some:
            connection.execute(insert(table_of(kind)), some)


Past = Mapping[type[Base], list[dict[str, Any]]]


def _past(connection: Connection, item_id: int) -> Past:
    found: dict[type[Base], list[dict[str, Any]]] = {}
    for kind in (Item, ItemRevision, LedgerEntry, Evaluation):
        table = table_of(kind)
        key = table.c.id if kind is Item else table.c.item_id
        rows = connection.execute(select(table).where(key == item_id)).mappings()
        found[kind] = [dict(row) for row in rows]
    found[LedgerEntry].sort(key=lambda row: row["sequence"])
    return found


def _copied(past: Past, new_id: int) -> Iterator[tuple[type[Base], dict[str, Any]]]:
    previous = BEGINNING
    entries = []
    for row in past[LedgerEntry]:
        unsigned = Entry(**{**row, "item_id": new_id, "previous_hash": previous, "entry_hash": ""})
        previous = entry_hash(unsigned)
        entries.append(unsigned._replace(entry_hash=previous)._asdict())
    (item,) = past[Item]
    number = item["number"] and f"{item['number']}-{new_id}"
    own = {"id": new_id, "name_key": f"{item['name_key']} {new_id}", "number": number}
    yield Item, {**item, **own, "ledger_head": previous}
    for kind in (ItemRevision, Evaluation):
        for row in past[kind]:
            kept = {name: value for name, value in row.items() if name != "id"}
            yield kind, {**kept, "item_id": new_id}
    for entry in entries:
        yield LedgerEntry, entry


@dataclass
class Outcome:
    """What was found afterwards; `broken` says in words what should not be."""

    items: int = 0
    kills: int = 0
    rehearsed: float = 0
    """Seconds that the dry run took."""
    seconds: float = 0
    broken: list[str] = field(default_factory=list)


def migrate_often(url: str, kills: int, seed: int, batch: int, longest: float) -> Outcome:
    """Kill `kills` pairs of processes that move the items at `url`, let one finish, and look.

    Each pair lives for up to `longest` seconds.
    """
    dice = random.Random(seed)  # noqa: S311 - dice, no secrets
    office, outcome = open_office(url), Outcome(kills=kills)
    migration_id = _order(office, outcome)
    began = time.monotonic()
    with mover_processes("tests.support.migrator") as migrators:
        task = MigratorTask(url, migration_id, batch)
        for _ in range(kills):
            pair = [migrators.start(task), migrators.start(task)]
            time.sleep(dice.uniform(0.01, longest))
            for one in pair:
                migrators.kill(one)
        last = migrators.start(task)
        while not _finished(office, migration_id) and time.monotonic() < began + PATIENCE:
            time.sleep(0.05)
        migrators.kill(last)
    outcome.seconds = time.monotonic() - began
    _look(office, migration_id, outcome)
    office.engine.close()
    return outcome


def _order(office: Office, outcome: Outcome) -> int:
    definition = third(renamed=RENAMED)
    admin = office.person("admin")
    with office.engine.read(admin) as work:
        plan = versions.plan_for(work.process("standard", 2), load_publishable(definition), RENAMED)
        began = time.monotonic()
        found = versions.rehearse(work, plan)
        outcome.rehearsed = time.monotonic() - began
    outcome.items = found.total
    outcome.broken += [f"stranded: {one.id} {one.objections}" for one in found.stranded]
    with office.engine.write(admin) as work:
        versions.publish(work, definition, "third")
        return versions.order(work, plan)


def _finished(office: Office, migration_id: int) -> bool:
    with office.engine.database.reading() as session:
        return session.get_one(ProcessMigration, migration_id).finished_at is not None


def _look(office: Office, migration_id: int, outcome: Outcome) -> None:
    with office.engine.read(office.person("admin")) as work:
        session = work.session
        row = session.get_one(ProcessMigration, migration_id)
        standing = session.execute(
            select(Item.process_version, Item.state, func.count()).group_by(
                Item.process_version, Item.state
            )
        ).all()
        query = select(LedgerEntry.item_id).where(LedgerEntry.action == MIGRATED)
        entries = Counter(session.scalars(query))
        lacking = staffing.lacking(work)
    outcome.broken += [f"{n} entries of item {one}" for one, n in entries.items() if n != 1]
    outcome.broken += [f"{count} left in {v} {state}" for v, state, count in standing if v != 3]
    outcome.broken += [f"unknown state {state}" for _, state, _ in standing if state in RENAMED]
    outcome.broken += [f"nobody for item {one}" for one in lacking]
    outcome.broken += [f"ledger: {broken}" for broken in ledger_breaks(office.engine)]
    if not len(entries) == row.moved == outcome.items:
        outcome.broken.append(f"{len(entries)} moved, {row.moved} counted of {outcome.items}")
