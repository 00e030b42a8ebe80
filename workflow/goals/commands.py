"""Every step of a goal, through one function: permitted, checked, done, recorded, told."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from sqlalchemy import func, select

from workflow import ledger
from workflow.goals import record, writing
from workflow.goals.policy import (
    STEPS,
    GoalChanged,
    GoalFacts,
    GoalIncomplete,
    may,
    may_draft,
    visible_goals,
)
from workflow.goals.record import tell_of_step
from workflow.goals.writing import GoalDraft, cleaned
from workflow.models import Goal, OfficeChange
from workflow.models.base import locked_row
from workflow.organisation import department_named
from workflow.values.actor import permitted
from workflow.values.changes import Subject
from workflow.values.cleaning import clean_words
from workflow.values.clock import SENT_TWICE_WITHIN
from workflow.values.errors import InputRefused, Problem
from workflow.values.promotion import TEAMS_FROM, Conclusion, GoalAct, GoalState
from workflow.work import Work

LONGEST_NOTE: Final = 2000
NEEDED: Final = ("overview", "field", "dx_step", "year_end")
"""What a goal says before it is submitted, besides its title."""
NEEDED_OF_TEAMS: Final = ("year_end",)

Change = Callable[[Goal], None]


def draft(work: Work, year: int, given: GoalDraft) -> int:
    """Begin a goal of a fiscal year; gives its id. Sent again within a minute, it begins no second.

    Raises NotSignedIn, WrongRole, OtherDepartment, InputRefused.
    """
    clean = cleaned(work, year, given)
    lead = department_named(work, clean.departments[0])
    by = permitted(work.actor, may_draft(work.actor, lead))
    goal_id = _sent_before(work, year, clean.title, by.login)
    return goal_id or add(work, year, clean).id


def add(
    work: Work,
    year: int,
    given: GoalDraft,
    *,
    number: int | None = None,
    state: GoalState = GoalState.DRAFT,
    carried_from: int | None = None,
) -> Goal:
    """Put a goal down that somebody was permitted to begin, and record it."""
    ledger.lock(work)  # two at once would take the same number
    goal = Goal(
        fiscal_year=year,
        number=number or _next_number(work, year, given.team),
        team=given.team,
        state=state,
        carried_from=carried_from,
        revision=0,
        title=given.title,
        overview=given.overview,
        field=given.field,
        dx_step=given.dx_step,
        outcome="",
    )
    work.session.add(goal)
    writing.write(work, goal, given)
    began = GoalAct.SET if state is GoalState.SET else GoalAct.DRAFT
    record.put(work, goal, GoalAct.CARRY if carried_from else began, None)
    return goal


def edit(work: Work, goal_id: int, given: GoalDraft, seen: int) -> None:
    """Write a draft, or what was sent back, anew; a team's goal stays a team's.

    Raises NotFound, the policy's refusals, OtherDepartment, GoalChanged, InputRefused.
    """

    goal = locked(work, goal_id)
    clean = cleaned(work, goal.fiscal_year, replace(given, team=given.team if goal.team else ""))
    if goal.team and not clean.team:
        raise InputRefused([Problem("team", "required")])
    if clean == writing.written(work, goal.id):
        permitted(work.actor, may(work.actor, GoalAct.EDIT, facts_of(work, goal)))
        return

    def change(goal: Goal) -> None:
        permitted(work.actor, may_draft(work.actor, department_named(work, clean.departments[0])))
        writing.write(work, goal, clean)

    perform(work, goal_id, GoalAct.EDIT, seen, change)


def submit(work: Work, goal_id: int, seen: int) -> None:
    """Hand a goal to the center. Raises besides GoalIncomplete."""

    def change(goal: Goal) -> None:
        said = writing.written(work, goal.id)
        needed = NEEDED_OF_TEAMS if goal.team else NEEDED
        if missing := tuple(name for name in needed if not getattr(said, name)):
            raise GoalIncomplete(fields=missing, **({"reason": "team"} if goal.team else {}))
        goal.submitted_by = work.person.person_id

    perform(work, goal_id, GoalAct.SUBMIT, seen, change)


def move(work: Work, goal_id: int, act: GoalAct, seen: int, note: str = "") -> None:
    """Confirm, send back, set or withdraw. Raises as `perform`, SeparationOfDuties."""
    perform(work, goal_id, act, seen, lambda _goal: None, note)


def close(work: Work, goal_id: int, conclusion: Conclusion | None, outcome: str, seen: int) -> None:
    """Close a goal with what it came to. Raises besides InputRefused (conclusion, outcome)."""
    words = clean_words("outcome", outcome, LONGEST_NOTE)
    missing = {"conclusion": conclusion, "outcome": words}
    problems = [Problem(name, "required") for name, given in missing.items() if not given]

    def change(goal: Goal) -> None:
        if problems or conclusion is None:
            raise InputRefused(problems)
        goal.conclusion, goal.outcome = conclusion.value, words

    perform(work, goal_id, GoalAct.CLOSE, seen, change, words)


def perform(
    work: Work, goal_id: int, act: GoalAct, seen: int, change: Change, note: str = ""
) -> None:
    """Take one act: permit, check, change, record, tell; nothing of it if any is refused.

    The one way in which a goal that is there changes. A second delivery of the same does nothing.
    Raises NotFound, NotSignedIn, WrongRole, OtherDepartment, SeparationOfDuties, GoalNotInState,
    GoalChanged, InputRefused (reason).
    """
    words = clean_words("reason", note, LONGEST_NOTE)
    goal = locked(work, goal_id)
    if _delivered_before(work, goal, act, seen, words):
        return
    permitted(work.actor, may(work.actor, act, facts_of(work, goal)))
    if goal.revision != seen:
        raise GoalChanged()
    if STEPS[act].note and not words:
        raise InputRefused([Problem("reason", "required")])
    before = record.fields_of(work.session, [goal])[goal.id]
    change(goal)
    if to := STEPS[act].to:
        goal.state = to
    record.put(work, goal, act, before, words)
    tell_of_step(work, goal, act)


def facts_of(work: Work, goal: Goal) -> GoalFacts:
    """What the rules are asked with."""
    carrying = writing.carriers(work, goal.id)
    lead = carrying[0] if carrying else 0
    return GoalFacts(GoalState(goal.state), lead, frozenset(carrying), goal.submitted_by)


def locked(work: Work, goal_id: int) -> Goal:
    """The row of a goal, which nobody else changes meanwhile. Raises NotFound."""
    query = select(Goal).where(Goal.id == goal_id, visible_goals(work.actor))
    return locked_row(work.session, query, goal_id, "goal")


def _delivered_before(work: Work, goal: Goal, act: GoalAct, seen: int, words: str) -> bool:
    """Whether the latest change is this very one, sent by the same person a first time."""
    if goal.revision != seen + 1 or work.actor is None or act is GoalAct.EDIT:
        return False
    return ledger.was_last(work, Subject.GOAL, record.code(goal), act.value, words)


def _sent_before(work: Work, year: int, title: str, login: str) -> int | None:
    """A goal with this title that the same person began a moment ago."""
    for goal in work.session.scalars(
        select(Goal).where(
            Goal.fiscal_year == year, Goal.title == title, Goal.state == GoalState.DRAFT
        )
    ):
        began = work.session.scalar(
            select(OfficeChange.at).where(
                OfficeChange.subject == Subject.GOAL,
                OfficeChange.code == record.code(goal),
                OfficeChange.action == GoalAct.DRAFT,
                OfficeChange.actor_login == login,
            )
        )
        if began and began >= work.now - SENT_TWICE_WITHIN:
            return goal.id
    return None


def _next_number(work: Work, year: int, team: str) -> int:
    """The next of the departments, or of all teams."""
    same_kind = (Goal.team != "") if team else (Goal.team == "")
    query = select(func.max(Goal.number)).where(Goal.fiscal_year == year, same_kind)
    return (work.session.scalar(query) or (TEAMS_FROM if team else 0)) + 1
