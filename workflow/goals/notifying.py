"""Who is told of a step of a goal: those whose turn it is now, and the department."""

from typing import Final

from sqlalchemy import select, true

from workflow.models import Goal, Person, goal_departments
from workflow.notices import kinds, notify
from workflow.people.holding import holders
from workflow.values.goals import GoalAct
from workflow.values.vocabulary import Role
from workflow.work import Work

TURN: Final = "goal_turn"
RETURNED: Final = "goal_returned"
SET: Final = "goal_set"
CLOSED: Final = "goal_closed"
KINDS: Final = frozenset({TURN, RETURNED, SET, CLOSED})

kinds.register(KINDS, lambda _actor: true())
kinds.register_pages(dict.fromkeys((RETURNED, TURN, SET, CLOSED), ("goals/", "goals/{of}")))

_TOLD: Final = {
    GoalAct.SUBMIT: (TURN, Role.REVIEWER),
    GoalAct.CONFIRM: (TURN, Role.SECRETARIAT),
    GoalAct.SEND_BACK: (RETURNED, None),
    GoalAct.SET: (SET, None),
    GoalAct.CLOSE: (CLOSED, None),
}
"""What is told after an act, and to whom: None are the officers of all its departments."""


def tell(work: Work, goal: Goal, act: GoalAct) -> None:
    """Notify those whom a step concerns; never the one who took it."""
    if act not in _TOLD:
        return
    kind, role = _TOLD[act]
    people = _holders(work, role) if role else _officers(work, goal.id)
    by = work.person.person_id
    mark = f"{goal.id}.{goal.revision}"
    notify.add_notices(work, None, people - {by}, kind, mark, work.now, by=by)


def _holders(work: Work, role: Role) -> set[int]:
    held = holders(work.today, role)
    query = select(Person.id).where(Person.active, Person.id.in_(held))
    return set(work.session.scalars(query))


def _officers(work: Work, goal_id: int) -> set[int]:
    carrying = select(goal_departments.c.department_id).where(goal_departments.c.goal_id == goal_id)
    found: set[int] = set()
    for department_id in work.session.scalars(carrying).all():
        found |= notify.officers(work, department_id)
    return found
