"""Who is told that they are asked beside the moves, or that what they asked was answered.

Advisors and those who asked them; a condition's department and those of the center who
judge it. Never the one who did it. Mails follow by the worker's sweep.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow.jobs import telling
from workflow.models import Advice, AdviceRequest, Condition, ConditionEntry, Evaluation, Item
from workflow.vocabulary import ConditionAct

_KINDS: Final = {
    ConditionAct.ANSWERED: telling.ANSWERED,
    ConditionAct.SENT_BACK: telling.NOT_MET,
    ConditionAct.MET: telling.MET,
}


def tell_asked(session: Session, item: Item, requests: Iterable[AdviceRequest]) -> None:
    """Tell each advisor that their advice is asked for."""
    session.flush()
    for one in requests:
        who = {one.advisor_id} - {one.asked_by}
        telling.tell(session, item, who, telling.ASKED, str(one.id), one.asked_at)


def tell_advised(session: Session, item: Item, request: AdviceRequest, advice: Advice) -> None:
    """Tell whoever asked that there is advice, or that it says something else now."""
    session.flush()
    who = {request.asked_by} - {request.advisor_id}
    telling.tell(session, item, who, telling.ADVISED, str(advice.id), advice.given_at)


def tell_of_condition(
    session: Session, item: Item, before: Sequence[ConditionEntry], entry: ConditionEntry
) -> None:
    """Tell the other side of an entry about a condition; `before` are those it follows.

    An answer is told to whoever evaluated, and to those who judged it before; a sending back
    to the department's officers; that it is met to those who answered.
    """
    kind = ConditionAct(entry.kind)
    answerers = {one.by_id for one in before if one.kind == ConditionAct.ANSWERED}
    judges = {one.by_id for one in before} - answerers
    if kind is ConditionAct.ANSWERED:
        people = judges | {_evaluator(session, entry.condition_id)}
    elif kind is ConditionAct.SENT_BACK:
        people = telling.officers(session, item.department_id)
    else:
        people = answerers
    mark = f"{entry.condition_id}.{entry.sequence}"
    telling.tell(session, item, people - {entry.by_id}, _KINDS[kind], mark, entry.at)


def _evaluator(session: Session, condition_id: int) -> int:
    query = (
        select(Evaluation.finalised_by)
        .join(Condition, Condition.evaluation_id == Evaluation.id)
        .where(Condition.id == condition_id)
    )
    return session.scalars(query).one()
