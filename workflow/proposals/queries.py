"""Proposals, as far as the person may read them, as pages show them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    and_,
    bindparam,
    case,
    exists,
    false,
    func,
    or_,
    select,
    true,
)
from sqlalchemy.orm import aliased

from workflow.items.visibility import visible_items
from workflow.models import (
    Department,
    Goal,
    Item,
    Person,
    Proposal,
    ProposalAnswer,
    ProposalGroup,
    goal_departments,
)
from workflow.models.base import may_be_id
from workflow.proposals.policy import ANSWERERS, Act, ProposalFacts, State, may, visible_proposals
from workflow.values.actor import Actor, Title
from workflow.values.errors import NotFound
from workflow.values.listing import page_of
from workflow.values.promotion import IN_FORCE
from workflow.values.vocabulary import Role
from workflow.work import Work, built


@dataclass(frozen=True)
class AnswerView:
    """What was said when an act was taken."""

    act: Act
    by: Title
    at: datetime
    text: str


@dataclass(frozen=True)
class ProposalRow:
    """A line of the list."""

    id: int
    title: str
    state: State
    proposer: Title
    proposed_at: datetime
    group: str
    """"" where it stands by itself."""
    department: Title | None
    """Whom it was forwarded to."""
    item_id: int | None
    goal_id: int | None
    may_open: bool
    """The person asking may read the item or the goal that it became."""
    waits_for_me: bool


@dataclass(frozen=True)
class ProposalPage:
    """One page of the list."""

    rows: tuple[ProposalRow, ...]
    page: int
    pages: int


@dataclass(frozen=True)
class ProposalView:
    """A proposal with everything that was said, and what the person asking may do."""

    row: ProposalRow
    problem: str
    idea: str
    effect: str
    revision: int
    answers: tuple[AnswerView, ...]
    """The oldest first."""
    acts: tuple[Act, ...]


PAGE: Final = 50

Line = Row[Any]


def page(work: Work, state: State | None = None, number: int = 1) -> ProposalPage:
    """Page `number` (from 1) of the proposals that the person asking may read.

    Those that wait for them come first, then the latest.
    """
    chosen = [visible_proposals(work.person)]
    if state is not None:
        chosen.append(Proposal.state == state)
    total = work.session.scalar(select(func.count()).select_from(Proposal).where(*chosen)) or 0
    number, pages = page_of(total, PAGE, number)
    order = case((_waiting(work.person), 0), else_=1), Proposal.id.desc()
    query = _lines(work.person).where(*chosen).order_by(*order)
    lines = work.session.execute(query.limit(PAGE).offset((number - 1) * PAGE))
    return ProposalPage(tuple(map(_row, lines)), number, pages)


def get(work: Work, proposal_id: int) -> ProposalView:
    """One proposal. Raises NotFound, also where it is not for the person asking."""
    number = Proposal.id == proposal_id if may_be_id(proposal_id) else false()
    line = work.session.execute(_lines(work.person).where(number)).one_or_none()
    if line is None:
        raise NotFound(what="proposal")
    one: Proposal = line.Proposal
    facts = facts_of(one)
    return ProposalView(
        row=_row(line),
        problem=one.problem,
        idea=one.idea,
        effect=one.effect,
        revision=one.revision,
        answers=_answers(work, one.id),
        acts=tuple(act for act in Act if may(work.actor, act, facts) is None),
    )


def of_item(work: Work, item_id: int) -> tuple[ProposalRow, ...]:
    """The proposals that became this item, as far as the person asking may read them."""
    return _became(work, Proposal.item_id, item_id)


def of_goal(work: Work, goal_id: int) -> tuple[ProposalRow, ...]:
    """The proposals that became this goal, as far as the person asking may read them."""
    return _became(work, Proposal.goal_id, goal_id)


def count_waiting(work: Work) -> int:
    """How many proposals wait for the person asking."""
    return int(work.ask(built(_count_waiting, work.person.alike)).scalar_one())


def _count_waiting(actor: Actor) -> Select[int]:
    return select(func.count()).select_from(Proposal).where(_waiting(actor))


def groups(work: Work) -> tuple[str, ...]:
    """The titles of all groups, the latest first."""
    return tuple(
        work.session.scalars(select(ProposalGroup.title).order_by(ProposalGroup.id.desc()))
    )


def facts_of(one: Proposal) -> ProposalFacts:
    """What policy asks about."""
    return ProposalFacts(State(one.state), one.proposer_id, one.department_id)


def _became(work: Work, what: Any, number: int) -> tuple[ProposalRow, ...]:
    return tuple(map(_row, work.objects(built(_lines_of, work.person.alike, what), number=number)))


def _lines_of(actor: Actor, what: Any) -> Select[*tuple[Any, ...]]:
    return _lines(actor).where(what == bindparam("number")).order_by(Proposal.id)


def _lines(actor: Actor) -> Select[*tuple[Any, ...]]:
    proposer = aliased(Person)
    return (
        select(
            Proposal,
            proposer.name_ja.label("proposer_ja"),
            proposer.name_en.label("proposer_en"),
            ProposalGroup.title.label("group_title"),
            Department.name_ja.label("department_ja"),
            Department.name_en.label("department_en"),
            _open_to(actor).label("may_open"),
            _waiting(actor).label("waits"),
        )
        .join(proposer, proposer.id == Proposal.proposer_id)
        .outerjoin(ProposalGroup, ProposalGroup.id == Proposal.group_id)
        .outerjoin(Department, Department.id == Proposal.department_id)
        .where(visible_proposals(actor))
    )


def _open_to(actor: Actor) -> ColumnElement[bool]:
    """Whether `actor` may read what the proposal became.

    Goals in force are open to all, before that they are their departments'.
    """
    item = exists().where(Item.id == Proposal.item_id, visible_items(actor))
    own = select(goal_departments.c.goal_id).where(
        goal_departments.c.department_id.in_(actor.departments(Role.OFFICER))
    )
    goal = exists().where(
        Goal.id == Proposal.goal_id, or_(Goal.state.in_(IN_FORCE), Goal.id.in_(own))
    )
    return or_(item, goal)


def _row(line: Line) -> ProposalRow:
    one: Proposal = line.Proposal
    department = Title(line.department_ja, line.department_en) if one.department_id else None
    return ProposalRow(
        id=one.id,
        title=one.title,
        state=State(one.state),
        proposer=Title(line.proposer_ja, line.proposer_en),
        proposed_at=one.proposed_at,
        group=line.group_title or "",
        department=department,
        item_id=one.item_id,
        goal_id=one.goal_id,
        may_open=line.may_open,
        waits_for_me=bool(line.waits),
    )


def _waiting(actor: Actor) -> ColumnElement[bool]:
    """New ones wait for the center, forwarded ones for the officers of the department."""
    own = actor.departments(Role.OFFICER)
    with_own = and_(Proposal.state == State.FORWARDED, Proposal.department_id.in_(own))
    answers = true() if actor.roles & ANSWERERS else false()
    return or_(and_(Proposal.state == State.PROPOSED, answers), with_own)


def _answers(work: Work, proposal_id: int) -> tuple[AnswerView, ...]:
    query = (
        select(ProposalAnswer, Person.name_ja, Person.name_en)
        .join(Person, Person.id == ProposalAnswer.by_id)
        .where(ProposalAnswer.proposal_id == proposal_id)
        .order_by(ProposalAnswer.number)
    )
    return tuple(
        AnswerView(Act(one.act), Title(ja, en), one.at, one.text)
        for one, ja, en in work.session.execute(query)
    )
