"""Items begun, one or many at once: who may is asked once for each of their departments.

Every item has its own entry in the history and, where it has a key, its own receipt.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice
from typing import Any, Final, NamedTuple

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from workflow import ledger
from workflow.database.statements import RowWrite
from workflow.database.transactions import connection_of, next_ids
from workflow.items import policy, receipts, same_names, tracks
from workflow.items.context import ItemContext
from workflow.items.effects import write_rows
from workflow.items.orders import Quoting
from workflow.items.quoting import provenance
from workflow.items.receipts import Receipt
from workflow.items.reference import cycle_facts
from workflow.items.reference_data import ReferenceData, reference_data
from workflow.ledger import Entry
from workflow.models import (
    Cycle,
    Department,
    Item,
    ItemFunding,
    LedgerEntry,
    item_joint_departments,
)
from workflow.models.base import table_of
from workflow.models.items import NOTHING_AS_TYPED, funding_rows
from workflow.process.machine import machine_for
from workflow.process.shape import Process
from workflow.textindex import copies, index
from workflow.textindex.copies import Copy
from workflow.values.actor import Actor
from workflow.values.canonical import fingerprint
from workflow.values.errors import NotSignedIn, Refusal
from workflow.values.sheet import AsTyped, Sheet
from workflow.values.vocabulary import Action
from workflow.work import Work

CHUNK: Final = 500

BROUGHT_IN_FOR: Final = "brought_in_for"
"""Where the first entry of a history says for which department the center brought it in."""

MayBegin = Callable[[Process, Cycle, int, Actor | None, date], Refusal | None]
"""Why somebody may not begin items for a department on a day."""

_ITEMS: Final = table_of(Item)
_INSERT: Final = RowWrite(insert(_ITEMS))
_BESIDE: Final = tuple(
    RowWrite(insert(table)) for table in (item_joint_departments, table_of(ItemFunding))
)


class NewItem(NamedTuple):
    """One item to begin; its sheet went through `cleaning.cleaned`."""

    department_id: int
    sheet: Sheet
    key: str | None = None
    quoting: Quoting | None = None
    as_typed: AsTyped = NOTHING_AS_TYPED


class _New(NamedTuple):
    """An item that no receipt was given for yet, and the columns that its sheet fills."""

    one: NewItem
    order_hash: str
    own: Mapping[str, Any]


@dataclass
class _Begun:
    """An item about to be written, where it stands in its process and in its history."""

    process_name: str
    process_version: int
    state: str = ""
    id: int = 0
    content_hash: str = ""
    round: int = 0
    ledger_length: int = 0
    ledger_head: str = ""


def may_create(
    process: Process, cycle: Cycle, department_id: int, actor: Actor | None, day: date
) -> Refusal | None:
    """Why `actor` may not begin items for a department on a day; None when they may."""
    context = ItemContext(process, "", department_id, cycle_facts(cycle), day)
    return policy.may(actor, context, Action.CREATE).refusal


def may_bring_in(
    process: Process, cycle: Cycle, department_id: int, actor: Actor | None, day: date
) -> Refusal | None:
    """Why `actor` may not bring drafts of a department in on a day; None when they may."""
    context = ItemContext(process, "", department_id, cycle_facts(cycle), day)
    return policy.may_bring_in(actor, context)


def create_all(work: Work, *, cycle: Cycle, beginnings: Iterator[NewItem]) -> list[int]:
    """Begin every item, or none, some hundreds at a time: gives their numbers.

    The center may begin those of departments for them: then the history says for whom. Raises
    what `create_some` raises.
    """
    known = reference_data(work.session, cycle)
    made: list[int] = []
    while chunk := list(islice(beginnings, CHUNK)):
        made += [
            receipt.item_id for receipt in create_some(work, cycle, known, chunk, may_bring_in)
        ]
    return made


def create_some(
    work: Work,
    cycle: Cycle,
    known: ReferenceData,
    beginnings: Sequence[NewItem],
    asks: MayBegin = may_create,
) -> list[Receipt]:
    """Begin every item, or none, in the first state of the cycle's process: their receipts.

    `asks` says who may. A key that was given before gives its first receipt again. Raises the
    policy's refusal, InputRefused, DuplicateItem, KeyReused, and what `provenance` raises.
    """
    known_receipts = receipts.find_all(work.session, [one.key for one in beginnings if one.key])
    asked = [_asked(cycle, known, one, work.actor) for one in beginnings]
    before = [receipts.known(known_receipts, new.one.key, new.order_hash) for new in asked]
    news = [new for new, receipt in zip(asked, before, strict=True) if receipt is None]
    made = iter(_made(work, cycle, known, news, asks) if news else ())
    return [receipt or next(made) for receipt in before]


def _asked(cycle: Cycle, known: ReferenceData, one: NewItem, actor: Actor | None) -> _New:
    section_id = known.section_id(one.department_id, one.sheet)
    own = Item.columns_of(one.sheet, section_id, one.as_typed)
    login = actor.login if actor else None
    order_hash = fingerprint(
        [cycle.id, one.department_id, own["content_hash"], login, *(one.quoting or ())]
    )
    return _New(one, order_hash, own)


def _made(
    work: Work, cycle: Cycle, known: ReferenceData, news: Sequence[_New], asks: MayBegin
) -> list[Receipt]:
    processes = tracks.processes_for(work, cycle, [new.one.sheet for new in news])
    asked = dict.fromkeys(zip(processes, (new.one.department_id for new in news), strict=True))
    for process, department_id in asked:
        if refusal := asks(process, cycle, department_id, work.actor, work.now.date()):
            raise refusal
    if work.actor is None:
        raise NotSignedIn()
    for new in news:
        known.require(new.one.department_id, new.one.sheet)
    same_names.refuse_same_names(work.session, cycle.id, [new.own for new in news])
    begun = _begun(work.session, processes, news)
    # The ids are known before: an item is written with the end of its chain already.
    entries = _entries(work, cycle, begun, news)
    _write_items(work, cycle, begun, news)
    _write_beside(work.session, known, begun, news)
    write_rows(work.session, LedgerEntry, [entry._asdict() for entry in entries])
    return [receipts.receipt_for(entry) for entry in entries]


def _begun(session: Session, processes: Sequence[Process], news: Sequence[_New]) -> list[_Begun]:
    """The items in the first state of their processes."""
    first = {process: _first(process) for process in dict.fromkeys(processes)}
    ids = next_ids(session, _ITEMS, len(news))
    return [
        replace(first[process], id=item_id, content_hash=new.own["content_hash"])
        for item_id, process, new in zip(ids, processes, news, strict=True)
    ]


def _first(process: Process) -> _Begun:
    item = _Begun(process.name, process.version)
    item.state = machine_for(process).fire(item, Action.CREATE)
    return item


def _write_items(work: Work, cycle: Cycle, begun: Sequence[_Begun], news: Sequence[_New]) -> None:
    """Write the items' rows by one statement."""
    of_all = {
        "cycle_id": cycle.id,
        "due_on": cycle.submission_deadline,
        "arrived_at": work.now,
        "created_by": work.person.person_id,
        "created_at": work.now,
        "updated_at": work.now,
        "released": False,
        "version": 1,
    }
    rows = [
        {**of_all, **new.own, **vars(item), "department_id": new.one.department_id}
        for item, new in zip(begun, news, strict=True)
    ]
    _INSERT.send(connection_of(work.session), rows)


def _write_beside(
    session: Session, known: ReferenceData, begun: Sequence[_Begun], news: Sequence[_New]
) -> None:
    """Write the joint departments, the funding lines, and by what the items are found."""
    joint, funding = [], []
    texts: list[Copy] = []
    carrying: dict[int, list[int]] = {}
    for item, new in zip(begun, news, strict=True):
        sheet = new.one.sheet
        others = [known.departments[code] for code in sheet.joint_departments]
        carrying[item.id] = [new.one.department_id, *others]
        joint += [{"item_id": item.id, "department_id": other} for other in others]
        texts += copies.of_sheet(item.id, sheet)
        funding += [{"item_id": item.id, **row} for row in funding_rows(sheet)]
    for write, rows in zip(_BESIDE, (joint, funding), strict=True):
        if rows:
            write.send(connection_of(session), rows)
    index.put(session, texts, carrying)


def _entries(
    work: Work, cycle: Cycle, begun: Sequence[_Begun], news: Sequence[_New]
) -> list[Entry]:
    """The first entry of each history; moves the heads of the chains."""
    others = _others(work, news)
    return [
        _entry(
            item,
            new,
            work.person,
            work.now,
            {
                "cycle": cycle.id,
                **provenance(work, new.one.quoting),
                **others.get(new.one.department_id, {}),
            },
        )
        for item, new in zip(begun, news, strict=True)
    ]


def _others(work: Work, news: Sequence[_New]) -> dict[int, dict[str, Any]]:
    """What entries say of departments for which this person brings drafts in, by their ids."""
    theirs = {
        new.one.department_id
        for new in news
        if not work.person.holds(policy.EDITABLE_BY, new.one.department_id)
    }
    query = select(Department).where(Department.id.in_(theirs))
    found = work.session.scalars(query) if theirs else ()
    return {
        one.id: {
            BROUGHT_IN_FOR: {"department": one.code, "name": one.name_ja, "name_en": one.name_en}
        }
        for one in found
    }


def _entry(
    item: _Begun, new: _New, actor: Actor, at: datetime, particulars: Mapping[str, Any]
) -> Entry:
    return ledger.append(
        item,
        action=Action.CREATE,
        from_state="",
        actor=actor,
        at=at,
        note="",
        particulars=particulars,
        key=new.one.key or None,
        order_hash=new.order_hash if new.one.key else None,
    )
