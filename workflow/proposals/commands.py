"""Making proposals, and what is done with them; each act is an entry of the record of changes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workflow import items, ledger
from workflow.models import Department, Proposal, ProposalAnswer
from workflow.models.base import may_be_id
from workflow.proposals.policy import (
    MOVES,
    Act,
    ProposalMoved,
    State,
    may,
    may_see,
    require_proposer,
)
from workflow.proposals.queries import facts_of
from workflow.proposals.record import fields, record, record_answer, tell_of_act, tell_of_new
from workflow.values.changes import ChangeAction
from workflow.values.cleaning import Checking
from workflow.values.errors import NotFound
from workflow.values.fiscal import fiscal_year
from workflow.values.sheet import Sheet
from workflow.work import Work

LONGEST_TITLE: Final = 100
LONGEST_TEXT: Final = 2000
"""Characters of each of problem, idea, effect and answer."""

SILENT: Final = frozenset({Act.WITHDRAW, Act.ADOPT})
"""Acts that need no words."""


@dataclass(frozen=True)
class GoalWords:
    """What a goal begins with that is drafted from a proposal; `department` is a code."""

    department: str
    title: str
    overview: str


BeginGoal = Callable[[Work, GoalWords], int]
"""Drafts a goal for the department that adopts a proposal; gives the goal's id."""


@dataclass(frozen=True)
class ProposalDraft:
    """What somebody proposes: what is wrong, what they would do, what it would bring."""

    title: str
    problem: str
    idea: str
    effect: str


def propose(work: Work, draft: ProposalDraft) -> int:
    """Make a proposal; gives its id. The same once more, still new, is the one that is there.

    Raises NotSignedIn, InputRefused (title, problem, idea, effect).
    """
    by = require_proposer(work.actor)
    check = Checking()
    texts = {
        "title": check.line("title", draft.title, LONGEST_TITLE, needed=True),
        "problem": check.block("problem", draft.problem, LONGEST_TEXT, needed=True),
        "idea": check.block("idea", draft.idea, LONGEST_TEXT, needed=True),
        "effect": check.block("effect", draft.effect, LONGEST_TEXT, needed=True),
    }
    check.done()
    ledger.lock(work)  # the same sent twice at once would find nothing
    there = select(Proposal.id).filter_by(**texts, proposer_id=by.person_id, state=State.PROPOSED)
    if (known := work.session.scalar(there)) is not None:
        return known
    row = Proposal(
        **texts,
        fiscal_year=fiscal_year(work.today),
        proposer_id=by.person_id,
        proposed_at=work.now,
        state=State.PROPOSED,
    )
    work.session.add(row)
    work.session.flush()
    record(work, row, ChangeAction.ADD, None)
    tell_of_new(work, row)
    return row.id


def act(
    work: Work,
    proposal_id: int,
    done: Act,
    seen: int,
    text: str = "",
    department_id: int | None = None,
) -> None:
    """Answer, forward to a department, close or withdraw a proposal.

    `seen` is the revision the person was looking at. Raises NotFound (proposal, department),
    ProposalMoved, WrongRole, OtherDepartment, NotYourProposal, InputRefused (text, department).
    """
    row = _lock(work, proposal_id, done, seen)
    before = fields(row)
    check = Checking()
    said = check.block("text", text, LONGEST_TEXT, needed=done not in SILENT)
    if done is Act.FORWARD and not _is_department(work.session, department_id):
        check.wrong("department", "required")
    check.done()
    if done is Act.FORWARD:
        row.department_id = department_id
    _moved(work, row, done, said, before)


def adopt_as_item(work: Work, proposal_id: int, cycle_id: str, seen: int) -> int:
    """Draft an item of the department from a proposal; gives the item's id.

    Raises what `act` raises, and what `items.create` does.
    """
    row = _lock(work, proposal_id, Act.ADOPT, seen)
    before = fields(row)
    sheet = Sheet(name=row.title, summary=_told(row))
    drafted = items.create(
        work, cycle_id=cycle_id, department_id=row.department_id or 0, sheet=sheet
    )
    row.item_id = drafted.item_id
    _moved(work, row, Act.ADOPT, "", before)
    return drafted.item_id


def adopt_as_goal(work: Work, proposal_id: int, goal_id: int, seen: int) -> None:
    """Say that a proposal lives on in a goal of the year. Raises what `act` raises, NotFound."""
    row = _lock(work, proposal_id, Act.ADOPT, seen)
    before = fields(row)
    if goal_id not in {one.id for one in items.goals(work, fiscal_year(work.today))}:
        raise NotFound(what="goal")
    row.goal_id = goal_id
    _moved(work, row, Act.ADOPT, "", before)


def adopt_as_new_goal(work: Work, proposal_id: int, seen: int, begin: BeginGoal) -> int:
    """Draft a goal of the department from a proposal, by `begin`; gives the goal's id.

    Raises what `act` raises, and what `begin` does.
    """
    row = _lock(work, proposal_id, Act.ADOPT, seen)
    before = fields(row)
    department = work.session.get_one(Department, row.department_id)
    goal_id = begin(work, GoalWords(department.code, row.title, _told(row)))
    row.goal_id = goal_id
    _moved(work, row, Act.ADOPT, "", before)
    return goal_id


def _told(row: Proposal) -> str:
    """What is wrong and what to do, as the summary of what a proposal becomes."""
    return "\n".join(text for text in (row.problem, row.idea) if text)[:LONGEST_TEXT]


def _lock(work: Work, proposal_id: int, done: Act, seen: int) -> Proposal:
    """The row, which the person may see and take `done` on, as they saw it."""
    actor = require_proposer(work.actor)
    known = may_be_id(proposal_id)
    row = work.session.get(Proposal, proposal_id, with_for_update=True) if known else None
    if row is None or not may_see(actor, facts_of(row)):
        raise NotFound(what="proposal")
    if refusal := may(actor, done, facts_of(row)):
        raise refusal
    if row.revision != seen:
        raise ProposalMoved(state=row.state)
    return row


def _moved(work: Work, row: Proposal, done: Act, said: str, before: ledger.Fields) -> None:
    row.state = MOVES[done][1]
    row.revision += 1
    last = select(func.coalesce(func.max(ProposalAnswer.number), 0)).where(
        ProposalAnswer.proposal_id == row.id
    )
    answer = ProposalAnswer(
        proposal_id=row.id,
        number=(work.session.scalar(last) or 0) + 1,
        act=done,
        by_id=work.person.person_id,
        at=work.now,
        text=said,
    )
    work.session.add(answer)
    work.session.flush()
    record(work, row, ChangeAction.CHANGE, before, said)
    record_answer(work, answer)
    tell_of_act(work, row, done)


def _is_department(session: Session, department_id: int | None) -> bool:
    known = department_id is not None and may_be_id(department_id)
    return known and session.get(Department, department_id) is not None
