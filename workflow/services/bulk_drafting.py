"""Many items begun at once: the same rules as `drafting.create`, asked in bulk.

Who may create is asked once for each department, what the sheets refer to is read once;
every item still has its own entry in the history and its own receipt.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, Final, NamedTuple

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from workflow import ledger, policy
from workflow.actor import Actor
from workflow.canonical import fingerprint
from workflow.errors import DuplicateItem, InputRefused, NotSignedIn
from workflow.models import Cycle, Item, LedgerEntry, ReceiptRow, item_joint_departments
from workflow.models.base import table_of
from workflow.order import Receipt
from workflow.process.machine import machine_for
from workflow.process.shape import Process
from workflow.process_library import ProcessLibrary
from workflow.services import receipts, sheets
from workflow.services.drafting import WITHDRAWN
from workflow.services.register import Register, register
from workflow.services.traces import write_rows
from workflow.sheet import Sheet
from workflow.situation import Situation
from workflow.standing import cycle_facts
from workflow.vocabulary import Action

CHUNK: Final = 500

_ITEMS: Final = table_of(Item)
_CHAINED: Final = (
    update(_ITEMS)
    .where(_ITEMS.c.id == bindparam("item"))
    .values(ledger_length=bindparam("length"), ledger_head=bindparam("head"))
)


class Beginning(NamedTuple):
    """One item to begin."""

    department_id: int
    sheet: Sheet
    key: str


def create_all(
    session: Session,
    library: ProcessLibrary,
    *,
    cycle: Cycle,
    beginnings: Iterator[Beginning],
    actor: Actor | None,
    at: datetime,
) -> int:
    """Begin every item, or none: gives how many receipts there are.

    Raises the policy's refusal, InputRefused, DuplicateItem, KeyReused.
    """
    if actor is None:
        raise NotSignedIn()
    process = library.latest(session, cycle.process_name)
    known = register(session, cycle)
    permitted: set[int] = set()
    done = 0
    while chunk := list(islice(beginnings, CHUNK)):
        for department_id in {one.department_id for one in chunk} - permitted:
            situation = Situation(process, "", department_id, cycle_facts(cycle), at.date())
            policy.require(actor, situation, Action.CREATE)
            permitted.add(department_id)
        done += len(_begin(session, process, cycle, known, chunk, actor, at))
    return done


def _begin(
    session: Session,
    process: Process,
    cycle: Cycle,
    known: Register,
    chunk: Sequence[Beginning],
    actor: Actor,
    at: datetime,
) -> list[Receipt]:
    given = receipts.given(session, [one.key for one in chunk])
    made: list[Receipt] = []
    items: list[tuple[Item, Beginning, str]] = []
    for one in chunk:
        clean = _checked(one, known)
        order_hash = fingerprint([cycle.id, one.department_id, clean.to_json(), actor.login])
        if receipt := receipts.among(given, one.key, order_hash):
            made.append(receipt)
            continue
        item = _item(process, cycle, one, actor, at)
        item.take(clean, known.section_id(one.department_id, clean))
        items.append((item, one._replace(sheet=clean), order_hash))
    _refuse_namesakes(session, cycle, [item for item, _one, _hash in items])
    session.add_all(item for item, _one, _hash in items)
    session.flush()
    return made + _recorded(session, cycle, known, items, actor, at)


def _checked(one: Beginning, known: Register) -> Sheet:
    clean = sheets.cleaned(one.sheet)
    if problems := list(known.problems(one.department_id, clean)):
        raise InputRefused(problems)
    return clean


def _item(process: Process, cycle: Cycle, one: Beginning, actor: Actor, at: datetime) -> Item:
    item = Item(
        cycle_id=cycle.id,
        department_id=one.department_id,
        process_name=process.name,
        process_version=process.version,
        state="",
        round=0,
        due_on=cycle.submission_deadline,
        arrived_at=at,
        created_by=actor.person_id,
        created_at=at,
        updated_at=at,
        ledger_length=0,
        ledger_head="",
    )
    machine_for(process).fire(item, Action.CREATE)
    return item


def _refuse_namesakes(session: Session, cycle: Cycle, items: Sequence[Item]) -> None:
    """Name the item whose name is taken; the database would only say that one is."""
    keys = {item.name_key for item in items if item.name_key and item.section_id}
    query = select(_ITEMS.c.section_id, _ITEMS.c.name_key).where(
        _ITEMS.c.cycle_id == cycle.id,
        _ITEMS.c.name_key.in_(keys),
        _ITEMS.c.state != WITHDRAWN,
    )
    taken = {(row.section_id, row.name_key) for row in session.execute(query)} if keys else set()
    for item in items:
        place = (item.section_id, item.name_key)
        if item.section_id and item.name_key and place in taken:
            raise DuplicateItem(name=item.name)
        taken.add(place)


def _recorded(
    session: Session,
    cycle: Cycle,
    known: Register,
    items: Sequence[tuple[Item, Beginning, str]],
    actor: Actor,
    at: datetime,
) -> list[Receipt]:
    made: list[Receipt] = []
    joint: list[dict[str, int]] = []
    chained: list[dict[str, Any]] = []
    entries: list[dict[str, Any]] = []
    kept: list[dict[str, Any]] = []
    with session.no_autoflush:
        for item, one, order_hash in items:
            item_id = item.id
            entry = ledger.append(
                item,
                action=Action.CREATE,
                from_state="",
                actor=actor,
                at=at,
                note="",
                particulars={"cycle": cycle.id},
            )
            entries.append(entry._asdict())
            made.append(receipts.receipt_for(entry))
            kept.append(receipts.row_of(made[-1], one.key, order_hash))
            chained.append({"item": item_id, "length": entry.sequence, "head": entry.entry_hash})
            joint += [
                {"item_id": item_id, "department_id": known.departments[code]}
                for code in one.sheet.joint_departments
            ]
        # The head of each chain in one statement, instead of one for each item.
        for item, _one, _hash in items:
            session.expunge(item)
    if items:
        session.connection().execute(_CHAINED, chained)
    write_rows(session, LedgerEntry, entries)
    write_rows(session, ReceiptRow, kept)
    if joint:
        session.execute(insert(item_joint_departments), joint)
    return made
