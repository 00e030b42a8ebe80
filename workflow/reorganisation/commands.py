"""Plans to reorganise: written, decided, cancelled, and taking effect on their day."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow import ledger, organisation, plans
from workflow.models import ReorganisationPlan
from workflow.plans import OPEN, PlanState
from workflow.reorganisation.effect import carry_out
from workflow.reorganisation.mapping import Line, kept
from workflow.reorganisation.policy import PlanNotOpen, PlanOvertaken, PlanTooEarly
from workflow.reorganisation.queries import basis_of, plan
from workflow.values.changes import ChangeAction, Subject
from workflow.values.cleaning import clean_words
from workflow.values.errors import InputRefused, Problem
from workflow.work import Work

LONGEST_TITLE: Final = 100
LONGEST_TEXT: Final = 100
MOST_LINES: Final = 1000


def write(
    work: Work, plan_id: int | None, title: str, day: date | None, lines: Sequence[Line]
) -> int:
    """Write a plan down, or write it anew; it is a draft until it is decided. Gives its id.

    The same draft sent twice is written once. Raises WrongRole, NotFound, PlanNotOpen,
    InputRefused (title, takes_effect_on, lines).
    """
    person = organisation.require_administrator(work.actor)
    row = _open(work, plan_id) if plan_id else None
    title, problems = _checked(work, title, day, lines)
    if problems or day is None:
        raise InputRefused(problems)
    if row is None and (twin := plans.twin(work, ReorganisationPlan, title, day, kept(lines))):
        return twin
    before = fields(row) if row else None
    if row is None:
        row = ReorganisationPlan(created_by=person.person_id, created_at=work.now, done={})
        work.session.add(row)
    row.title, row.takes_effect_on, row.lines = title, day, kept(lines)
    row.state, row.basis = PlanState.DRAFT.value, ""
    work.session.flush()
    _record(work, row, before, ChangeAction.CHANGE if before else ChangeAction.ADD)
    return row.id


def decide(work: Work, plan_id: int, seen: str) -> None:
    """Let a plan take effect by itself on its day; `seen` is what the page of it showed.

    Raises WrongRole, NotFound, PlanNotOpen, PlanOvertaken, InputRefused.
    """
    person = organisation.require_administrator(work.actor)
    row = _open(work, plan_id)
    shown = plan(work, plan_id)
    if shown.problems:
        raise InputRefused(shown.problems)
    if row.takes_effect_on < work.today:
        raise InputRefused([Problem("takes_effect_on", "plan_day_past")])
    if seen != shown.seen:
        raise PlanOvertaken(name=row.title)
    before = fields(row)
    row.state, row.basis = PlanState.DECIDED.value, basis_of(work, row)
    row.decided_by = person.person_id
    work.session.flush()
    _record(work, row, before, ChangeAction.SWITCH_ON)


def cancel(work: Work, plan_id: int) -> None:
    """Let a plan never take effect. Raises WrongRole, NotFound, PlanNotOpen."""
    organisation.require_administrator(work.actor)
    row = _open(work, plan_id)
    before = fields(row)
    row.state = PlanState.CANCELLED.value
    work.session.flush()
    _record(work, row, before, ChangeAction.SWITCH_OFF)


def take_effect(work: Work, plan_id: int) -> dict[str, int]:
    """Put a decided plan in force, on its day or later; gives what it touched, in figures.

    Raises WrongRole, NotFound, PlanNotOpen, PlanTooEarly, PlanOvertaken, InputRefused.
    """
    organisation.require_administrator(work.actor)
    row = _open(work, plan_id)
    if row.takes_effect_on > work.today:
        raise PlanTooEarly(day=row.takes_effect_on)
    if row.state != PlanState.DECIDED:
        raise PlanNotOpen(state=row.state)
    if row.basis != basis_of(work, row):
        raise PlanOvertaken(name=row.title)
    if problems := plan(work, plan_id).problems:
        raise InputRefused(problems)
    before = fields(row)
    done = carry_out(work, row)
    row.state, row.done_at, row.done = PlanState.DONE.value, work.now, done
    work.session.flush()
    _record(work, row, before, ChangeAction.CHANGE)
    return done


def due(work: Work) -> tuple[int, ...]:
    """The decided plans whose day has come, the earliest first."""
    return plans.due(work, ReorganisationPlan)


def take_effect_by_itself(work: Work, plan_id: int) -> None:
    """Put a plan in force in the name of who decided it; twice is once.

    Raises what `take_effect` raises: `ask_again` then says so in a unit of work of its own.
    """
    row = plans.found(work, ReorganisationPlan, plan_id, locked=True)
    if row.state == PlanState.DECIDED and row.takes_effect_on <= work.today:
        take_effect(plans.as_decided(work, row), plan_id)


def ask_again(work: Work, plan_id: int) -> None:
    """Let a plan that could not take effect wait for somebody to look at it again."""
    row = plans.found(work, ReorganisationPlan, plan_id, locked=True)
    if row.state != PlanState.DECIDED:
        return
    before = fields(row)
    row.state = PlanState.OVERTAKEN.value
    work.session.flush()
    _record(plans.as_decided(work, row), row, before, ChangeAction.CHANGE)


def fields(row: ReorganisationPlan) -> dict[str, Any]:
    """How a plan stands, as the record of changes has it."""
    return {
        "title": row.title,
        "takes_effect_on": row.takes_effect_on.isoformat(),
        "state": row.state,
        "lines": [" | ".join(line) for line in row.lines],
        "decided_by": row.decided_by,
    }


def _stand(session: Session) -> Iterator[tuple[str, dict[str, Any]]]:
    for row in session.scalars(select(ReorganisationPlan).order_by(ReorganisationPlan.id)):
        yield str(row.id), fields(row)


ledger.stands_as(Subject.PLAN, _stand)


def _record(
    work: Work, row: ReorganisationPlan, before: dict[str, Any] | None, action: ChangeAction
) -> None:
    ledger.record(work, ledger.Change(Subject.PLAN, str(row.id), action, before, fields(row)))


def _open(work: Work, plan_id: int) -> ReorganisationPlan:
    row = plans.found(work, ReorganisationPlan, plan_id, locked=True)
    if PlanState(row.state) not in OPEN:
        raise PlanNotOpen(state=row.state)
    return row


def _checked(
    work: Work, title: str, day: date | None, lines: Sequence[Line]
) -> tuple[str, list[Problem]]:
    problems: list[Problem] = []
    try:
        title = clean_words("title", title, LONGEST_TITLE)
    except InputRefused as refused:
        problems += refused.problems
    if not title.strip():
        problems.append(Problem("title", "required"))
    if day is None:
        problems.append(Problem("takes_effect_on", "required"))
    elif day < work.today:
        problems.append(Problem("takes_effect_on", "plan_day_past"))
    if len(lines) > MOST_LINES:
        problems.append(Problem("lines", "too_many", {"limit": MOST_LINES}))
    return title, [*problems, *_unclean(lines)]


def _unclean(lines: Sequence[Line]) -> Iterator[Problem]:
    for place, line in enumerate(lines):
        for name, text in line._asdict().items():
            try:
                clean_words(f"{place}-{name}", text, LONGEST_TEXT)
            except InputRefused as refused:
                yield from refused.problems
