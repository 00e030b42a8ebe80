"""Who is notified of an answer to a condition, and of what the center finds.

The other side, never the one who wrote the entry. Mails follow by the worker's sweep.
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


def notify_of(
    work: Work, item: Item, before: Sequence[ConditionEntry], entry: ConditionEntry
) -> None:
    """Notify the other side of an entry about a condition; `before` are those it follows.

    Of an answer: whoever evaluated, and those who judged it before. Of a sending back: the
    department's officers. That it is met: those who answered.
    """
    act = ConditionAct(entry.kind)
    answerers = {one.by_id for one in before if one.kind == ConditionAct.ANSWERED}
    judges = {one.by_id for one in before} - answerers
    if act is ConditionAct.ANSWERED:
        people = judges | {_evaluator(work.session, entry.condition_id)}
    elif act is ConditionAct.SENT_BACK:
        people = notify.officers(work, item.department_id)
    else:
        people = answerers
    mark = f"{entry.condition_id}.{entry.sequence}"
    notify.tell(work, item, people - {entry.by_id}, _KINDS[act], mark, entry.at)


def _evaluator(session: Session, condition_id: int) -> int:
    query = (
        select(Evaluation.finalised_by)
        .join(Condition, Condition.evaluation_id == Evaluation.id)
        .where(Condition.id == condition_id)
    )
    return session.scalars(query).one()
