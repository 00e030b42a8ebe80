"""Somebody who holds the database itself: random ways to falsify the ledger, all undone again.

Each attack happens in a transaction of its own with the triggers dropped, is looked at
by both verifiers from inside, and is rolled back: hundreds can follow each other.
"""

import contextlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType
from typing import Final

from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from tests.support.office import Office
from workflow import ledger
from workflow.engine import Engine

VERIFIER: Final = Path(__file__).parents[2] / "docs" / "verify_ledger.py"
_NAMED: Final = re.compile(r"^item (\d+), entry (-?\d+):", re.MULTILINE)

_WAYS: Final = [
    [],
    ["submit"],
    ["submit", "pull_back", "submit"],
    ["submit", "receive"],
    ["submit", "receive", "send_back", "submit", "receive", "approve"],
    ["submit", "receive", "approve", "carry_over"],
    ["submit", "receive", "approve", "evaluate", "reopen", "evaluate"],
    ["submit", "receive", "approve", "evaluate", "report"],
    ["submit", "withdraw"],
]
_WHO: Final = {
    "submit": "officer",
    "pull_back": "officer",
    "withdraw": "officer",
    "evaluate": "evaluator",
    "reopen": "evaluator",
    "report": "secretariat",
}


def fill(office: Office, rounds: int = 1) -> None:
    """Let `rounds` × 9 items go their ways, step by step beside each other, minutes apart."""
    ways = _WAYS * rounds
    office.clock.advance(timedelta(minutes=1))
    ids = [office.a_draft(key=f"create {number}").item_id for number in range(len(ways))]
    for step in range(max(len(way) for way in ways)):
        for item_id, way in zip(ids, ways, strict=True):
            if step < len(way):
                office.clock.advance(timedelta(minutes=1))
                who = _WHO.get(way[step], "reviewer")
                office.act(item_id, way[step], who, key=f"{item_id} {step}")


def let_change(connection: Connection, *tables: str) -> None:
    """Take away what refuses to change or delete the rows of these tables."""
    postgres = connection.dialect.name == "postgresql"
    for table in tables:
        for verb in ("change",) if postgres else ("update", "delete"):
            where = f" ON {table}" if postgres else ""
            connection.execute(text(f"DROP TRIGGER {table}_refuse_{verb}{where}"))


@contextlib.contextmanager
def unguarded(engine: Engine, *more: str) -> Iterator[Session]:
    """A session that may do anything to the history and to `more` tables; it is rolled back."""
    with engine.database.engine.connect() as connection, connection.begin() as transaction:
        let_change(connection, "ledger_entries", "item_revisions", "acts_for", *more)
        with Session(connection) as session:
            yield session
        transaction.rollback()


@dataclass(frozen=True)
class Verdict:
    """What a verifier said: whether all is well, and the entries it named."""

    sound: bool
    named: set[tuple[int, int]]


def by_database(session: Session, head: str) -> Verdict:
    """What `jizen audit verify --against` finds."""
    found = ledger.audit(session, head)
    return Verdict(found.is_sound, {(one.item_id, one.sequence) for one in found.breaks})


def by_file(session: Session, head: str, path: Path) -> Verdict:
    """What the stand-alone verifier finds in an export to `path`."""
    with path.open("wb") as file:
        file.writelines(ledger.export(session))
    return judged(path, head)


def judged(path: Path, head: str) -> Verdict:
    """What the stand-alone verifier says of a file."""
    words = io.StringIO()
    with contextlib.redirect_stderr(words), contextlib.redirect_stdout(io.StringIO()):
        status = stand_alone().main([str(path), "--against", head])
    named = {(int(item), int(place)) for item, place in _NAMED.findall(words.getvalue())}
    return Verdict(status == 0, named)


def stand_alone() -> ModuleType:
    """The stand-alone verifier as a module."""
    loader = SourceFileLoader("verify_ledger", str(VERIFIER))
    spec = spec_from_loader(loader.name, loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module
