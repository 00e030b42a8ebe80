"""The follow-up of conditions: the department answers, the center says whether they are met.

Every entry says by its number what the person had seen: a second delivery changes
nothing, and who acts on an older state is told so.
"""

from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow.actor import Actor
from workflow.condition_policy import ConditionFacts, may_answer, may_mark_met, may_send_back
from workflow.errors import InputRefused, NotFound, Problem, Refusal, SomeoneElseActedFirst
from workflow.models import Condition, ConditionEntry, Evaluation, Item
from workflow.models.base import may_be_id
from workflow.services.in_sight import in_sight
from workflow.services.sheets import clean_words
from workflow.vocabulary import ConditionState

LONGEST: Final = 4000
"""Characters in an answer or a reason."""

ANSWERED: Final = "answered"
MET: Final = "met"
SENT_BACK: Final = "sent_back"

_MAY: Final = {ANSWERED: may_answer, MET: may_mark_met, SENT_BACK: may_send_back}
_FIELD: Final = {ANSWERED: "answer", MET: "remark", SENT_BACK: "reason"}


def require_may(actor: Actor | None, facts: ConditionFacts, kind: str) -> None:
    """Raise the reason why `actor` may not write an entry of this kind; nothing where they may."""
    refusal: Refusal | None = _MAY[kind](actor, facts)
    if refusal:
        raise refusal


def record(
    session: Session,
    *,
    condition_id: int,
    kind: str,
    text: str,
    seen: int,
    actor: Actor | None,
    at: datetime,
) -> None:
    """Write an answer, a finding that the condition is met (words optional), or a sending back.

    `seen` is the number of the last entry that the person saw, 0 for none. Raises
    NotFound, NotPermitted, ConditionClosed, ConditionMet, ConditionNotAnswered,
    SomeoneElseActedFirst, InputRefused (answer, reason or remark).
    """
    words = clean_words(_FIELD[kind], text, LONGEST)
    item, evaluation = _found(session, condition_id, actor)
    query = select(ConditionEntry).where(ConditionEntry.condition_id == condition_id)
    entries = session.scalars(query.order_by(ConditionEntry.sequence)).all()
    last = entries[-1] if entries else None
    mine = actor is not None and last is not None and last.by_id == actor.person_id
    if last and mine and (last.sequence, last.kind, last.text) == (seen + 1, kind, words):
        return
    facts = ConditionFacts(
        _state(item, evaluation, last),
        item.department_id,
        frozenset(one.by_id for one in entries if one.kind == ANSWERED),
    )
    require_may(actor, facts, kind)
    if (last.sequence if last else 0) != seen:
        raise SomeoneElseActedFirst()
    if not words and kind != MET:
        raise InputRefused([Problem(_FIELD[kind], "required")])
    assert actor is not None  # noqa: S101 - the policy has seen to it
    session.add(
        ConditionEntry(
            condition_id=condition_id,
            sequence=seen + 1,
            kind=kind,
            text=words,
            by_id=actor.person_id,
            at=at,
        )
    )


def _found(session: Session, condition_id: int, actor: Actor | None) -> tuple[Item, Evaluation]:
    """The condition's item, kept for this transaction, and its evaluation. Raises NotFound."""
    query = (
        select(Item.id, Evaluation.id)
        .join(Evaluation, Evaluation.item_id == Item.id)
        .join(Condition, Condition.evaluation_id == Evaluation.id)
        .where(Condition.id == condition_id)
    )
    ids = session.execute(query).one_or_none() if may_be_id(condition_id) else None
    if ids is None:
        raise NotFound(what="condition")
    item = in_sight(session, ids[0], actor, what="condition")
    # Read only now: the evaluation may just have been taken back.
    return item, session.get_one(Evaluation, ids[1])


def _state(item: Item, evaluation: Evaluation, last: ConditionEntry | None) -> ConditionState:
    if evaluation.undone_at is not None or item.state == "withdrawn":
        return ConditionState.CLOSED
    if last is None or last.kind == SENT_BACK:
        return ConditionState.OPEN
    return ConditionState.MET if last.kind == MET else ConditionState.ANSWERED
