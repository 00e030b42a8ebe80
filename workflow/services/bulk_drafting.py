"""Many items begun at once: the same rules as `drafting.create`, asked in bulk.

Who may create is asked once for each department, what the sheets refer to is read once;
every item still has its own entry in the history and its own receipt.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, Final, NamedTuple

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from workflow import policy
from workflow.actor import Actor
from workflow.canonical import fingerprint
from workflow.errors import DuplicateItem, InputRefused, NotSignedIn
from workflow.ledger.beginnings import Begun, begin
from workflow.models import Cycle, Item, ItemFunding, ReceiptRow, item_joint_departments
from workflow.process.machine import machine_for
from workflow.process_library import ProcessLibrary
from workflow.services import receipts
from workflow.services.drafting import WITHDRAWN
from workflow.services.register import Register, register
from workflow.sheet import Sheet
from workflow.situation import Situation
from workflow.standing import cycle_facts
from workflow.vocabulary import Action

CHUNK: Final = 500

_ITEMS: Final[Any] = Item.__table__
_FUNDING: Final[Any] = ItemFunding.__table__
_RECEIPTS: Final[Any] = ReceiptRow.__table__
_INSERTED: Final = insert(_ITEMS).returning(_ITEMS.c.id, sort_by_parameter_order=True)


class Beginning(NamedTuple):
    """One item to begin; its sheet went through `sheets.cleaned`."""

    department_id: int
    sheet: Sheet
    key: str


@dataclass
class _Unborn:
    """What the machine moves to find the state in which items begin."""

    state: str = ""


class _Ready(NamedTuple):
    """An item whose row can be written."""

    one: Beginning
    order_hash: str
    row: dict[str, Any]


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
    of_all = {
        "cycle_id": cycle.id,
        "process_name": process.name,
        "process_version": process.version,
        "state": machine_for(process).fire(_Unborn(), Action.CREATE),
        "round": 0,
        "due_on": cycle.submission_deadline,
        "arrived_at": at,
        "created_by": actor.person_id,
        "created_at": at,
        "updated_at": at,
        "version": 1,
        "ledger_length": 0,
        "ledger_head": "",
    }
    known = register(session, cycle)
    permitted: set[int] = set()
    done = 0
    while chunk := list(islice(beginnings, CHUNK)):
        for department_id in {one.department_id for one in chunk} - permitted:
            situation = Situation(process, "", department_id, cycle_facts(cycle), at.date())
            policy.require(actor, situation, Action.CREATE)
            permitted.add(department_id)
        ready = _ready(session, cycle, known, chunk, actor, of_all)
        _refuse_namesakes(session, cycle, [one.row for one in ready])
        if ready:
            _write(session, cycle, known, ready, actor, at)
        done += len(chunk)
    return done


def _ready(
    session: Session,
    cycle: Cycle,
    known: Register,
    chunk: Sequence[Beginning],
    actor: Actor,
    of_all: Mapping[str, Any],
) -> list[_Ready]:
    """The rows of those that no receipt was given for yet."""
    given = receipts.given(session, [one.key for one in chunk])
    ready = []
    for one in chunk:
        if problems := list(known.problems(one.department_id, one.sheet)):
            raise InputRefused(problems)
        own = Item.columns_of(one.sheet, known.section_id(one.department_id, one.sheet))
        order_hash = fingerprint([cycle.id, one.department_id, own["content"], actor.login])
        if receipts.among(given, one.key, order_hash) is None:
            row = {**of_all, **own, "department_id": one.department_id}
            ready.append(_Ready(one, order_hash, row))
    return ready


def _refuse_namesakes(session: Session, cycle: Cycle, rows: Sequence[Mapping[str, Any]]) -> None:
    """Name the item whose name is taken; the database would only say that one is."""
    named = [row for row in rows if row["name_key"] and row["section_id"]]
    query = select(_ITEMS.c.section_id, _ITEMS.c.name_key).where(
        _ITEMS.c.cycle_id == cycle.id,
        _ITEMS.c.name_key.in_({row["name_key"] for row in named}),
        _ITEMS.c.state != WITHDRAWN,
    )
    taken = {(row.section_id, row.name_key) for row in session.execute(query)} if named else set()
    for row in named:
        place = (row["section_id"], row["name_key"])
        if place in taken:
            raise DuplicateItem(name=row["name"])
        taken.add(place)


def _write(
    session: Session,
    cycle: Cycle,
    known: Register,
    ready: Sequence[_Ready],
    actor: Actor,
    at: datetime,
) -> None:
    connection = session.connection()
    ids = list(connection.scalars(_INSERTED, [one.row for one in ready]))
    joint, funding = [], []
    for item_id, (one, _hash, _row) in zip(ids, ready, strict=True):
        joint += [
            {"item_id": item_id, "department_id": known.departments[code]}
            for code in one.sheet.joint_departments
        ]
        funding += [
            {"item_id": item_id, "position": place, **_line(line)}
            for place, line in enumerate(one.sheet.funding_lines)
        ]
    for table, rows in ((item_joint_departments, joint), (_FUNDING, funding)):
        if rows:
            connection.execute(insert(table), rows)
    state = ready[0].row["state"]
    hashes = begin(
        session,
        [Begun(i, one.row["content_hash"]) for i, one in zip(ids, ready, strict=True)],
        action=Action.CREATE,
        state=state,
        actor=actor,
        at=at,
        particulars={"cycle": cycle.id},
    )
    kept = [
        {
            "key": one.one.key,
            "order_hash": one.order_hash,
            "item_id": item_id,
            "action": Action.CREATE,
            "state": state,
            "entry_hash": entry_hash,
            "at": at,
        }
        for item_id, one, entry_hash in zip(ids, ready, hashes, strict=True)
    ]
    connection.execute(insert(_RECEIPTS), kept)


def _line(line: Any) -> dict[str, Any]:
    return {"source": line.source, "label": line.label, "amount_kyen": line.amount_kyen}
