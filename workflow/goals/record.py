"""What each step of a goal leaves: an entry of the one chain, and notices to those it concerns."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from sqlalchemy import select, true
from sqlalchemy.orm import Session

from workflow import ledger
from workflow.goals.policy import visible_goals
from workflow.models import (
    CARRIERS_IN_ORDER,
    Department,
    Goal,
    GoalIndicator,
    GoalResult,
    Person,
    goal_departments,
)
from workflow.notices import kinds, notify
from workflow.people.holding import active_holders
from workflow.textindex.whole_texts import GOALS
from workflow.values.changes import ChangeAction, Subject
from workflow.values.promotion import GoalAct
from workflow.values.vocabulary import Role
from workflow.work import Work

CHUNK: Final = 500
"""Goals of which the parts are read together."""


def code(goal: Goal) -> str:
    """What the record calls a goal."""
    return f"{goal.fiscal_year}-{goal.id}"


def fields_of(session: Session, goals: Sequence[Goal]) -> dict[int, ledger.Fields]:
    """Each goal as the record keeps it, by id: three queries."""
    ids = [goal.id for goal in goals]
    departments = _departments(session, ids)
    indicators = _indicators(session, ids)
    return {
        goal.id: {
            "number": goal.number,
            "title": goal.title,
            "departments": departments[goal.id],
            "overview": goal.overview,
            "field": goal.field,
            "dx_step": goal.dx_step,
            "state": goal.state,
            "submitted_by": goal.submitted_by,
            "carried_from": goal.carried_from,
            "indicators": indicators[goal.id],
            "conclusion": goal.conclusion,
            "outcome": goal.outcome,
            "revision": goal.revision,
            # Only where there is one: what was recorded before there were teams stays as it is.
            **({"team": goal.team} if goal.team else {}),
        }
        for goal in goals
    }


def put(work: Work, goal: Goal, act: GoalAct, before: ledger.Fields | None, note: str = "") -> None:
    """Record what was done to a goal, in the transaction that does it."""
    work.session.flush()
    goal.revision += 1
    after = fields_of(work.session, [goal])[goal.id]
    entry = ledger.Change(Subject.GOAL, code(goal), ChangeAction(act), before, after, note)
    ledger.record(work, entry)
    GOALS.put(work.session, [goal.id])


def _departments(session: Session, ids: Iterable[int]) -> defaultdict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    query = (
        select(goal_departments.c.goal_id, Department.code)
        .join(Department, Department.id == goal_departments.c.department_id)
        .where(goal_departments.c.goal_id.in_(ids))
        .order_by(goal_departments.c.goal_id, *CARRIERS_IN_ORDER)
    )
    for goal_id, department in session.execute(query):
        found[goal_id].append(department)
    return found


def _indicators(session: Session, ids: Sequence[int]) -> defaultdict[int, list[dict[str, Any]]]:
    """By goal its indicators in order, each with its results, the oldest first."""
    results = _results(session, ids)
    found: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    query = select(GoalIndicator).where(GoalIndicator.goal_id.in_(ids))
    order = (GoalIndicator.goal_id, GoalIndicator.horizon.desc(), GoalIndicator.position)
    for one in session.scalars(query.order_by(*order)):
        found[one.goal_id].append(
            {
                "text": one.text,
                "horizon": one.horizon,
                "kind": one.kind,
                "target": one.target,
                "unit": one.unit,
                "results": results[one.id],
            }
        )
    return found


def _results(session: Session, ids: Sequence[int]) -> defaultdict[int, list[dict[str, Any]]]:
    """By indicator of these goals its results, the oldest first."""
    results: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    said = (
        select(GoalResult, Person.login)
        .join(GoalIndicator, GoalIndicator.id == GoalResult.indicator_id)
        .join(Person, Person.id == GoalResult.by_id)
        .where(GoalIndicator.goal_id.in_(ids))
        .order_by(GoalResult.id)
    )
    for row, login in session.execute(said):
        results[row.indicator_id].append(
            {
                "on": row.measured_on.isoformat(),
                "value": row.value,
                "words": row.words,
                "basis": row.basis,
                "by": login,
            }
        )
    return results


def _current(session: Session) -> Iterator[tuple[str, ledger.Fields]]:
    goals = session.scalars(select(Goal).order_by(Goal.id)).all()
    for start in range(0, len(goals), CHUNK):
        some = goals[start : start + CHUNK]
        fields = fields_of(session, some)
        yield from ((code(goal), fields[goal.id]) for goal in some)


ledger.stands_as(Subject.GOAL, _current)


# ------------------------------------------------------------------ who is told


TURN: Final = "goal_turn"
RETURNED: Final = "goal_returned"
SET: Final = "goal_set"
CLOSED: Final = "goal_closed"
KINDS: Final = frozenset({TURN, RETURNED, SET, CLOSED})

kinds.register(KINDS, lambda _actor: true())
kinds.register_pages(dict.fromkeys((RETURNED, TURN, SET, CLOSED), ("goals/", "goals/{of}")))

kinds.register_names(KINDS, kinds.named_by(Goal.id, Goal.title, visible_goals))

_TOLD: Final = {
    GoalAct.SUBMIT: (TURN, Role.REVIEWER),
    GoalAct.CONFIRM: (TURN, Role.SECRETARIAT),
    GoalAct.SEND_BACK: (RETURNED, None),
    GoalAct.SET: (SET, None),
    GoalAct.CLOSE: (CLOSED, None),
}
"""What is told after an act, and to whom: None are the officers of all its departments."""


def tell_of_step(work: Work, goal: Goal, act: GoalAct) -> None:
    """Notify those whom a step concerns; never the one who took it."""
    if act not in _TOLD:
        return
    kind, role = _TOLD[act]
    people = active_holders(work, role) if role else _officers(work, goal.id)
    by = work.person.person_id
    mark = f"{goal.id}.{goal.revision}"
    notify.add_notices(work, None, people - {by}, kind, mark, work.now, by=by)


def _officers(work: Work, goal_id: int) -> set[int]:
    carrying = select(goal_departments.c.department_id).where(goal_departments.c.goal_id == goal_id)
    found: set[int] = set()
    for department_id in work.session.scalars(carrying).all():
        found |= notify.officers(work, department_id)
    return found
