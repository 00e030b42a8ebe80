"""Databases of many items, made in bulk: what years of use would leave behind.

The cycle of today always has the same number of items; what grows is the number of
cycles before it, whose items have all come to an end. All have been submitted, so all have
their numbers. Entries carry no true hashes: nothing here asks whether the chains hold.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, partial
from itertools import cycle as forever
from itertools import islice
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from tests.support.office import NOW, SEPTEMBER, open_office
from tests.support.prepared import FIELDS, prepare
from workflow.models import (
    Cycle,
    Evaluation,
    Item,
    LedgerEntry,
    Meeting,
    Person,
    ProcessVersion,
    Section,
)
from workflow.models.items import name_key
from workflow.values.sheet import Sheet
from workflow.values.text import search_key

ENTRIES: Final = 10
"""Ledger entries of each item."""

A_CYCLE: Final = 1_000
"""Items of each cycle that is over."""

CHUNK: Final = 5_000

ITEMS, LEDGER = Item.__table__, LedgerEntry.__table__
LIVE: Final = ("submitted", "under_review", "returned", "reviewed", "evaluated")
OVER: Final = ("reported", "reported", "reported", "withdrawn")
SUMMARY: Final = "法人課税の制度の変更に対応するため、税務総合システムを改修する。" * 4


@dataclass(frozen=True)
class Size:
    """How many items: those of today's cycle, their states, and those of cycles before."""

    today: int
    before: int = 0
    states: tuple[str, ...] = LIVE


@cache
def preparation(size: Size) -> Callable[[str], None]:
    """Fills an empty database with so many items; the same one for the same size."""
    return partial(fill, size=size)


def fill(url: str, size: Size) -> None:
    """Prepare the office, then put the items in: the oldest first."""
    prepare(url)
    office = open_office(url)
    with office.engine.database.engine.begin() as connection:
        ids = _ids(connection)
        over = [_old_cycle(connection, number) for number in range(-(-size.before // A_CYCLE))]
        rows = _rows(ids, size, over)
        while chunk := list(islice(rows, CHUNK)):
            connection.execute(sa.insert(ITEMS), chunk)
        _entries(connection)
        _evaluations(connection)
    with office.engine.database.engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(sa.text("ANALYZE"))
    office.engine.close()


def _ids(connection: Connection) -> dict[str, Any]:
    people = connection.execute(sa.select(Person.login, Person.id))
    sections = connection.execute(sa.select(Section.name, Section.id, Section.department_id))
    newest = sa.select(sa.func.max(ProcessVersion.version))
    return {
        "people": dict(people.all()),
        "sections": [tuple(row) for row in sections],
        "meeting": connection.scalar(sa.select(sa.func.min(Meeting.id))),
        "version": connection.scalar(newest.where(ProcessVersion.name == "standard")),
    }


def _old_cycle(connection: Connection, number: int) -> str:
    opened = date(2021, 4, 1) - timedelta(days=30 * (number + 1))
    row = {
        "id": f"past-{number:04}", "fiscal_year": 2021, "budget_year": 2021,
        "kind": "supplementary", "title_ja": "過去", "title_en": "Past", "closed_at": NOW,
        "process_name": "standard", "opens_on": opened,
        "submission_deadline": opened, "review_deadline": opened,
    }  # fmt: skip
    connection.execute(sa.insert(Cycle.__table__), row)
    return str(row["id"])


def _rows(ids: Mapping[str, Any], size: Size, over: list[str]) -> Iterator[dict[str, Any]]:
    places = forever(ids["sections"])
    for number in range(size.before):
        state = OVER[number % len(OVER)]
        yield _row(ids, next(places), number, over[number // A_CYCLE], state)
    for number in range(size.before, size.before + size.today):
        yield _row(ids, next(places), number, SEPTEMBER, size.states[number % len(size.states)])


def _row(
    ids: Mapping[str, Any], place: tuple[str, int, int], number: int, cycle: str, state: str
) -> dict[str, Any]:
    section, section_id, department_id = place
    sheet = Sheet(
        section=section, field=tuple(FIELDS)[number % 3], category="procedure",
        name=f"税務総合システム改修事業 その{number}", amount_kyen=number % 9_999,
        funding="一般財源", summary=SUMMARY,
    )  # fmt: skip
    at = NOW - timedelta(minutes=400_000 - number)
    officer = ids["people"]["officer"]
    return {
        "cycle_id": cycle, "department_id": department_id, "process_name": "standard",
        "process_version": ids["version"], "state": state, "round": 1, "arrived_at": at,
        "due_on": None if state in OVER else (NOW + timedelta(days=number % 20)).date(),
        "meeting_id": ids["meeting"] if state == "reported" else None,
        "created_by": officer, "submitted_by": officer, "created_at": at, "updated_at": at,
        "version": 1, "number": f"9補-試験-{number + 1:03}",
        "ledger_length": ENTRIES, "ledger_head": sheet.content_hash,
        "content": sheet.to_json(), "content_hash": sheet.content_hash,
        "section_id": section_id, "name": sheet.name, "name_key": name_key(sheet.name),
        "field": sheet.field, "category_code": sheet.category, "amount_kyen": sheet.amount_kyen,
        "dx_step": None, "goal_number": None,
        "search_text": search_key(f"{sheet.name}\n{sheet.summary}\n{sheet.section}"),
    }  # fmt: skip


def _entries(connection: Connection) -> None:
    """So many entries for each item, made by the database itself."""
    sequence = sa.union_all(*(sa.select(sa.literal(n).label("n")) for n in range(1, ENTRIES + 1)))
    numbers = sequence.subquery("numbers")
    submit = sa.case((numbers.c.n == 1, "create"), else_="submit")
    given: dict[str, Any] = {
        "item_id": ITEMS.c.id, "sequence": numbers.c.n, "at": ITEMS.c.created_at,
        "action": submit, "from_state": sa.literal("draft"), "to_state": ITEMS.c.state,
        "actor_id": ITEMS.c.created_by, "actor_login": sa.literal("officer"),
        "round": sa.literal(1), "note": sa.literal(""),
        "particulars": sa.literal({}, LEDGER.c.particulars.type),
        "content_hash": ITEMS.c.content_hash, "previous_hash": ITEMS.c.content_hash,
        "entry_hash": ITEMS.c.content_hash,
    }  # fmt: skip
    everything = sa.select(*given.values()).select_from(ITEMS.join(numbers, sa.true()))
    connection.execute(sa.insert(LEDGER).from_select(list(given), everything))


def _evaluations(connection: Connection) -> None:
    table = Evaluation.__table__
    given: dict[str, Any] = {
        "item_id": ITEMS.c.id, "verdict_code": sa.literal("appropriate"),
        "findings": sa.literal("妥当"), "conditions": sa.literal(""),
        "content_hash": ITEMS.c.content_hash, "finalised_by": ITEMS.c.created_by,
        "finalised_at": ITEMS.c.created_at,
    }  # fmt: skip
    over = ITEMS.c.state.in_(("evaluated", "reported"))
    chosen = sa.select(*given.values()).where(over)
    connection.execute(sa.insert(table).from_select(list(given), chosen))
