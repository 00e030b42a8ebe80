"""Items begun, one or many at once: who may is asked once for each of their departments.

Every item has its own entry in the history and, where it has a key, its own receipt.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Final

from sqlalchemy.orm import Session

from workflow.database.transactions import next_ids
from workflow.items import policy, receipts, same_names, tracks
from workflow.items.context import ItemContext
from workflow.items.effects import write_rows
from workflow.items.new_rows import (
    Begun,
    New,
    NewItem,
    first_entries,
    write_beside,
    write_items,
)
from workflow.items.receipts import Receipt
from workflow.items.reference import cycle_facts
from workflow.items.reference_data import ReferenceData, reference_data
from workflow.models import Cycle, Item, LedgerEntry
from workflow.models.base import table_of
from workflow.process.machine import machine_for
from workflow.process.shape import Process
from workflow.values.actor import Actor
from workflow.values.canonical import fingerprint
from workflow.values.errors import NotSignedIn, Refusal
from workflow.values.vocabulary import Action
from workflow.work import Work

CHUNK: Final = 500

MayBegin = Callable[[Process, Cycle, int, Actor | None, date], Refusal | None]
"""Why somebody may not begin items for a department on a day."""


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


def create_all(work: Work, *, cycle: Cycle, new_items: Iterator[NewItem]) -> list[int]:
    """Begin every item, or none, some hundreds at a time: gives their numbers.

    The center may begin those of departments for them: then the history says for whom. Raises
    what `create_some` raises.
    """
    known = reference_data(work.session, cycle)
    made: list[int] = []
    while chunk := list(islice(new_items, CHUNK)):
        made += [
            receipt.item_id for receipt in create_some(work, cycle, known, chunk, may_bring_in)
        ]
    return made


def create_some(
    work: Work,
    cycle: Cycle,
    known: ReferenceData,
    new_items: Sequence[NewItem],
    asks: MayBegin = may_create,
) -> list[Receipt]:
    """Begin every item, or none, in the first state of the cycle's process: their receipts.

    `asks` says who may. A key that was given before gives its first receipt again. Raises the
    policy's refusal, InputRefused, DuplicateItem, KeyReused, and what `provenance` raises.
    """
    known_receipts = receipts.find_all(work.session, [one.key for one in new_items if one.key])
    asked = [_asked(cycle, known, one, work.actor) for one in new_items]
    before = [receipts.known(known_receipts, new.one.key, new.order_hash) for new in asked]
    news = [new for new, receipt in zip(asked, before, strict=True) if receipt is None]
    made = iter(_made(work, cycle, known, news, asks) if news else ())
    return [receipt or next(made) for receipt in before]


def _asked(cycle: Cycle, known: ReferenceData, one: NewItem, actor: Actor | None) -> New:
    section_id = known.section_id(one.department_id, one.sheet)
    own = Item.columns_of(one.sheet, section_id, one.as_typed)
    login = actor.login if actor else None
    order_hash = fingerprint(
        [cycle.id, one.department_id, own["content_hash"], login, *(one.quoting or ())]
    )
    return New(one, order_hash, own)


def _made(
    work: Work, cycle: Cycle, known: ReferenceData, news: Sequence[New], asks: MayBegin
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
    entries = first_entries(work, cycle, begun, news)
    write_items(work, cycle, begun, news)
    write_beside(work.session, known, begun, news)
    write_rows(work.session, LedgerEntry, [entry._asdict() for entry in entries])
    return [receipts.receipt_for(entry) for entry in entries]


def _begun(session: Session, processes: Sequence[Process], news: Sequence[New]) -> list[Begun]:
    """The items in the first state of their processes."""
    first = {process: _first(process) for process in dict.fromkeys(processes)}
    ids = next_ids(session, table_of(Item), len(news))
    return [
        replace(first[process], id=item_id, content_hash=new.own["content_hash"])
        for item_id, process, new in zip(ids, processes, news, strict=True)
    ]


def _first(process: Process) -> Begun:
    item = Begun(process.name, process.version)
    item.state = machine_for(process).fire(item, Action.CREATE)
    return item
