"""How a condition stands, as a column: lists show it, and the services decide by it."""

from typing import Final

from sqlalchemy import case, or_, select

from workflow.models import Condition, ConditionEntry, Evaluation, Item
from workflow.vocabulary import ConditionAct, ConditionState

_WITHDRAWN: Final = "withdrawn"
"""The state of an item of which nothing is expected any more."""

_last_act = (
    select(ConditionEntry.kind)
    .where(ConditionEntry.condition_id == Condition.id)
    .order_by(ConditionEntry.sequence.desc())
    .limit(1)
    .correlate(Condition)
    .scalar_subquery()
)
STANDING = case(
    (or_(Evaluation.undone_at.is_not(None), Item.state == _WITHDRAWN), ConditionState.CLOSED),
    (_last_act == ConditionAct.ANSWERED, ConditionState.ANSWERED),
    (_last_act == ConditionAct.MET, ConditionState.MET),
    else_=ConditionState.OPEN,
).label("state")
"""A ConditionState, for a query that joins `Condition` to its `Evaluation` and `Item`."""
