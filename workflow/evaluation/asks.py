"""Whose score sheets are expected: part of everybody's turn, and told when an item comes."""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, exists, false, not_, or_, select

from workflow.evaluation import policy
from workflow.evaluation.panel import panel_of
from workflow.items import asks, queue, visibility
from workflow.items.asks import AskKind, asking
from workflow.items.context import ItemContext
from workflow.models import (
    ActFor,
    ConflictOfInterest,
    EvaluationSeat,
    EvaluationSession,
    Item,
    LedgerEntry,
    ScoreSheet,
    SessionSetUp,
    session_cycles,
)
from workflow.notices import announcing
from workflow.values.actor import Actor
from workflow.values.vocabulary import Action, Role
from workflow.work import Standpoint, Work

_MY_SHEET: Final = and_(
    ScoreSheet.session_id == EvaluationSeat.session_id,
    ScoreSheet.item_id == Item.id,
    ScoreSheet.person_id == EvaluationSeat.person_id,
)
_OPEN: Final = and_(
    SessionSetUp.session_id == session_cycles.c.session_id,
    SessionSetUp.opened_at.is_not(None),
    SessionSetUp.closed_at.is_(None),
)


_TAKEN: Final = (
    select(session_cycles.c.cycle_id).select_from(session_cycles).join(SessionSetUp, _OPEN)
)


def cycles_in_session(work: Work) -> frozenset[str]:
    """The cycles whose items an open evaluation session takes."""
    return frozenset(work.session.scalars(_TAKEN))


def to_score(of: Standpoint) -> Select[Any] | None:
    """The items of open sessions whose sheet the person has yet to submit on what they say now."""
    actor = of.person
    if not actor.has(Role.EVALUATOR):
        return None
    said = EvaluationSession.title_ja
    return (
        select(*asking(AskKind.SCORE, EvaluationSession.id, said, due_on=Item.due_on))
        .select_from(Item)
        .join(session_cycles, session_cycles.c.cycle_id == Item.cycle_id)
        .join(EvaluationSession, EvaluationSession.id == session_cycles.c.session_id)
        .join(SessionSetUp, _OPEN)
        .join(EvaluationSeat, _seat_of(actor))
        .outerjoin(ScoreSheet, _MY_SHEET)
        .where(
            visibility.visible_items(actor),
            queue.where_possible(of, Action.EVALUATE),
            _held_by(actor),
            not_(_barred(of)),
            or_(
                ScoreSheet.content_hash.is_(None),
                ScoreSheet.content_hash != Item.content_hash,
            ),
        )
    )


def cycles_without_session(work: Work) -> Mapping[str, int | None]:
    """The cycles with items to evaluate that no open session takes: for whoever sets sessions up.

    Each with the id of the session that is planned for it, None where there is none. Empty for
    others.
    """
    if policy.may_set_up(work.actor) is not None:
        return {}
    waiting = select(Item.cycle_id).where(queue.where_possible(work.standpoint, Action.EVALUATE))
    found: dict[str, int | None] = dict.fromkeys(work.session.scalars(waiting.except_(_TAKEN)))
    if found:
        planned = (
            select(session_cycles.c.cycle_id, session_cycles.c.session_id)
            .outerjoin(SessionSetUp, SessionSetUp.session_id == session_cycles.c.session_id)
            .where(session_cycles.c.cycle_id.in_(found), SessionSetUp.closed_at.is_(None))
            .order_by(session_cycles.c.session_id)
        )
        found |= {row.cycle_id: row.session_id for row in work.session.execute(planned)}
    return found


def _seat_of(actor: Actor) -> ColumnElement[bool]:
    return and_(
        EvaluationSeat.session_id == EvaluationSession.id,
        EvaluationSeat.person_id == actor.person_id,
        EvaluationSeat.scores,
        EvaluationSeat.left_at.is_(None),
    )


def _held_by(actor: Actor) -> ColumnElement[bool]:
    own = Item.department_id.in_(actor.departments(Role.EVALUATOR))
    return not_(false()) if actor.holds_everywhere(Role.EVALUATOR) else own


def _barred(of: Standpoint) -> ColumnElement[bool]:
    """What `items.impartiality.barred` says of an evaluation, as a condition on `Item`."""
    actor = of.person
    declared = exists().where(
        ConflictOfInterest.item_id == Item.id,
        ConflictOfInterest.person_id == actor.person_id,
        ConflictOfInterest.withdrawn_at.is_(None),
    )
    own = actor.effective_grants.departments(Role.OFFICER)
    partial = visibility.carried_by(own) if own else false()
    return or_(declared, partial, *(_did(of, action) for action in Action))


def _did(of: Standpoint, action: Action) -> ColumnElement[bool]:
    """Items on which the person took an action that their process keeps from evaluating."""
    separating = [
        and_(Item.process_name == process.name, Item.process_version == process.version)
        for process in of.published
        if frozenset({action, Action.EVALUATE}) in process.separate_pairs()
    ]
    if not separating:
        return false()
    me = of.person.person_id
    mine = (
        select(LedgerEntry.item_id)
        .outerjoin(
            ActFor,
            and_(ActFor.item_id == LedgerEntry.item_id, ActFor.sequence == LedgerEntry.sequence),
        )
        .where(
            LedgerEntry.item_id == Item.id,
            LedgerEntry.action == action,
            or_(LedgerEntry.actor_id == me, ActFor.person_id == me),
        )
        .correlate(Item)
    )
    return and_(or_(*separating), mine.exists())


def scorers_told(work: Work, item: Item, context: ItemContext) -> set[int]:
    """Whoever scores in the open session, where an item that can be evaluated comes to it."""
    panel = panel_of(work, item.cycle_id) if policy.is_evaluated_now(context) else None
    return {
        member.actor.person_id
        for member in (panel.scorers if panel else ())
        if member.active and policy.may_score(member.actor, context, panel) is None
    }


asks.register(to_score)
announcing.register(scorers_told)
