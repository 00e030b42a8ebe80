"""Telling people that a step of an undertaking is theirs, and that its day is near or past."""

from collections import defaultdict
from collections.abc import Set
from datetime import date
from typing import Any, Final

from sqlalchemy import select, true

from workflow.models import Person, Undertaking, UndertakingStep, step_people
from workflow.notices import kinds, notify, reminders
from workflow.notices.notify import Recipient
from workflow.values.undertakings import OPEN_STEPS
from workflow.work import Work

STEP: Final = "undertaking_step"

STEP_DUE: Final = "step_due"

kinds.register(frozenset({STEP, STEP_DUE}), lambda _actor: true())
kinds.register_reminders(STEP_DUE)
kinds.register_pages(dict.fromkeys((STEP_DUE, STEP), ("undertakings/", "undertakings/steps/{of}")))


def tell(work: Work, step: UndertakingStep, people: Set[int]) -> None:
    """Notify those who are responsible from now on; never the one who said so."""
    by = work.person.person_id
    notify.add_notices(work, None, set(people) - {by}, STEP, str(step.id), work.now, by=by)


def remind(work: Work) -> tuple[Recipient, ...]:
    """Remind those who are responsible for an open step before its day and after it."""
    due: list[Recipient] = []
    for (step_id, day), people in _waited_for(work).items():
        if reminders.is_day_to_remind(work.today, day):
            mark = reminders.marked(work, step_id)
            due += notify.add_notices(work, None, people, STEP_DUE, mark, work.now, until=day)
    return tuple(dict.fromkeys(due))


def _waited_for(work: Work) -> dict[tuple[int, date], set[int]]:
    """The open steps on the paper that have a day, with their people who can sign in."""
    query: Any = (
        select(UndertakingStep.id, UndertakingStep.due_on, Person.id)
        .join(Undertaking, Undertaking.id == UndertakingStep.undertaking_id)
        .join(step_people, step_people.c.step_id == UndertakingStep.id)
        .join(Person, Person.id == step_people.c.person_id)
        .where(
            UndertakingStep.state.in_(OPEN_STEPS),
            UndertakingStep.due_on.is_not(None),
            UndertakingStep.removed_at.is_(None),
            Undertaking.removed_at.is_(None),
            Person.active,
        )
        .order_by(UndertakingStep.due_on, UndertakingStep.id)
    )
    found: defaultdict[tuple[int, date], set[int]] = defaultdict(set)
    for step_id, day, person_id in work.session.execute(query):
        found[step_id, day].add(person_id)
    return found
