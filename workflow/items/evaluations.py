"""The evaluation of an item: the one that stands, and the one that was taken back last."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Row, bindparam, select

from workflow.items import policy
from workflow.items.context_queries import context_of
from workflow.items.views import EvaluationView, Move
from workflow.items.visibility import get_visible
from workflow.models import Evaluation, Person
from workflow.values.actor import Title, with_principal
from workflow.values.vocabulary import Action
from workflow.work import Work


def current(work: Work, item_id: int, history: Sequence[Move]) -> EvaluationView | None:
    """The evaluation that stands; `history` are the item's moves."""
    row = work.objects(_CURRENT, item=item_id).one_or_none()
    by = [move.principal for move in history if move.action == Action.EVALUATE]
    return _view(row, by[-1] if by else None) if row else None


def taken_back(work: Work, item_id: int) -> EvaluationView | None:
    """The evaluation that was taken back last, for whoever decides anew; else None.

    Raises NotFound.
    """
    item = get_visible(work, item_id)
    if not policy.may(work.actor, context_of(work, item), Action.EVALUATE).allowed:
        return None
    row = work.objects(_TAKEN_BACK, item=item_id).one_or_none()
    return _view(row, None) if row else None


_EVALUATIONS: Final = (
    select(Evaluation, Person.name_ja, Person.name_en)
    .join(Person, Person.id == Evaluation.finalised_by)
    .where(Evaluation.item_id == bindparam("item"))
)
_CURRENT: Final = _EVALUATIONS.where(Evaluation.undone_at.is_(None))
_TAKEN_BACK: Final = (
    _EVALUATIONS.where(Evaluation.undone_at.is_not(None)).order_by(Evaluation.id.desc()).limit(1)
)


def _view(row: Row[Any], principal: Title | None) -> EvaluationView:
    evaluation: Evaluation = row.Evaluation
    return EvaluationView(
        verdict_code=evaluation.verdict_code,
        verdict=Title(evaluation.verdict_ja, evaluation.verdict_en),
        findings=evaluation.findings,
        conditions=evaluation.conditions,
        by=with_principal(Title(row.name_ja, row.name_en), principal),
        at=evaluation.finalised_at,
    )
