"""Which items and files exist for whom: of one, and the same as a condition of every query."""

from collections.abc import Collection, Iterable
from typing import Final

from sqlalchemy import ColumnElement, and_, exists, false, or_, select, true

from workflow.items.context import ItemContext
from workflow.items.locking import lock_row
from workflow.models import (
    AdviceRequest,
    AdvisorReach,
    Attachment,
    Cycle,
    Item,
    OpinionRequest,
    item_joint_departments,
)
from workflow.models.base import found_row
from workflow.process.effect import Effect
from workflow.process.moves import Transition
from workflow.process.shape import Process
from workflow.values.actor import Actor
from workflow.values.errors import NotFound
from workflow.values.vocabulary import WITHDRAWN, AnyRole, Role
from workflow.work import Work

NEVER_SUBMITTED: Final = "draft"
"""The state that is the department's own affair: readers do not see it."""


def may_see(actor: Actor | None, context: ItemContext) -> bool:
    """Whether the item exists for `actor`; the same answer as `visible_items`."""
    if actor is None:
        return False
    held = actor.effective_grants
    if held.sees_everything or context.departments & held.departments(Role.OFFICER):
        return True
    if context.round == 0 or context.state == NEVER_SUBMITTED:
        return False
    if (context.departments | context.consulted) & held.own_role_departments:
        return True
    if context.consulted & held.departments(Role.OFFICER):
        return True
    reads = actor.has(Role.VIEWER) or actor.person_id in context.advisors
    return context.released and (reads or held.has_own_role_everywhere)


def released_after(context: ItemContext, transition: Transition, state: str) -> bool:
    """Whether what was submitted last has left its department once an item arrived in `state`."""
    outside = not context.process.is_within_department(state)
    before = context.released and transition.effect is not Effect.FREEZE
    return outside or before


def may_see_file(
    actor: Actor | None, context: ItemContext, first_revision: int, last_revision: int | None
) -> bool:
    """Whether a file exists for `actor`: submitted ones for all who see the item.

    One that no submission had, because it is new or was taken off before, is the
    department's own affair.
    """
    if actor is None or not may_see(actor, context):
        return False
    ever_kept = last_revision is None or last_revision >= first_revision
    if first_revision <= context.round and ever_kept:
        return True
    return is_own(actor, context)


def is_own(actor: Actor | None, context: ItemContext) -> bool:
    """Whether `actor` reads what is not submitted yet: an officer of a department that carries it.

    The same answer as `rewriting.content_of`.
    """
    if actor is None:
        return False
    return bool(context.departments & actor.effective_grants.departments(Role.OFFICER))


def visible_items(actor: Actor | None) -> ColumnElement[bool]:
    """The scope as a condition on `Item`, to be part of every query that reads items."""
    if actor is None:
        return false()
    if actor.effective_grants.sees_everything:
        return true()
    scopes: list[ColumnElement[bool]] = []
    held = actor.effective_grants
    own = held.departments(Role.OFFICER)
    if own:
        scopes.append(carried_by(own))
    theirs = held.own_role_departments
    if theirs:
        scopes.append(and_(submitted(), carried_by(theirs)))
    if own | theirs:
        scopes.append(and_(submitted(), consulted(own | theirs)))
    if actor.has(Role.VIEWER) or held.has_own_role_everywhere:
        scopes.append(released())
    elif actor.has(Role.ADVISOR):
        scopes.append(and_(released(), or_(reads_all_submitted(actor), asked_about(actor))))
    return or_(false(), *scopes)


def live_items(actor: Actor | None) -> ColumnElement[bool]:
    """The items that are not withdrawn, of those the reader may see, as a condition on `Item`."""
    return and_(Item.state != WITHDRAWN, visible_items(actor))


def under_way(published: Iterable[Process]) -> ColumnElement[bool]:
    """Items on these versions of processes that have not come to an end, as a condition."""
    states = (in_states(one, [state.name for state in one.live_states]) for one in published)
    return or_(false(), *states)


def in_states(process: Process, states: Collection[str]) -> ColumnElement[bool]:
    """Items on this version of a process that stand in one of `states`, as a condition."""
    return and_(
        Item.process_name == process.name,
        Item.process_version == process.version,
        Item.state.in_(states),
    )


def stops_when_closed(process: Process, state: str) -> bool:
    """Whether nobody whose turn it is in `state` can act once the cycle is closed."""
    turn = process.turn_actions(state)
    ways = (way for action in turn for way in process.alternatives(action, state))
    return all("cycle_open" in way.guards for way in ways)


def stopped(published: Iterable[Process]) -> ColumnElement[bool]:
    """Items on which nobody can act as their cycle is closed, as a condition: nobody is late."""
    closed = select(Cycle.id).where(Cycle.closed_at.is_not(None))
    states = (
        in_states(one, [each for each in one.states if stops_when_closed(one, each)])
        for one in published
    )
    return and_(Item.cycle_id.in_(closed), or_(false(), *states))


def in_turn_of(processes: Iterable[Process], role: AnyRole) -> ColumnElement[bool]:
    """Items in a state in which it is the turn of a role, as a condition."""
    return or_(
        false(),
        *(
            in_states(one, [state.name for state in one.live_states if role in state.turn])
            for one in processes
        ),
    )


def submitted() -> ColumnElement[bool]:
    """What is no draft, neither for the first time nor pulled back, as a condition on `Item`."""
    return and_(Item.round > 0, Item.state != NEVER_SUBMITTED)


def released() -> ColumnElement[bool]:
    """What is submitted and has left its department, as a condition on `Item`."""
    return and_(submitted(), Item.released)


def reads_all_submitted(actor: Actor) -> ColumnElement[bool]:
    """Whether an advisor is not limited to what they are asked about, as a condition."""
    return exists().where(
        AdvisorReach.person_id == actor.person_id, AdvisorReach.ended_at.is_(None)
    )


def is_limited(work: Work) -> bool:
    """Whether the person reads as an advisor alone, and only what they are asked about."""
    actor = work.actor
    if actor is None or actor.sees_everything or actor.has(Role.VIEWER):
        return False
    if actor.effective_grants.has_own_role_everywhere:
        return False
    return actor.has(Role.ADVISOR) and not work.once(
        ("reach", actor.person_id),
        lambda: work.session.scalar(select(reads_all_submitted(actor))),
    )


def asked_about(actor: Actor) -> ColumnElement[bool]:
    """The items about which an advisor was asked, unless that was withdrawn, as a condition."""
    asked = select(AdviceRequest.item_id).where(
        AdviceRequest.advisor_id == actor.person_id, AdviceRequest.withdrawn_at.is_(None)
    )
    return Item.id.in_(asked)


def visible_files(actor: Actor | None) -> ColumnElement[bool]:
    """The answer of `may_see_file` as a condition on `Attachment` and its `Item`."""
    own = actor.effective_grants.departments(Role.OFFICER) if actor else frozenset()
    ever_kept = or_(
        Attachment.last_revision.is_(None),
        Attachment.last_revision >= Attachment.first_revision,
    )
    submitted = and_(Attachment.first_revision <= Item.round, ever_kept)
    return and_(visible_items(actor), or_(submitted, carried_by(own) if own else false()))


def carried_by(departments: frozenset[int]) -> ColumnElement[bool]:
    """The items that one of these departments carries, as lead or jointly, as a condition."""
    joint = select(item_joint_departments.c.item_id).where(
        item_joint_departments.c.department_id.in_(departments)
    )
    return or_(Item.department_id.in_(departments), Item.id.in_(joint))


def consulted(departments: frozenset[int]) -> ColumnElement[bool]:
    """The items on which one of these departments was asked for its opinion, as a condition."""
    asked = select(OpinionRequest.item_id).where(OpinionRequest.department_id.in_(departments))
    return Item.id.in_(asked)


def get_visible(work: Work, item_id: int) -> Item:
    """The item, to be read. Raises NotFound, also where it is not for the one who asks."""
    return work.once(("item", item_id), lambda: _visible(work, item_id))


def _visible(work: Work, item_id: int) -> Item:
    query = select(Item).where(Item.id == item_id, visible_items(work.actor))
    return found_row(work.session, query, item_id, what="item")


def lock_visible(work: Work, item_id: int, what: str = "item") -> Item:
    """The item, kept for this transaction, where it is there for the person.

    Raises NotFound of `what`: of the matter that was asked for by a number of its own, so
    that one out of sight reads like one that does not exist.
    """
    item = lock_row(work.session, item_id)
    # Asked only now: it may just have been pulled back.
    seen = select(Item.id).where(Item.id == item.id, visible_items(work.actor))
    if work.session.scalar(seen) is None:
        raise NotFound(what=what)
    return item
