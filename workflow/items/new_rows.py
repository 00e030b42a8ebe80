"""The rows of items that begin: a statement for each table, and the first entry of each history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from workflow import ledger
from workflow.database.statements import RowWrite
from workflow.database.transactions import connection_of
from workflow.items import policy
from workflow.items.orders import Quoting
from workflow.items.quoting import provenance
from workflow.items.reference_data import ReferenceData
from workflow.ledger import Entry
from workflow.models import Cycle, Department, Item, ItemFunding, item_joint_departments
from workflow.models.base import table_of
from workflow.models.item_funding import funding_rows
from workflow.models.items import NOTHING_AS_TYPED
from workflow.textindex import copies, index
from workflow.textindex.copies import Copy
from workflow.values.actor import Actor
from workflow.values.sheet import AsTyped, Sheet
from workflow.values.vocabulary import Action
from workflow.work import Work

BROUGHT_IN_FOR: Final = "brought_in_for"
"""Where the first entry of a history says for which department the center brought it in."""

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


class New(NamedTuple):
    """An item that no receipt was given for yet, and the columns that its sheet fills."""

    one: NewItem
    order_hash: str
    own: Mapping[str, Any]


@dataclass
class Begun:
    """An item about to be written, where it stands in its process and in its history."""

    process_name: str
    process_version: int
    state: str = ""
    id: int = 0
    content_hash: str = ""
    round: int = 0
    ledger_length: int = 0
    ledger_head: str = ""


def write_items(work: Work, cycle: Cycle, begun: Sequence[Begun], news: Sequence[New]) -> None:
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


def write_beside(
    session: Session, known: ReferenceData, begun: Sequence[Begun], news: Sequence[New]
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


def first_entries(
    work: Work, cycle: Cycle, begun: Sequence[Begun], news: Sequence[New]
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


def _others(work: Work, news: Sequence[New]) -> dict[int, dict[str, Any]]:
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
    item: Begun, new: New, actor: Actor, at: datetime, particulars: Mapping[str, Any]
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
