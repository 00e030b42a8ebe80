"""引継ぎ: what whoever left a role hands over to who follows; part of the successor's turn."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, select

from workflow.items import asks, visibility
from workflow.items.asks import AskKind, asking
from workflow.items.list_views import OWN_HANDLER
from workflow.models import (
    Department,
    Handover,
    HandoverItem,
    Item,
    LedgerEntry,
    Person,
    RoleGrant,
    TransferPlan,
)
from workflow.models.base import may_be_id
from workflow.transfers.following import Followers, followers, name_of
from workflow.transfers.orphans import live_items
from workflow.transfers.policy import NotTheSuccessor
from workflow.transfers.resolving import Resolved
from workflow.values.actor import Title
from workflow.values.errors import NotFound
from workflow.values.vocabulary import Action, AnyRole, Role, role_named
from workflow.work import Standpoint, Work


@dataclass(frozen=True)
class HandoverView:
    """What was handed over to the reader: by whom, in which role, and the items under way."""

    id: int
    by: Title
    role: AnyRole
    department: Title | None
    at: datetime
    taken_at: datetime | None
    items: tuple[tuple[int, str], ...]
    """Those that the reader may see, each with its name."""


@dataclass(frozen=True)
class HandedOver:
    """What a plan that took effect handed to one successor in one role."""

    by: Title
    to: Title
    role: AnyRole
    department: Title | None
    taken_at: datetime | None
    items: tuple[tuple[int, str], ...]
    """Those that were under way then, each with its name of today."""


def hand_over(work: Work, plan: TransferPlan, found: Resolved) -> None:
    """Write down what each leaver of a plan hands over, as things stand before it."""
    items: list[Item] | None = None
    follows = Followers(found)
    for move in found.moves:
        for grant_id, successor in followers(found, move).items():
            grant = next(one for one in move.leaves if one.id == grant_id)
            items = live_items(work) if items is None else items
            given = {successor.id: list[int]()}
            for item in _of_grant(work, items, grant):
                chosen = follows.of(move.person, role_named(grant.role), item.department_id)
                given.setdefault((chosen or successor).id, []).append(item.id)
            for to_id, mine in given.items():
                _write(work, plan, grant, to_id, mine)


def _write(
    work: Work, plan: TransferPlan, grant: RoleGrant, to_id: int, item_ids: Sequence[int]
) -> None:
    row = Handover(
        plan_id=plan.id,
        from_id=grant.person_id,
        to_id=to_id,
        role=grant.role,
        department_id=grant.department_id,
        at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    work.session.add_all(HandoverItem(handover_id=row.id, item_id=one) for one in item_ids)


def _of_grant(work: Work, items: Sequence[Item], grant: RoleGrant) -> list[Item]:
    """An officer's are the department's items; a reviewer's those that they have or received."""
    if grant.role == Role.OFFICER:
        return [one for one in items if one.department_id == grant.department_id]
    if grant.role != Role.REVIEWER:
        return []
    received = set(
        work.session.scalars(
            select(LedgerEntry.item_id).where(
                LedgerEntry.actor_id == grant.person_id, LedgerEntry.action == Action.RECEIVE
            )
        )
    )
    received |= set(
        work.session.scalars(select(Item.id).where(OWN_HANDLER.in_((grant.person_id,))))
    )
    return [one for one in items if one.id in received]


def handover(work: Work, handover_id: int) -> HandoverView:
    """One handover to the reader. Raises NotFound, NotTheSuccessor."""
    row = _own(work, handover_id)
    return HandoverView(
        id=row.id,
        by=_person(work, row.from_id),
        role=role_named(row.role),
        department=_department(work, row),
        at=row.at,
        taken_at=row.taken_at,
        items=_items(work, Handover.id == row.id)[row.id],
    )


def handed_over(work: Work, plan_id: int) -> tuple[HandedOver, ...]:
    """What each successor was handed by a plan; for administrators, who read the plan."""
    items = _items(work, Handover.plan_id == plan_id)
    query = select(Handover).where(Handover.plan_id == plan_id).order_by(Handover.id)
    return tuple(
        HandedOver(
            by=_person(work, row.from_id),
            to=_person(work, row.to_id),
            role=role_named(row.role),
            department=_department(work, row),
            taken_at=row.taken_at,
            items=items[row.id],
        )
        for row in work.session.scalars(query)
    )


def _items(work: Work, of: ColumnElement[bool]) -> dict[int, tuple[tuple[int, str], ...]]:
    """The items of handovers that the reader may see, by the id of the handover."""
    query = (
        select(Handover.id, Item.id, Item.name)
        .join(HandoverItem, HandoverItem.handover_id == Handover.id)
        .join(Item, Item.id == HandoverItem.item_id)
        .where(of, visibility.visible_items(work.person))
        .order_by(Item.id)
    )
    found = defaultdict[int, tuple[tuple[int, str], ...]](tuple)
    for handover_id, item_id, name in work.session.execute(query):
        found[handover_id] += ((item_id, name),)
    return found


def _person(work: Work, person_id: int) -> Title:
    return name_of(work.session.get_one(Person, person_id))


def _department(work: Work, row: Handover) -> Title | None:
    found = work.session.get(Department, row.department_id) if row.department_id else None
    return Title(found.name_ja, found.name_en) if found else None


def take_over(work: Work, handover_id: int) -> None:
    """Say that it was taken over: it is asked for no more. Raises NotFound, NotTheSuccessor."""
    row = _own(work, handover_id)
    row.taken_at = row.taken_at or work.now


def _own(work: Work, handover_id: int) -> Handover:
    row = work.session.get(Handover, handover_id) if may_be_id(handover_id) else None
    if row is None:
        raise NotFound(what="handover", name=handover_id)
    if row.to_id != work.person.person_id:
        raise NotTheSuccessor()
    return row


def to_take_over(of: Standpoint) -> Select[Any]:
    """The items that were handed over to the person, as long as they have not said so."""
    return (
        select(*asking(AskKind.TAKE_OVER, Handover.id, "", (Person.name_ja, Person.name_en)))
        .select_from(Handover)
        .join(HandoverItem, HandoverItem.handover_id == Handover.id)
        .join(Item, Item.id == HandoverItem.item_id)
        .join(Person, Person.id == Handover.from_id)
        .where(
            Handover.to_id == of.person.person_id,
            Handover.taken_at.is_(None),
            visibility.visible_items(of.person),
        )
    )


asks.register(to_take_over)
