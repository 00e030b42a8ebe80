"""Who is told of a proposal: the center of a new one, its proposer of what became of it."""

from typing import Final

from sqlalchemy import true

from workflow.models import Proposal
from workflow.notices import kinds, notify
from workflow.people.holding import active_holders
from workflow.proposals.policy import ANSWERERS, Act
from workflow.work import Work

PROPOSED: Final = "proposal_new"
FORWARDED: Final = "proposal_given"
ANSWERED: Final = "proposal_answered"
ADOPTED: Final = "proposal_adopted"

_KINDS: Final = (PROPOSED, FORWARDED, ANSWERED, ADOPTED)

kinds.register(frozenset(_KINDS), lambda _actor: true())
kinds.register_pages(dict.fromkeys(_KINDS, ("proposals/", "proposals/{of}")))

_TO_PROPOSER: Final = {
    Act.ANSWER: ANSWERED,
    Act.FORWARD: ANSWERED,
    Act.CLOSE: ANSWERED,
    Act.ADOPT: ADOPTED,
}


def tell_of_new(work: Work, row: Proposal) -> None:
    """Notify those of the center who answer proposals; never whoever made it."""
    _notify(work, active_holders(work, *ANSWERERS), PROPOSED, row)


def tell_of_act(work: Work, row: Proposal, done: Act) -> None:
    """Notify the proposer of what was done, and the department to which it went.

    Never the one who did it.
    """
    if kind := _TO_PROPOSER.get(done):
        _notify(work, {row.proposer_id}, kind, row)
    if done is Act.FORWARD and row.department_id is not None:
        officers = notify.officers(work, row.department_id)
        _notify(work, officers - {row.proposer_id}, FORWARDED, row)


def _notify(work: Work, people: set[int], kind: str, row: Proposal) -> None:
    by, mark = work.person.person_id, f"{row.id}.{row.revision}"
    notify.add_notices(work, None, people - {by}, kind, mark, work.now, by=by)
