"""What an edition of a paper of a year keeps, its files, and how it differs from the one before."""

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Final

from workflow.documents.changed_rows import ABSENT, ADDED, REMOVED
from workflow.documents.plain_tables import Cell, Row, Table, YearPaper, table_file
from workflow.documents.seal import Amended, amended_headings
from workflow.documents.snapshot import Snapshot, amendment, read, seal_in
from workflow.documents.typesetting import typeset
from workflow.values.actor import Actor
from workflow.values.canonical import canonical_bytes, fingerprint
from workflow.values.clock import JAPAN
from workflow.values.fiscal import era_date
from workflow.values.vocabulary import AgendaKind

FORMAT: Final = 4
"""Of the snapshot's shape and its files' look; a later one gets a number of its own.

1: the ledger's proof at the foot has another name. 2: the head of the workbook has no height.
3: the workbook prints without its name and edition, and its numbers have no commas;
no file says in its properties whose it is.
"""
FORMS: Final = ("csv", "xlsx", "pdf")


@dataclass(frozen=True)
class YearCircumstances:
    """Under what an edition is frozen: everything but the paper; `on` is the day it tells of."""

    kind: AgendaKind
    year: int
    on: date
    number: int
    actor: Actor
    at: datetime
    note: str
    ledger_head: str
    before: Snapshot | None


def snapshot(paper: YearPaper, given: YearCircumstances) -> Snapshot:
    """The value to freeze."""
    there = given.at.astimezone(JAPAN)
    value: dict[str, Any] = {
        "format": FORMAT,
        "kind": given.kind.value,
        "fiscal_year": given.year,
        "on": given.on.isoformat(),
        "edition": given.number,
        "frozen_at": there.isoformat(timespec="microseconds"),
        "frozen_on": era_date(there.date()),
        "frozen_by": given.actor.login,
        "note": given.note,
        "ledger_head": given.ledger_head,
        "supersedes": fingerprint(given.before) if given.before else None,
        "paper": asdict(paper),
    }
    # As it will be read again: with lists in place of tuples.
    value = dict(json.loads(canonical_bytes(value)))
    before = given.before
    value["amendment"] = amendment(before, value, changes(before, value)) if before else None
    return dict(json.loads(canonical_bytes(value)))


def says_the_same(before: Snapshot, paper: YearPaper) -> bool:
    """Whether a paper says what an edition of it says; its date alone is no difference."""
    kept, now = before["paper"]["table"], json.loads(canonical_bytes(asdict(paper.table)))
    return all(kept[name] == now[name] for name in ("name", "headings", "rows"))


def changes(before: Snapshot, after: Snapshot) -> tuple[Amended, ...]:
    """What two snapshots of a paper say differently, row by row and column by column."""
    earlier, later = _rows(_table(before)), _rows(_table(after))
    headings = _table(after).headings
    found: list[Amended] = []
    for key, row in later.items():
        if key not in earlier:
            found.append(Amended(key, ADDED, ABSENT, _whole(row)))
            continue
        for heading, was, now in zip(headings, earlier[key], row, strict=False):
            if was != now:
                found.append(Amended(key, heading, _cell(was), _cell(now)))
    gone = [(key, row) for key, row in earlier.items() if key not in later]
    return (*found, *(Amended(key, REMOVED, _whole(row), ABSENT) for key, row in gone))


def file(content: bytes, form: str) -> bytes:
    """One file of the edition whose snapshot is `content`. Raises NotFound for another form."""
    frozen = read(content)
    if form != "pdf":
        return table_file(_table(frozen), form, edition=seal_in(frozen).name).content
    paper = frozen["paper"]
    return typeset(paper["template"], {**paper["printed"], "seal": _seal(frozen)})


def name_of(frozen: Snapshot) -> str:
    """令和3年度DX推進目標の進捗状況."""
    return str(frozen["paper"]["table"]["name"])


def _seal(frozen: Snapshot) -> dict[str, Any]:
    seal = seal_in(frozen)
    printed: dict[str, Any] = {"name": seal.name, "proofs": seal.proofs, "amendment": None}
    if changed := seal.amendment:
        printed["amendment"] = {
            "heading": changed.heading,
            "reason": changed.reason,
            "headings": ("対象", *amended_headings(changed)[1:]),
            "rows": [row.printed for row in changed.rows],
        }
    return printed


def _table(frozen: Snapshot) -> Table:
    kept = frozen["paper"]["table"]
    return Table(
        name=kept["name"],
        headings=tuple(kept["headings"]),
        widths=tuple(kept["widths"]),
        rows=tuple(map(tuple, kept["rows"])),
        keys=tuple(kept["keys"]),
        lead=kept.get("lead", 1),
        office=kept.get("office", ""),
    )


def _rows(table: Table) -> dict[str, Row]:
    return {" ".join(_cell(row[place]) for place in table.keys): row for row in table.rows}


def _cell(value: Cell) -> str:
    return "" if value is None else str(value)


def _whole(row: Row) -> str:
    return "　".join(filter(None, map(_cell, row)))
