"""Who may do what with a proposal (職員提案), and where it stands then. Denied by default."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sqlalchemy import ColumnElement, or_, true

from workflow.models import Proposal
from workflow.values.actor import Actor, permitted, role_refusal
from workflow.values.errors import (
    Conflict,
    NotPermitted,
    NotSignedIn,
    OtherDepartment,
    Refusal,
)
from workflow.values.vocabulary import Role

ANSWERERS: Final = frozenset({Role.REVIEWER, Role.SECRETARIAT})
"""Those of the DX center who answer, group and forward."""


class State(StrEnum):
    """Where a proposal stands."""

    PROPOSED = "proposed"
    ANSWERED = "answered"
    FORWARDED = "forwarded"
    ADOPTED = "adopted"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Act(StrEnum):
    """What is done with a proposal once it is made."""

    ANSWER = "answer"
    FORWARD = "forward"
    CLOSE = "close"
    ADOPT = "adopt"
    WITHDRAW = "withdraw"


_OPEN: Final = frozenset({State.PROPOSED, State.ANSWERED, State.FORWARDED})
MOVES: Final = {
    Act.ANSWER: (frozenset({State.PROPOSED, State.ANSWERED}), State.ANSWERED),
    Act.FORWARD: (_OPEN, State.FORWARDED),
    Act.CLOSE: (_OPEN, State.CLOSED),
    Act.ADOPT: (frozenset({State.FORWARDED}), State.ADOPTED),
    Act.WITHDRAW: (frozenset({State.PROPOSED}), State.WITHDRAWN),
}
"""From which states an act leads where."""


class ProposalMoved(Conflict):
    """What was to be done is not possible where the proposal stands by now. Data: state."""

    key = "proposal_moved"


class NotYourProposal(NotPermitted):
    """Only whoever made a proposal withdraws it."""

    key = "not_your_proposal"


@dataclass(frozen=True)
class ProposalFacts:
    """What there is to know of a proposal."""

    state: State
    proposer_id: int
    department_id: int | None
    """Whom it was forwarded to."""


def may_see(actor: Actor, facts: ProposalFacts) -> bool:
    """Whether it exists for `actor`: one's own, the center's, what one's department was given."""
    return (
        actor.sees_everything
        or actor.person_id == facts.proposer_id
        or facts.department_id in actor.departments(Role.OFFICER)
    )


def visible_proposals(actor: Actor) -> ColumnElement[bool]:
    """The same as a condition on `Proposal`, to be part of every query that reads proposals."""
    if actor.sees_everything:
        return true()
    own = actor.departments(Role.OFFICER)
    return or_(Proposal.proposer_id == actor.person_id, Proposal.department_id.in_(own))


def may(actor: Actor | None, act: Act, facts: ProposalFacts) -> Refusal | None:
    """Why `actor` may not take `act`; None when they may."""
    if actor is None:
        return NotSignedIn()
    if refusal := _who(actor, act, facts):
        return refusal
    sources, _target = MOVES[act]
    return None if facts.state in sources else ProposalMoved(state=facts.state)


def may_answer(actor: Actor | None) -> Refusal | None:
    """Why `actor` is not one who answers proposals; None when they are."""
    return role_refusal(actor, ANSWERERS)


def require_proposer(actor: Actor | None) -> Actor:
    """Anybody signed in may propose. Raises NotSignedIn."""
    return permitted(actor, None)


def _who(actor: Actor, act: Act, facts: ProposalFacts) -> Refusal | None:
    match act:
        case Act.WITHDRAW:
            return None if actor.person_id == facts.proposer_id else NotYourProposal()
        case Act.ADOPT:
            if refusal := role_refusal(actor, {Role.OFFICER}):
                return refusal
            own = facts.department_id in actor.departments(Role.OFFICER)
            return None if own else OtherDepartment()
        case _:
            return may_answer(actor)
