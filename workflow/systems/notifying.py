"""Who is told of a step of a review, and reminded of the answers that a department still owes."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from sqlalchemy import select, true

from workflow.models import Person, System
from workflow.notices import kinds, notify, reminders
from workflow.notices.notify import Recipient
from workflow.people.holding import holders
from workflow.values.systems import ReviewState, SystemAct
from workflow.values.vocabulary import Role
from workflow.work import Work

DUE: Final = "systems_due"
RETURNED: Final = "system_returned"
ASKED: Final = "system_asked"
ALL_ASKED: Final = "systems_asked"
TURN: Final = "system_turn"
DECIDED: Final = "system_decided"
DONE: Final = "system_done"

SURVEYS: Final = "systems/?state=survey"
"""Where a department finds all that it is asked for."""

kinds.register(
    frozenset({DUE, RETURNED, ASKED, ALL_ASKED, TURN, DECIDED, DONE}), lambda _actor: true()
)
kinds.register_pages(
    {
        DUE: (SURVEYS, SURVEYS),
        RETURNED: (SURVEYS, "systems/{of}"),
        ALL_ASKED: (SURVEYS, SURVEYS),
        ASKED: (SURVEYS, "systems/{of}"),
        TURN: ("systems/?state=study", "systems/{of}"),
        DECIDED: ("systems/?state=policy", "systems/{of}"),
        DONE: ("systems/?state=done", "systems/{of}"),
    }
)
kinds.register_reminders(DUE)

_TO_DEPARTMENT: Final = {
    SystemAct.ASK: ASKED,
    SystemAct.REVIEW: ASKED,
    SystemAct.SEND_BACK: RETURNED,
    SystemAct.ASSESS: DECIDED,
}
_TO_CENTER: Final = {SystemAct.SURVEY: TURN, SystemAct.CARRY_OUT: DONE}


def tell(work: Work, system: System, act: SystemAct) -> None:
    """Notify those whom a step of the review concerns; never the one who took it.

    The department of a system that takes over from others is told of that decision too.
    """
    mark = f"{system.id}.{system.revision}"
    if kind := _TO_CENTER.get(act):
        _notify(work, _reviewers(work), kind, mark)
    elif kind := _TO_DEPARTMENT.get(act):
        people = notify.officers(work, system.department_id)
        _notify(work, people, kind, mark, system.answer_by)
        if act is SystemAct.ASSESS and system.merges_into_id is not None:
            into = work.session.get_one(System, system.merges_into_id)
            taking = notify.officers(work, into.department_id) - people
            _notify(work, taking, DECIDED, f"{into.id}.{system.id}.{system.revision}")


def tell_all(work: Work, systems: Iterable[System], answer_by: date) -> None:
    """Notify each department once that it is asked for its answers on several systems."""
    for department_id in sorted({one.department_id for one in systems}):
        mark = f"{work.now:%y%m%d%H%M%S}"
        _notify(work, notify.officers(work, department_id), ALL_ASKED, mark, answer_by)


def _notify(work: Work, people: set[int], kind: str, mark: str, until: date | None = None) -> None:
    by = work.person.person_id
    notify.add_notices(work, None, people - {by}, kind, mark, work.now, by=by, until=until)


def _reviewers(work: Work) -> set[int]:
    held = holders(work.today, Role.REVIEWER)
    query = select(Person.id).where(Person.active, Person.id.in_(held))
    return set(work.session.scalars(query))


def remind(work: Work) -> tuple[Recipient, ...]:
    """Remind departments of surveys that are due soon or overdue: once a day, whatever many."""
    asked = (System.state == ReviewState.SURVEY, System.answer_by.is_not(None))
    days = select(System.department_id, System.answer_by).where(*asked).distinct()
    late = {
        one.department_id
        for one in work.session.execute(days)
        if reminders.is_day_to_remind(work.today, one.answer_by)
    }
    people = set[int]().union(*(notify.officers(work, one) for one in sorted(late)))
    return notify.add_notices(work, None, people, DUE, work.today.isoformat(), work.now)
