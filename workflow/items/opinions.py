"""The opinions that are asked for while an item stands in a state (合議): what was answered."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from workflow.database.transactions import connection_of
from workflow.items.context import AskedDepartment, ItemContext, Opinion, OpinionsSoFar
from workflow.items.refusals import OpinionGiven, OpinionsMissing
from workflow.models import Department, LedgerEntry, OpinionRequest
from workflow.models.base import table_of
from workflow.process.effect import Effect, department_party
from workflow.process.moves import Transition
from workflow.process.shape import Process
from workflow.values.actor import Grants, Title
from workflow.values.business_days import add_business_days
from workflow.values.clock import JAPAN
from workflow.values.errors import OtherDepartment, Refusal, WrongRole
from workflow.values.vocabulary import AnyRole

OPINION_OF: Final = "opinion_of"
"""Under this name an entry of the ledger says as whom somebody answered: a role, a department."""

_LEDGER: Final = table_of(LedgerEntry)
_REQUESTS, _DEPARTMENTS = table_of(OpinionRequest), table_of(Department)
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
_LATEST = _REQUESTS.alias("latest")
_ASKED: Final = (
    select(_REQUESTS.c.item_id, _DEPARTMENTS)
    .join(_DEPARTMENTS, _DEPARTMENTS.c.id == _REQUESTS.c.department_id)
    .where(
        _REQUESTS.c.item_id.in_(bindparam("wanted", expanding=True)),
        _REQUESTS.c.sequence
        == select(func.max(_LATEST.c.sequence))
        .where(_LATEST.c.item_id == _REQUESTS.c.item_id)
        .scalar_subquery(),
    )
    .order_by(_REQUESTS.c.item_id, _DEPARTMENTS.c.id)
)


def opinions_for(session: Session, asked: Mapping[int, Process]) -> dict[int, OpinionsSoFar]:
    """What was answered on items that stand where opinions are asked: one query, or none.

    One more where departments are asked.
    """
    if not asked:
        return {}
    found: dict[int, OpinionsSoFar] = {}
    for row in connection_of(session).execute(_SINCE_ARRIVAL, {"wanted": list(asked)}):
        so_far = found.get(row.item_id)
        if so_far is None:
            found[row.item_id] = OpinionsSoFar(row.at.astimezone(JAPAN).date())
        elif party := row.particulars.get(OPINION_OF):
            move = asked[row.item_id].transition(row.action, row.to_state)
            agrees = move is not None and move.effect is Effect.AGREE
            given = (*so_far.given, Opinion(party, agrees))
            found[row.item_id] = replace(so_far, given=given)
    if any(process.asks_departments for process in asked.values()):
        for row in connection_of(session).execute(_ASKED, {"wanted": list(asked)}):
            so_far, name = found[row.item_id], Title(row.name_ja, row.name_en)
            departments = (*so_far.departments, AskedDepartment(row.id, row.code, name))
            found[row.item_id] = replace(so_far, departments=departments)
    return found


def is_closed(entry: Any, sealed_from: int | None) -> bool:
    """Whether an entry of the ledger, or a row of its columns, is one of the closed opinions.

    `sealed_from` is that of its item; whoever gave the opinion reads it all the same.
    """
    return hides_hash(entry.sequence, sealed_from) and OPINION_OF in entry.particulars


def hides_hash(sequence: int, sealed_from: int | None) -> bool:
    """Whether an entry's hash is made of closed opinions, which could be guessed by it."""
    return sealed_from is not None and sequence >= sealed_from


def departments_asked(context: ItemContext) -> tuple[AskedDepartment, ...]:
    """The departments whose opinion is asked now."""
    opinions = context.process.states[context.state].opinions
    if opinions is None or not opinions.asks_departments or context.opinions is None:
        return ()
    return context.opinions.departments


def parties(context: ItemContext) -> tuple[str, ...]:
    """Everybody whose opinion is asked now."""
    opinions = context.process.states[context.state].opinions
    departments = (department_party(one.code) for one in departments_asked(context))
    return (*(opinions.of if opinions else ()), *departments)


def _as_whom(holding: Grants, context: ItemContext, roles: frozenset[AnyRole]) -> Iterator[str]:
    """As whom somebody is asked: a role for the item's department, or another department."""
    opinions = context.process.states[context.state].opinions
    for role in opinions.of if opinions else ():
        if role in roles and holding.holds(role, context.department_id):
            yield role
    bound = [role for role in roles if context.process.is_of_department(role)]
    for one in departments_asked(context):
        if any(one.id in holding.departments(role) for role in bound):
            yield department_party(one.code)


def answers_as(holding: Grants, context: ItemContext, transition: Transition) -> str | None:
    """As whom somebody can still give their opinion; None where there is no such."""
    given = {one.party for one in context.opinions.given} if context.opinions else set()
    asked = _as_whom(holding, context, transition.roles)
    return next((party for party in asked if party not in given), None)


def role_refusal(holding: Grants, context: ItemContext, transition: Transition) -> Refusal | None:
    """Why somebody may give no opinion at all: nobody asks them."""
    if any(_as_whom(holding, context, transition.roles)):
        return None
    if holding.roles & transition.roles:
        return OtherDepartment()
    return WrongRole(roles=tuple(sorted(transition.roles)))


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
    given = len({one.party for one in context.opinions.given})
    needed = opinions.enough(len(parties(context)))
    last_day = silent_after(context)
    if given >= needed or (last_day is not None and context.today > last_day):
        return None
    return OpinionsMissing(given=given, needed=needed)


def all_are_in(context: ItemContext, *, besides: str | None) -> bool:
    """Whether everybody who is asked has answered, once one has besides those before."""
    given = {one.party for one in context.opinions.given} if context.opinions else set()
    return given.union([besides] if besides else ()).issuperset(parties(context))


def turn_now(context: ItemContext) -> tuple[AnyRole, ...]:
    """Whose turn it is: first of those whose opinion is missing, then of the others.

    Where only roles that were asked can go on, it stays theirs.
    """
    state = context.process.states[context.state]
    if state.opinions is None or context.opinions is None:
        return state.turn
    given = {one.party for one in context.opinions.given}
    if still_missing(context):
        asked = tuple(role for role in state.opinions.of if role not in given)
        waits = {department_party(one.code) for one in departments_asked(context)} - given
        return (*asked, *(answering_for_departments(context.process, state.name) if waits else ()))
    return tuple(role for role in state.turn if role not in state.opinions.of) or state.turn


def answering_for_departments(process: Process, state: str) -> tuple[AnyRole, ...]:
    """The roles in which opinions are given for departments in a state, where those are asked."""
    opinions = process.states[state].opinions
    if opinions is None or not opinions.asks_departments:
        return ()
    roles = {role for move in process.moves_from(state) if move.answers for role in move.roles}
    return tuple(sorted(role for role in roles if process.is_of_department(role)))


def particulars_of(holding: Grants, context: ItemContext, transition: Transition) -> dict[str, Any]:
    """What the ledger says of an opinion: as whom it was given."""
    party = answers_as(holding, context, transition) if transition.answers else None
    return {OPINION_OF: str(party)} if party else {}
