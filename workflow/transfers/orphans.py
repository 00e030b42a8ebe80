"""What has nobody once a plan is in force: items, seats, substitutes, threads, conditions."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, not_, select

from workflow.conditions.policy import STATE
from workflow.items import policy, visibility
from workflow.items.context_queries import contexts_of
from workflow.items.move_statements import LAST_SAID, closed
from workflow.models import (
    Condition,
    Evaluation,
    EvaluationSeat,
    EvaluationSession,
    Item,
    Person,
    SessionSetUp,
    Substitute,
    Thread,
    ThreadPost,
)
from workflow.transfers.resolving import Resolved
from workflow.values.actor import Actor
from workflow.values.vocabulary import ConditionState, Role, Side, role_named
from workflow.work import Work


class OrphanKind(StrEnum):
    """What has nobody."""

    ITEM = "item"
    SEAT = "seat"
    SUBSTITUTE = "substitute"
    THREAD = "thread"
    CONDITION = "condition"


@dataclass(frozen=True)
class Orphan:
    """One thing that would have nobody: its name, of which item, and who leaves it."""

    kind: OrphanKind
    name: str
    item_id: int | None = None
    leaver: str = ""


def live(work: Work) -> ColumnElement[bool]:
    """Whether an item is under way, as a condition."""
    return visibility.under_way(work.published)


def live_items(work: Work) -> list[Item]:
    """Every item under way, the oldest first."""
    return list(work.session.scalars(select(Item).where(live(work)).order_by(Item.id)))


def orphans(work: Work, found: Resolved) -> tuple[Orphan, ...]:
    """Everything that somebody has now and nobody would have on the day of the plan."""
    leavers = [one.person for one in found.moves if one.leaves or one.off]
    if not leavers:
        return ()
    after = {one.id: actor for one in found.people if (actor := found.actor_after(one))}
    before = [one.as_actor(work.today) for one in leavers if one.active]
    lost = _without_officer(before, list(after.values()))
    return (
        *_items(work, before, list(after.values())),
        *_seats(work, found, after),
        *_substitutes(work, found, after),
        *to_answer(work, lost),
    )


def to_answer(work: Work, departments: Collection[int]) -> tuple[Orphan, ...]:
    """The questions and conditions that wait for an answer of these departments."""
    return (*_threads(work, departments), *_conditions(work, departments))


def _items(work: Work, before: Sequence[Actor], after: Sequence[Actor]) -> Iterator[Orphan]:
    """Items under way that a leaver could move on, and nobody could afterwards."""
    items = live_items(work)
    contexts = contexts_of(work, items)
    for item in items:
        context = contexts[item.id]
        roles = context.process.states[context.state].turn
        leaver = next((one for one in before if policy.has_turn(one, context)), None)
        if leaver is None:
            continue
        able = (one for one in after if any(one.holds(role, item.department_id) for role in roles))
        if not any(policy.has_turn(one, context) for one in able):
            yield Orphan(OrphanKind.ITEM, item.name, item.id, leaver.name.ja)


def _seats(work: Work, found: Resolved, after: dict[int, Actor]) -> Iterator[Orphan]:
    """Places in sessions that are not closed, of whoever is no evaluator any more."""
    query = (
        select(EvaluationSession.title_ja, EvaluationSeat.person_id)
        .join(EvaluationSeat, EvaluationSeat.session_id == EvaluationSession.id)
        .join(SessionSetUp, SessionSetUp.session_id == EvaluationSession.id)
        .join(Person, Person.id == EvaluationSeat.person_id)
        .where(EvaluationSeat.left_at.is_(None), SessionSetUp.closed_at.is_(None), Person.active)
        .order_by(EvaluationSession.id, Person.login)
    )
    people = {one.id: one for one in found.people}
    for title, person_id in work.session.execute(query):
        actor, person = after.get(person_id), people[person_id]
        had = any(grant.role is Role.EVALUATOR for grant in person.grants_on(work.today))
        if had and not (actor and actor.has(Role.EVALUATOR)):
            yield Orphan(OrphanKind.SEAT, title, None, person.name_ja)


def _substitutes(work: Work, found: Resolved, after: dict[int, Actor]) -> Iterator[Orphan]:
    """Substitutions that go on, of a role that is left or by somebody who is switched off."""
    names = {one.id: one.name_ja for one in found.people}
    query = select(Substitute).where(
        Substitute.ended_at.is_(None), Substitute.until_on >= found.day
    )
    for row in work.session.scalars(query.order_by(Substitute.id)):
        absent, role = after.get(row.person_id), role_named(row.role)
        holds = absent is not None and any(
            grant.role is role and grant.department_id in (None, row.department_id)
            for grant in absent.grants
        )
        if not holds or row.substitute_id not in after:
            who = f"{names[row.substitute_id]}（{names[row.person_id]} 代理）"
            yield Orphan(OrphanKind.SUBSTITUTE, who, None, names[row.person_id])


def _without_officer(before: Sequence[Actor], after: Sequence[Actor]) -> frozenset[int]:
    """The departments that a leaver is an officer of, and nobody would be."""
    had = {one for actor in before for one in actor.departments(Role.OFFICER)}
    return frozenset(had - {one for actor in after for one in actor.departments(Role.OFFICER)})


def _threads(work: Work, departments: Collection[int]) -> Iterator[Orphan]:
    """Questions that wait for one of the departments."""
    query = (
        select(ThreadPost.text, Item)
        .select_from(Thread)
        .join(Item, Item.id == Thread.item_id)
        .join(ThreadPost, (ThreadPost.thread_id == Thread.id) & (ThreadPost.sequence == LAST_SAID))
        .where(
            Item.department_id.in_(departments),
            not_(Thread.internal),
            not_(closed()),
            ThreadPost.side == Side.CENTER,
        )
        .order_by(Thread.id)
    )
    for text, item in work.session.execute(query) if departments else ():
        yield Orphan(OrphanKind.THREAD, f"{item.name}：{text[:40]}", item.id)


def _conditions(work: Work, departments: Collection[int]) -> Iterator[Orphan]:
    """Conditions that one of the departments is to answer."""
    query = (
        select(Condition.text, Item)
        .join(Evaluation, Evaluation.id == Condition.evaluation_id)
        .join(Item, Item.id == Evaluation.item_id)
        .where(Item.department_id.in_(departments), STATE == ConditionState.OPEN)
        .order_by(Condition.id)
    )
    for text, item in work.session.execute(query) if departments else ():
        yield Orphan(OrphanKind.CONDITION, f"{item.name}：{text[:40]}", item.id)
