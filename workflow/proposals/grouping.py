"""Proposals that are alike are put together under a title."""

from collections.abc import Collection
from typing import Final

from sqlalchemy import select

from workflow.models import Proposal, ProposalGroup
from workflow.models.base import may_be_id
from workflow.proposals.commands import LONGEST_TITLE
from workflow.proposals.policy import may_answer
from workflow.proposals.record import fields, record, record_group
from workflow.values.actor import Actor, permitted
from workflow.values.changes import ChangeAction
from workflow.values.cleaning import Checking
from workflow.values.errors import NotFound
from workflow.work import Work

MOST_IN_A_GROUP: Final = 200
"""Proposals put into a group at one time."""


def group(work: Work, proposal_ids: Collection[int], title: str) -> int:
    """Put proposals into the group of this title, which is made where there is none.

    Gives how many were put there anew. Raises WrongRole, NotFound, InputRefused (title, ids).
    """
    by = permitted(work.actor, may_answer(work.actor))
    check = Checking()
    name = check.line("title", title, LONGEST_TITLE, needed=True)
    if not proposal_ids:
        check.wrong("ids", "required")
    if len(proposal_ids) > MOST_IN_A_GROUP:
        check.wrong("ids", "too_many", limit=MOST_IN_A_GROUP)
    check.done()
    there = _group_called(work, name, by)
    wanted = sorted(set(proposal_ids))
    query = select(Proposal).where(Proposal.id.in_([*filter(may_be_id, wanted)]))
    found = work.session.scalars(query.with_for_update()).all()
    if len(found) != len(wanted):
        raise NotFound(what="proposal")
    moved = [row for row in found if row.group_id != there.id]
    for row in moved:
        before = fields(row)
        row.group_id = there.id
        row.revision += 1
        record(work, row, ChangeAction.CHANGE, before)
    return len(moved)


def _group_called(work: Work, title: str, by: Actor) -> ProposalGroup:
    """The group of this title, which is made where there is none."""
    there = work.session.scalar(select(ProposalGroup).where(ProposalGroup.title == title))
    if there is None:
        there = ProposalGroup(title=title, made_by=by.person_id, made_at=work.now)
        work.session.add(there)
        work.session.flush()
        record_group(work, there)
    return there
