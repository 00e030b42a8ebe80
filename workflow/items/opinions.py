"""The opinions that are asked for while an item stands in a state (合議): what was answered."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from workflow.items.context import ItemContext, Opinion, OpinionsSoFar
from workflow.models import LedgerEntry
from workflow.models.base import table_of
from workflow.process.effect import Effect
from workflow.process.shape import Process, Transition
from workflow.values.actor import Grants
from workflow.values.clock import JAPAN
from workflow.values.errors import OpinionGiven, OpinionsMissing, Refusal
from workflow.values.fiscal import add_business_days
from workflow.values.vocabulary import AnyRole

OPINION_OF: Final = "opinion_of"
"""Under this name an entry of the ledger says as which role somebody answered."""

_LEDGER: Final = table_of(LedgerEntry)
_LATER = _LEDGER.alias("later")
_ARRIVED: Final = (
    select(func.max(_LATER.c.sequence))
    .where(_LATER.c.item_id == _LEDGER.c.item_id, _LATER.c.from_state != _LATER.c.to_state)
    .scalar_subquery()
)
_SINCE_ARRIVAL: Final = (
    select(
        _LEDGER.c.item_id,
        _LEDGER.c.at,
        _LEDGER.c.action,
        _LEDGER.c.to_state,
        _LEDGER.c.particulars,
    )
    .where(
        _LEDGER.c.item_id.in_(bindparam("wanted", expanding=True)), _LEDGER.c.sequence >= _ARRIVED
    )
    .order_by(_LEDGER.c.item_id, _LEDGER.c.sequence)
)


def opinions_for(session: Session, asked: Mapping[int, Process]) -> dict[int, OpinionsSoFar]:
    """What was answered on items that stand where opinions are asked: one query, or none."""
    if not asked:
        return {}
    found: dict[int, OpinionsSoFar] = {}
    for row in session.connection().execute(_SINCE_ARRIVAL, {"wanted": list(asked)}):
        so_far = found.get(row.item_id)
        if so_far is None:
            found[row.item_id] = OpinionsSoFar(row.at.astimezone(JAPAN).date())
        elif role := row.particulars.get(OPINION_OF):
            move = asked[row.item_id].transition(row.action, row.to_state)
            agrees = move is not None and move.effect is Effect.AGREE
            given = (*so_far.given, Opinion(role, agrees))
            found[row.item_id] = OpinionsSoFar(so_far.since, given)
    return found


def answers_as(holding: Grants, context: ItemContext, transition: Transition) -> AnyRole | None:
    """The role as which somebody can still give their opinion; None where there is no such."""
    opinions = context.process.states[context.state].opinions
    given = {one.role for one in context.opinions.given} if context.opinions else set()
    for role in opinions.of if opinions else ():
        able = role in transition.roles and holding.holds(role, context.department_id)
        if able and role not in given:
            return role
    return None


def answer_refusal(holding: Grants, context: ItemContext, transition: Transition) -> Refusal | None:
    """Why somebody who is asked for an opinion does not give one: they have given it."""
    if not transition.answers or answers_as(holding, context, transition):
        return None
    return OpinionGiven()


def silent_after(context: ItemContext) -> date | None:
    """The last day to answer, after which silence is no objection; None where it is not."""
    opinions = context.process.states[context.state].opinions
    if opinions is None or opinions.silence is None or context.opinions is None:
        return None
    return add_business_days(context.opinions.since, opinions.silence)


def still_missing(context: ItemContext) -> Refusal | None:
    """Why nobody goes on yet: too few of those who are asked have answered, and there is time."""
    opinions = context.process.states[context.state].opinions
    if opinions is None or context.opinions is None:
        return None
    given = {one.role for one in context.opinions.given}
    last_day = silent_after(context)
    if opinions.complete(given) or (last_day is not None and context.today > last_day):
        return None
    return OpinionsMissing(given=len(given), needed=opinions.needed)


def turn_now(context: ItemContext) -> tuple[AnyRole, ...]:
    """Whose turn it is: while opinions are missing of those who have not answered, then of others.

    Where a role is asked and goes on as well, it stays.
    """
    state = context.process.states[context.state]
    if state.opinions is None or context.opinions is None:
        return state.turn
    given = {one.role for one in context.opinions.given}
    if still_missing(context):
        return tuple(role for role in state.opinions.of if role not in given)
    return tuple(role for role in state.turn if role not in state.opinions.of) or state.turn


def told(holding: Grants, context: ItemContext, transition: Transition) -> dict[str, Any]:
    """What the ledger says of an opinion: as which role it was given."""
    role = answers_as(holding, context, transition) if transition.answers else None
    return {OPINION_OF: str(role)} if role else {}
