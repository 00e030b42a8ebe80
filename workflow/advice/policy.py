"""Who asks advisors, who advises, who reads it, and why not. Denied by default.

Advice never stands in the way of a move: nothing here is asked by the one door.
"""

from dataclasses import dataclass
from typing import Final

from workflow.models import AdviceRequest
from workflow.values.actor import Actor, role_refusal
from workflow.values.errors import Conflict, NotPermitted, Refusal
from workflow.values.vocabulary import CENTER_ROLES, Role

ASKERS: Final = frozenset({Role.REVIEWER, Role.EVALUATOR, Role.SECRETARIAT})
"""Who asks for advice, and withdraws what was asked."""

KEEPERS: Final = frozenset({Role.SECRETARIAT, Role.ADMIN})
"""Who keeps what each advisor is asked about."""

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
    """One request, as the policy is asked about it."""

    advisor_id: int
    answered: bool
    withdrawn: bool


def facts_of(request: AdviceRequest) -> RequestFacts:
    """The facts of a request as it is kept."""
    return RequestFacts(
        request.advisor_id, request.answered_at is not None, request.withdrawn_at is not None
    )


def may_ask(actor: Actor | None, *, circulated: bool) -> Refusal | None:
    """Why `actor` may not ask for advice on an item.

    `circulated` says whether it was submitted and is neither a draft again nor finished.
    """
    if refusal := role_refusal(actor, ASKERS):
        return refusal
    return None if circulated else AdviceNotPossible()


def may_withdraw(actor: Actor | None, facts: RequestFacts) -> Refusal | None:
    """Why `actor` may not withdraw a request; one that was answered stays."""
    if refusal := role_refusal(actor, ASKERS):
        return refusal
    return AdviceGiven() if facts.answered else None


def may_advise(actor: Actor | None, facts: RequestFacts) -> Refusal | None:
    """Why `actor` may not advise: the one who was asked does, as long as they are an advisor."""
    if refusal := role_refusal(actor, {Role.ADVISOR}):
        return refusal
    if actor is None or actor.person_id != facts.advisor_id:
        return NotAsked()
    return AdviceWithdrawn() if facts.withdrawn else None


def may_keep_expertise(actor: Actor | None) -> Refusal | None:
    """Why `actor` may not say what an advisor is asked about."""
    return role_refusal(actor, KEEPERS)


def reads_all(actor: Actor | None) -> bool:
    """Whether `actor` reads every request and all advice, of items that they may see."""
    return actor is not None and bool(actor.roles & READERS)
