"""Who asks advisors, who advises, who reads it, and why not. Denied by default.

Advice never blocks an action on the item: `items.perform` asks nothing of this.
"""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, false, or_, select

from workflow.items.visibility import carried_by, visible_items
from workflow.models import AdviceRequest, Evaluation, Item
from workflow.values.actor import Actor, role_refusal
from workflow.values.errors import Conflict, NotPermitted, Refusal
from workflow.values.vocabulary import CENTER_ROLES, CENTER_STAFF, MAINTAINERS, Role

ASKERS: Final = CENTER_STAFF
"""Who asks for advice, and withdraws what was asked."""


READERS: Final = CENTER_ROLES | {Role.VIEWER}
"""Who reads all advice at any time: the center and the headquarters."""


class AdviceNotPossible(Conflict):
    """The item is not with the center: still the department's own, or finished."""

    key = "advice_not_possible"


class AdviceWithdrawn(Conflict):
    """The request was withdrawn."""

    key = "advice_withdrawn"


class AdviceGiven(Conflict):
    """The request was answered: advice that was given stays."""

    key = "advice_given"


class NotAsked(NotPermitted):
    """Only the advisor who was asked advises."""

    key = "not_asked"


@dataclass(frozen=True)
class RequestFacts:
    """What the rules need to know of one request."""

    advisor_id: int
    answered: bool
    withdrawn: bool


def facts_of(request: AdviceRequest) -> RequestFacts:
    """The facts of a request that is there."""
    return RequestFacts(
        request.advisor_id, request.answered_at is not None, request.withdrawn_at is not None
    )


def may_ask(actor: Actor | None, *, with_center: bool) -> Refusal | None:
    """Why `actor` may not ask for advice on an item.

    `with_center` says whether it was submitted and is neither a draft again nor finished.
    """
    if refusal := role_refusal(actor, ASKERS):
        return refusal
    return None if with_center else AdviceNotPossible()


def may_withdraw(actor: Actor | None, facts: RequestFacts) -> Refusal | None:
    """Why `actor` may not withdraw a request; one that was answered stays."""
    if refusal := role_refusal(actor, ASKERS):
        return refusal
    return AdviceGiven() if facts.answered else None


def may_advise(actor: Actor | None, facts: RequestFacts) -> Refusal | None:
    """Why `actor` may not advise: who was asked does, as long as they are an advisor."""
    if refusal := role_refusal(actor, {Role.ADVISOR}):
        return refusal
    if actor is None or actor.person_id != facts.advisor_id:
        return NotAsked()
    return AdviceWithdrawn() if facts.withdrawn else None


def may_set_expertise(actor: Actor | None) -> Refusal | None:
    """Why `actor` may not say what an advisor is asked about."""
    return role_refusal(actor, MAINTAINERS)


def reads_all(actor: Actor | None) -> bool:
    """Whether `actor` reads every request and all advice, of items that they may see."""
    return actor is not None and bool(actor.roles & READERS)


def readable_requests(actor: Actor | None) -> ColumnElement[bool]:
    """What `actor` may read, as a condition on `AdviceRequest` and its `Item`.

    The center and the headquarters read everything, advisors their own. Officers of the
    departments that carry the item read what was said, not the questions, once it is evaluated.
    """
    if actor is None:
        return false()
    if reads_all(actor):
        return visible_items(actor)
    scopes: list[ColumnElement[bool]] = []
    if actor.has(Role.ADVISOR):
        scopes.append(AdviceRequest.advisor_id == actor.person_id)
    if own := actor.departments(Role.OFFICER):
        evaluated = select(Evaluation.item_id).where(Evaluation.undone_at.is_(None))
        answered = AdviceRequest.answered_at.is_not(None)
        scopes.append(carried_by(own) & Item.id.in_(evaluated) & answered)
    return visible_items(actor) & or_(false(), *scopes)
