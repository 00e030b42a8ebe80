"""The panel of a session: who sits in it, by which criteria, and a plan of it."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from workflow.evaluation.policy import Panel, PanelMember
from workflow.evaluation.scores import FIVE, MOST_WEIGHT, CriterionText, Scale, cleaned_scale
from workflow.models import (
    Criterion,
    Cycle,
    EvaluationSeat,
    EvaluationSession,
    Person,
    SessionSetUp,
    session_cycles,
)
from workflow.people.holding import active_holders
from workflow.people.queries import PersonName
from workflow.values.actor import Title
from workflow.values.cleaning import text_problem
from workflow.values.errors import InputRefused, Problem
from workflow.values.text import TextUnclean, clean_line
from workflow.values.vocabulary import Role
from workflow.work import Work


def panel_of(work: Work, cycle_id: str) -> Panel | None:
    """The panel that evaluates a cycle's items: of the open session, else of the last closed."""
    query = (
        select(EvaluationSession, SessionSetUp)
        .join(SessionSetUp, SessionSetUp.session_id == EvaluationSession.id)
        .join(session_cycles, session_cycles.c.session_id == EvaluationSession.id)
        .where(session_cycles.c.cycle_id == cycle_id, SessionSetUp.opened_at.is_not(None))
        .order_by(SessionSetUp.closed_at.is_not(None), SessionSetUp.closed_at.desc())
        .limit(1)
    )
    row = work.session.execute(query).one_or_none()
    if row is None:
        return None
    session, set_up = row
    return Panel(
        session_id=session.id,
        title=Title(session.title_ja, session.title_en),
        is_open=set_up.closed_at is None,
        criteria=criteria_of(set_up.criteria),
        members=members_of(work, [session.id])[session.id],
        once_scored=_once_scored(work, session.id),
        scale=Scale(tuple(set_up.scale)),
    )


def _once_scored(work: Work, session_id: int) -> frozenset[int]:
    """Whoever had a place as a scorer at any time since the session was opened."""
    query = (
        select(EvaluationSeat.person_id)
        .join(SessionSetUp, SessionSetUp.session_id == EvaluationSeat.session_id)
        .where(
            EvaluationSeat.session_id == session_id,
            EvaluationSeat.scores,
            or_(
                EvaluationSeat.left_at.is_(None),
                EvaluationSeat.left_at >= SessionSetUp.opened_at,
            ),
        )
    )
    return frozenset(work.session.scalars(query))


def members_of(
    work: Work, session_ids: Collection[int]
) -> defaultdict[int, tuple[PanelMember, ...]]:
    """Who is on the panel of each session now, by login."""
    query = (
        select(EvaluationSeat, Person)
        .join(Person, Person.id == EvaluationSeat.person_id)
        .where(EvaluationSeat.session_id.in_(session_ids), EvaluationSeat.left_at.is_(None))
        .options(selectinload(Person.grants))
        .order_by(Person.login)
    )
    found: defaultdict[int, tuple[PanelMember, ...]] = defaultdict(tuple)
    for seat, person in work.session.execute(query):
        actor = person.as_actor(work.today)
        active = person.active and actor.has(Role.EVALUATOR)
        found[seat.session_id] += (PanelMember(actor, active, seat.scores, seat.finalises),)
    return found


def criteria_of(stored: Sequence[Any]) -> tuple[CriterionText, ...]:
    """The criteria of a session as they read when it was set up."""
    return tuple(CriterionText(one["code"], Title.of(one), one.get("weight", 1)) for one in stored)


LONGEST_TITLE: Final = 100


@dataclass(frozen=True)
class SessionPlan:
    """How a session is to be: its cycles, who scores, who finalises, by which criteria.

    People are ids; without finalisers those who score finalise. Criteria are codes; `weights`
    are by code, 1 where none is given; `scale` the words of its steps, from the best down.
    """

    fiscal_year: int
    title: Title
    begins_on: date | None
    cycle_ids: tuple[str, ...]
    scorers: tuple[int, ...]
    finalisers: tuple[int, ...]
    criteria: tuple[str, ...]
    weights: Mapping[str, int] = field(default_factory=dict)
    scale: tuple[str, ...] = FIVE.words


def cleaned(work: Work, plan: SessionPlan) -> SessionPlan:
    """The plan with its titles trimmed. Raises InputRefused naming every field at once."""
    texts: dict[str, str] = {}
    problems = list(_unknown(work, plan))
    for name, text in zip(("title_ja", "title_en"), plan.title, strict=True):
        try:
            texts[name] = clean_line(text, LONGEST_TITLE)
        except TextUnclean as unclean:
            problems.append(text_problem(name, unclean))
    if texts.get("title_ja") == "":
        problems.append(Problem("title_ja", "required"))
    scale = FIVE
    try:
        scale = cleaned_scale(plan.scale)
    except InputRefused as refused:
        problems += refused.problems
    if problems:
        raise InputRefused(problems)
    return replace(plan, title=Title(texts["title_ja"], texts["title_en"]), scale=scale.words)


def _unknown(work: Work, plan: SessionPlan) -> Iterator[Problem]:
    session = work.session
    cycles = set(session.scalars(select(Cycle.id).where(Cycle.id.in_(plan.cycle_ids))))
    if not plan.cycle_ids or cycles != set(plan.cycle_ids):
        yield Problem("cycle_ids", "required")
    evaluators = active_holders(work, Role.EVALUATOR)
    for name, people in (("scorers", plan.scorers), ("finalisers", plan.finalisers)):
        if not set(people) <= evaluators:
            yield Problem(name, "unknown_evaluator")
    for code in plan.criteria:
        if not 1 <= plan.weights.get(code, 1) <= MOST_WEIGHT:
            limits = {"least": 1, "limit": MOST_WEIGHT}
            yield Problem(f"weight-{code}", "weight_out_of_range", limits)


def planned_criteria(work: Work, plan: SessionPlan) -> list[dict[str, Any]]:
    """The plan's criteria as they read now, in their order. Raises InputRefused."""
    query = select(Criterion).where(Criterion.active).order_by(Criterion.position, Criterion.code)
    known = {one.code: one for one in work.session.scalars(query)}
    if not set(plan.criteria) <= set(known):
        raise InputRefused([Problem("criteria", "unknown_criterion")])
    return [
        {"code": code, "ja": one.title_ja, "en": one.title_en, "weight": plan.weights.get(code, 1)}
        for code, one in known.items()
        if code in plan.criteria
    ]


def require_scorers(plan: SessionPlan) -> None:
    """Refuse a plan by which nobody would score."""
    if not plan.scorers:
        raise InputRefused([Problem("scorers", "required")])


def name_of(member: PanelMember) -> PersonName:
    """A member by id and name, for pages."""
    return PersonName(member.actor.person_id, member.actor.name)
