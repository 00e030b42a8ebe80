"""The follow-up of conditions: the department answers, the center says whether they are met.

Every entry says by its number what the person had seen: a second delivery changes
nothing, and who acts on an older state is told so.
"""

from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow.conditions.notifications import tell_of_condition
from workflow.conditions.policy import ConditionFacts, may_answer, may_mark_met, may_send_back
from workflow.conditions.queries import STANDING
from workflow.items.visibility import lock_visible
from workflow.models import Condition, ConditionEntry, Evaluation, Item
from workflow.models.base import may_be_id
from workflow.textindex import index
from workflow.textindex.index import Copy
from workflow.values.actor import permitted
from workflow.values.cleaning import clean_words
from workflow.values.errors import InputRefused, NotFound, Problem, SomeoneElseActedFirst
from workflow.values.vocabulary import ConditionAct, ConditionState, SearchKind
from workflow.work import Work

LONGEST: Final = 4000
"""Characters in an answer or a reason."""

_MAY: Final = {
    ConditionAct.ANSWERED: may_answer,
    ConditionAct.MET: may_mark_met,
    ConditionAct.SENT_BACK: may_send_back,
}
_FIELD: Final = {
    ConditionAct.ANSWERED: "answer",
    ConditionAct.MET: "remark",
    ConditionAct.SENT_BACK: "reason",
}


def record(work: Work, *, condition_id: int, kind: ConditionAct, text: str, seen: int) -> None:
    """Write an answer, a finding that the condition is met (words optional), or a sending back.

    `seen` is the number of the last entry that the person saw, 0 for none. Raises
    NotFound, NotPermitted, ConditionClosed, ConditionMet, ConditionNotAnswered,
    SomeoneElseActedFirst, InputRefused (answer, reason or remark).
    """
    words = clean_words(_FIELD[kind], text, LONGEST)
    item = _item(work, condition_id)
    query = select(ConditionEntry).where(ConditionEntry.condition_id == condition_id)
    entries = work.session.scalars(query.order_by(ConditionEntry.sequence)).all()
    last = entries[-1] if entries else None
    mine = work.actor is not None and last is not None and last.by_id == work.actor.person_id
    if last and mine and (last.sequence, last.kind, last.text) == (seen + 1, kind, words):
        return
    answerers = frozenset(one.by_id for one in entries if one.kind == ConditionAct.ANSWERED)
    facts = ConditionFacts(_state(work.session, condition_id), item.department_id, answerers)
    by = permitted(work.actor, _MAY[kind](work.actor, facts))
    if (last.sequence if last else 0) != seen:
        raise SomeoneElseActedFirst()
    if not words and kind is not ConditionAct.MET:
        raise InputRefused([Problem(_FIELD[kind], "required")])
    entry = ConditionEntry(
        condition_id=condition_id,
        sequence=seen + 1,
        kind=kind,
        text=words,
        by_id=by.person_id,
        at=work.now,
    )
    work.session.add(entry)
    if words:
        number = work.session.get_one(Condition, condition_id).number
        index.put(work.session, [Copy(item.id, SearchKind.CONDITION, number, words)])
    tell_of_condition(work, item, entries, entry)


def _item(work: Work, condition_id: int) -> Item:
    """The condition's item, kept for this transaction. Raises NotFound."""
    query = (
        select(Evaluation.item_id)
        .join(Condition, Condition.evaluation_id == Evaluation.id)
        .where(Condition.id == condition_id)
    )
    item_id = work.session.scalar(query) if may_be_id(condition_id) else None
    if item_id is None:
        raise NotFound(what="condition")
    return lock_visible(work, item_id, what="condition")


def _state(session: Session, condition_id: int) -> ConditionState:
    """How the condition stands; ask once its item is locked: an evaluation can be taken back."""
    query = (
        select(STANDING)
        .select_from(Condition)
        .join(Evaluation, Evaluation.id == Condition.evaluation_id)
        .join(Item, Item.id == Evaluation.item_id)
        .where(Condition.id == condition_id)
    )
    return ConditionState(session.scalars(query).one())
