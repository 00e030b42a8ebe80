"""Who is told that they are asked beside the moves, or that what they asked was answered.

Advisors and those who asked them; a condition's department and those of the center who
judge it. Never the one who did it. Mails follow by the worker's sweep.
"""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow.models import Condition, ConditionEntry, Evaluation, Item
from workflow.notices import kinds, notify
from workflow.values.vocabulary import ConditionAct
from workflow.work import Work

_KINDS: Final = {
    ConditionAct.ANSWERED: kinds.ANSWERED,
    ConditionAct.SENT_BACK: kinds.NOT_MET,
    ConditionAct.MET: kinds.MET,
}


def tell_of_condition(
    work: Work, item: Item, before: Sequence[ConditionEntry], entry: ConditionEntry
) -> None:
    """Tell the other side of an entry about a condition; `before` are those it follows.

    An answer is told to whoever evaluated, and to those who judged it before; a sending back
    to the department's officers; that it is met to those who answered.
    """
    kind = ConditionAct(entry.kind)
    answerers = {one.by_id for one in before if one.kind == ConditionAct.ANSWERED}
    judges = {one.by_id for one in before} - answerers
    if kind is ConditionAct.ANSWERED:
        people = judges | {_evaluator(work.session, entry.condition_id)}
    elif kind is ConditionAct.SENT_BACK:
        people = notify.officers(work, item.department_id)
    else:
        people = answerers
    mark = f"{entry.condition_id}.{entry.sequence}"
    notify.tell(work, item, people - {entry.by_id}, _KINDS[kind], mark, entry.at)


def _evaluator(session: Session, condition_id: int) -> int:
    query = (
        select(Evaluation.finalised_by)
        .join(Condition, Condition.evaluation_id == Evaluation.id)
        .where(Condition.id == condition_id)
    )
    return session.scalars(query).one()
