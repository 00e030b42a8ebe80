"""How a session is to be: its plan, and what a plan may say."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow.models import Criterion, Cycle, Person, RoleGrant
from workflow.values.actor import Title
from workflow.values.cleaning import text_problem
from workflow.values.errors import InputRefused, Problem
from workflow.values.text import TextUnclean, clean_line
from workflow.values.vocabulary import Role
from workflow.work import Work

LONGEST_TITLE: Final = 100


@dataclass(frozen=True)
class SessionPlan:
    """How a session is to be: its cycles, who scores, who finalises, by which criteria.

    People are ids; without finalisers every evaluator may finalise. Criteria are codes.
    """

    fiscal_year: int
    title: Title
    begins_on: date | None
    cycle_ids: tuple[str, ...]
    scorers: tuple[int, ...]
    finalisers: tuple[int, ...]
    criteria: tuple[str, ...]


def cleaned(work: Work, plan: SessionPlan) -> SessionPlan:
    """The plan with its titles trimmed. Raises InputRefused naming every field at once."""
    texts: dict[str, str] = {}
    problems = list(_unknown(work.session, plan))
    for name, text in zip(("title_ja", "title_en"), plan.title, strict=True):
        try:
            texts[name] = clean_line(text, LONGEST_TITLE)
        except TextUnclean as unclean:
            problems.append(text_problem(name, unclean))
    if texts.get("title_ja") == "":
        problems.append(Problem("title_ja", "required"))
    if problems:
        raise InputRefused(problems)
    return replace(plan, title=Title(texts["title_ja"], texts["title_en"]))


def _unknown(session: Session, plan: SessionPlan) -> Iterator[Problem]:
    cycles = set(session.scalars(select(Cycle.id).where(Cycle.id.in_(plan.cycle_ids))))
    if not plan.cycle_ids or cycles != set(plan.cycle_ids):
        yield Problem("cycle_ids", "required")
    evaluators = set(
        session.scalars(
            select(Person.id)
            .join(RoleGrant, RoleGrant.person_id == Person.id)
            .where(Person.active, RoleGrant.role == Role.EVALUATOR)
        )
    )
    for name, people in (("scorers", plan.scorers), ("finalisers", plan.finalisers)):
        if not set(people) <= evaluators:
            yield Problem(name, "unknown_evaluator")


def planned_criteria(work: Work, plan: SessionPlan) -> list[dict[str, str]]:
    """The plan's criteria as they read now, in their order. Raises InputRefused."""
    query = select(Criterion).where(Criterion.active).order_by(Criterion.position, Criterion.code)
    known = {one.code: one for one in work.session.scalars(query)}
    if not set(plan.criteria) <= set(known):
        raise InputRefused([Problem("criteria", "unknown_criterion")])
    return [
        {"code": code, "ja": one.title_ja, "en": one.title_en}
        for code, one in known.items()
        if code in plan.criteria
    ]


def require_scorers(plan: SessionPlan) -> None:
    """Refuse a plan by which nobody would score."""
    if not plan.scorers:
        raise InputRefused([Problem("scorers", "required")])
