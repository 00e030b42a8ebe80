"""Proposals, their answers and groups in the record, and who is told of a proposal.

The center is told of a new one, its proposer of what became of it.
"""

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import select, true
from sqlalchemy.orm import Session

from workflow import ledger
from workflow.ledger.entries import written
from workflow.models import Proposal, ProposalAnswer, ProposalGroup
from workflow.notices import kinds, notify
from workflow.people.holding import active_holders
from workflow.proposals.policy import ANSWERERS, Act, visible_proposals
from workflow.values.changes import ChangeAction, Subject
from workflow.work import Work


def record(
    work: Work,
    row: Proposal,
    action: ChangeAction,
    before: ledger.Fields | None,
    note: str = "",
) -> None:
    """Record what was done to a proposal, in the transaction that does it."""
    change = ledger.Change(Subject.PROPOSAL, str(row.id), action, before, fields(row), note)
    ledger.record(work, change)


def record_answer(work: Work, row: ProposalAnswer) -> None:
    """Record what was said when an act was taken."""
    after = _answer_fields(row)
    added = ledger.Change(Subject.PROPOSAL_ANSWER, _answer_code(row), ChangeAction.ADD, None, after)
    ledger.record(work, added)


def record_group(work: Work, row: ProposalGroup) -> None:
    """Record a group that was made."""
    after = _group_fields(row)
    ledger.record(
        work, ledger.Change(Subject.PROPOSAL_GROUP, str(row.id), ChangeAction.ADD, None, after)
    )


def fields(row: Proposal) -> dict[str, Any]:
    """A proposal as the record keeps it."""
    return {
        "title": row.title,
        "problem": row.problem,
        "idea": row.idea,
        "effect": row.effect,
        "proposer": row.proposer_id,
        "state": row.state,
        "group": row.group_id,
        "department": row.department_id,
        "item": row.item_id,
        "goal": row.goal_id,
        "revision": row.revision,
    }


def _answer_code(row: ProposalAnswer) -> str:
    return f"{row.proposal_id}/{row.number}"


def _answer_fields(row: ProposalAnswer) -> dict[str, Any]:
    return {"act": row.act, "by": row.by_id, "at": written(row.at), "text": row.text}


def _group_fields(row: ProposalGroup) -> dict[str, Any]:
    return {"title": row.title, "by": row.made_by, "at": written(row.made_at)}


def _current(session: Session) -> Iterator[tuple[str, ledger.Fields]]:
    for row in session.scalars(select(Proposal).order_by(Proposal.id)):
        yield str(row.id), fields(row)


def _answers(session: Session) -> Iterator[tuple[str, ledger.Fields]]:
    for row in session.scalars(select(ProposalAnswer)):
        yield _answer_code(row), _answer_fields(row)


def _groups(session: Session) -> Iterator[tuple[str, ledger.Fields]]:
    for row in session.scalars(select(ProposalGroup)):
        yield str(row.id), _group_fields(row)


ledger.stands_as(Subject.PROPOSAL, _current)
ledger.stands_as(Subject.PROPOSAL_ANSWER, _answers)
ledger.stands_as(Subject.PROPOSAL_GROUP, _groups)


# ------------------------------------------------------------------ who is told


PROPOSED: Final = "proposal_new"
FORWARDED: Final = "proposal_given"
ANSWERED: Final = "proposal_answered"
ADOPTED: Final = "proposal_adopted"

_KINDS: Final = (PROPOSED, FORWARDED, ANSWERED, ADOPTED)

kinds.register(frozenset(_KINDS), lambda _actor: true())
kinds.register_pages(dict.fromkeys(_KINDS, ("proposals/", "proposals/{of}")))
kinds.register_names(_KINDS, kinds.named_by(Proposal.id, Proposal.title, visible_proposals))

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
