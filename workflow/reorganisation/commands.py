"""Plans to reorganise: written, decided, cancelled, and taking effect on their day."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from workflow import organisation, plans
from workflow.models import ReorganisationPlan
from workflow.plans import PlanState
from workflow.reorganisation.effect import carry_out
from workflow.reorganisation.mapping import Line, kept
from workflow.reorganisation.queries import basis_of, plan
from workflow.values.actor import require_administrator
from workflow.values.changes import Subject
from workflow.values.cleaning import clean_words
from workflow.values.errors import Conflict, InputRefused, Problem
from workflow.work import Work

LONGEST_TEXT: Final = 100
MOST_LINES: Final = 1000


class PlanOutdated(Conflict):
    """What the plan changes was changed by somebody else since it was decided. Data: name."""

    key = "plan_overtaken"


class PlanNotOpen(Conflict):
    """The plan has taken effect or was cancelled, or is not decided yet. Data: state."""

    key = "plan_not_open"


class PlanTooEarly(Conflict):
    """A plan takes effect on its day, not before. Data: day."""

    key = "plan_too_early"


PLANS: Final = plans.PlanKind(ReorganisationPlan, Subject.PLAN, " | ".join, PlanNotOpen)


def write(
    work: Work,
    plan_id: int | None,
    title: str,
    day: date | None,
    lines: Sequence[Line],
    seen: str | None = None,
) -> int:
    """Write a plan down, or write it anew; it is a draft until it is decided. Gives its id.

    The same draft sent twice is written once; `seen` is what the form showed of it. Raises
    WrongRole, NotFound, PlanNotOpen, ChangedMeanwhile, InputRefused (title, takes_effect_on,
    lines).
    """
    require_administrator(work.actor)
    row = PLANS.open(work, plan_id) if plan_id else None
    title, problems = plans.checked(work, title, day)
    problems += _of_lines(lines)
    if problems or day is None:
        raise InputRefused(problems)
    return PLANS.write(work, row, title, day, kept(lines), seen)


def decide(work: Work, plan_id: int, seen: str) -> None:
    """Decide a plan: it takes effect by itself on its day; `seen` is what its page showed.

    Raises WrongRole, NotFound, PlanNotOpen, PlanOutdated, InputRefused.
    """
    require_administrator(work.actor)
    row = PLANS.open(work, plan_id)
    organisation.lock(work)  # two decided at once would both find no other decided
    shown = plan(work, plan_id)
    if shown.problems:
        raise InputRefused(shown.problems)
    if row.takes_effect_on < work.today:
        raise InputRefused([Problem("takes_effect_on", "day_passed")])
    if seen != shown.seen:
        raise PlanOutdated(name=row.title)
    PLANS.decide(work, row, basis_of(work, row))


def cancel(work: Work, plan_id: int) -> None:
    """Cancel a plan: it never takes effect. Raises WrongRole, NotFound, PlanNotOpen."""
    require_administrator(work.actor)
    PLANS.cancel(work, plan_id)


def take_effect(work: Work, plan_id: int) -> dict[str, int]:
    """Put a decided plan in force, on its day or later; gives what it touched, in figures.

    Raises WrongRole, NotFound, PlanNotOpen, PlanTooEarly, PlanOutdated, InputRefused.
    """
    require_administrator(work.actor)
    row = PLANS.open(work, plan_id)
    if row.takes_effect_on > work.today:
        raise PlanTooEarly(day=row.takes_effect_on)
    if row.state != PlanState.DECIDED:
        raise PlanNotOpen(state=row.state)
    organisation.lock(work)
    if row.basis != basis_of(work, row):
        raise PlanOutdated(name=row.title)
    if problems := plan(work, plan_id).problems:
        raise InputRefused(problems)
    with PLANS.changing(work, row):
        done = carry_out(work, row)
        row.state, row.done_at, row.done = PlanState.DONE.value, work.now, done
    return done


due, ask_again = PLANS.due, PLANS.ask_again


def take_effect_by_itself(work: Work, plan_id: int) -> None:
    """Put a plan in force in the name of who decided it; twice is once.

    Raises what `take_effect` raises: `ask_again` then says so in a unit of work of its own.
    """
    if row := PLANS.if_due(work, plan_id):
        take_effect(plans.as_decided(work, row), plan_id)


def _of_lines(lines: Sequence[Line]) -> Iterator[Problem]:
    """What is wrong with the lines as texts."""
    if len(lines) > MOST_LINES:
        yield Problem("lines", "too_many", {"limit": MOST_LINES})
    for place, line in enumerate(lines):
        for name, text in line._asdict().items():
            try:
                clean_words(f"{place}-{name}", text, LONGEST_TEXT)
            except InputRefused as refused:
                yield from refused.problems
