"""The work behind a step: when and by whom it is to be done, and how far it is."""

from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import delete, insert, or_, select, true

from workflow.models import Person, Undertaking, UndertakingStep, step_people
from workflow.notices import kinds, notify, reminders
from workflow.notices.notify import Recipient
from workflow.undertakings import record
from workflow.undertakings.policy import UndertakingChanged, may_report, require_writer
from workflow.undertakings.record import locked_part
from workflow.values.actor import Actor, permitted
from workflow.values.changes import ChangeAction
from workflow.values.cleaning import Checking
from workflow.values.promotion import OPEN_STEPS, StepState
from workflow.work import Work

LONGEST_TEXT: Final = 2000
MOST_PEOPLE: Final = 20
"""People who are responsible for one step."""


@dataclass(frozen=True)
class StepPlan:
    """When a step begins and is due, and who is responsible: login IDs or names as typed."""

    begins_on: date | None
    due_on: date | None
    people: tuple[str, ...] = ()


@dataclass(frozen=True)
class StepReport:
    """How far a step is, in words too; `done_on` only where it is done."""

    state: StepState
    said: str = ""
    done_on: date | None = None


def plan_step(work: Work, step_id: int, plan: StepPlan, seen: str) -> None:
    """Say when a step is to be done and by whom; who is new among them is told.

    Raises WrongRole, NotFound, UndertakingChanged, InputRefused (due_on, people).
    """
    require_writer(work.actor)
    step = locked_part(work, UndertakingStep, step_id)
    check = Checking()
    check.in_order("due_on", plan.begins_on, plan.due_on)
    people = people_of(work, plan.people, check)
    check.done()
    there = responsible(work, step.id)
    if (plan.begins_on, plan.due_on, set(people)) == (step.begins_on, step.due_on, set(there)):
        return
    if seen != record.seen(work.session, step):
        raise UndertakingChanged()
    with record.recorded(work, step):
        step.begins_on, step.due_on = plan.begins_on, plan.due_on
        put_people(work, step.id, people)
    tell_of_step(work, step, set(people) - set(there))


def report_step(work: Work, step_id: int, report: StepReport, seen: str) -> None:
    """Say how far a step is; the day on which it was done is today unless another is said.

    Raises NotResponsible, NotFound, UndertakingChanged, InputRefused (said, done_on).
    """
    step = locked_part(work, UndertakingStep, step_id)
    permitted(work.actor, may_report(work.actor, responsible(work, step.id)))
    check = Checking()
    said = said_of(report, check, work.today)
    check.done()
    done = report.state is StepState.DONE
    values = {
        "state": report.state.value,
        "said": said,
        "done_on": (report.done_on or work.today) if done else None,
    }
    record.rewrite(work, step, values, seen, ChangeAction.REPORT, said)


def said_of(report: StepReport, check: Checking, today: date) -> str:
    """The clean words of a report; what is wrong with it is told to `check`."""
    check.not_ahead("done_on", report.done_on, today)
    dropped = report.state is StepState.DROPPED
    return check.block("said", report.said, LONGEST_TEXT, needed=dropped)


def responsible(work: Work, step_id: int) -> Sequence[int]:
    """The ids of those who are responsible for a step."""
    query = select(step_people.c.person_id).where(step_people.c.step_id == step_id)
    return work.session.scalars(query).all()


def put_people(work: Work, step_id: int, people: Sequence[int]) -> None:
    """Set the people who are responsible for a step."""
    work.session.execute(delete(step_people).where(step_people.c.step_id == step_id))
    if people:
        rows = [{"step_id": step_id, "person_id": one} for one in people]
        work.session.execute(insert(step_people), rows)


def people_of(work: Work, given: Sequence[str], check: Checking) -> list[int]:
    """The ids of active people by login or name; one that nobody has, or several, is a problem."""
    named = dict.fromkeys(one.strip() for one in given if one.strip())
    if len(named) > MOST_PEOPLE:
        check.wrong("people", "too_many", limit=MOST_PEOPLE)
        return []
    query = select(Person.id, Person.login, Person.name_ja).where(
        Person.active, or_(Person.login.in_(named), Person.name_ja.in_(named))
    )
    rows = work.session.execute(query).all() if named else []
    found: list[int] = []
    for name in named:
        same = [one.id for one in rows if one.login == name] or [
            one.id for one in rows if one.name_ja == name
        ]
        if len(same) == 1:
            found += same
        else:
            key = "responsible_ambiguous" if same else "responsible_unknown"
            check.wrong("people", key, name=name[:100])
    return list(dict.fromkeys(found))


# ------------------------------------------------------------------ who is told


STEP: Final = "undertaking_step"

STEP_DUE: Final = "step_due"

_ON_PAPER: Final = (UndertakingStep.removed_at.is_(None), Undertaking.removed_at.is_(None))

kinds.register(frozenset({STEP, STEP_DUE}), lambda _actor: true())
kinds.register_reminders(STEP_DUE)
kinds.register_pages(dict.fromkeys((STEP_DUE, STEP), ("undertakings/", "undertakings/steps/{of}")))


def _names(work: Work, _reader: Actor, step_ids: Collection[int]) -> Mapping[int, str]:
    """What steps of the paper are called: the undertaking, then the sign and the words."""
    query = (
        select(UndertakingStep.id, Undertaking.title, UndertakingStep.mark, UndertakingStep.text)
        .join(Undertaking, Undertaking.id == UndertakingStep.undertaking_id)
        .where(UndertakingStep.id.in_(step_ids), *_ON_PAPER)
    )
    return {one.id: f"{one.title} {one.mark}{one.text}" for one in work.session.execute(query)}


kinds.register_names((STEP, STEP_DUE), _names)


def tell_of_step(work: Work, step: UndertakingStep, people: Set[int]) -> None:
    """Notify those who are responsible from now on; never the one who said so."""
    by = work.person.person_id
    notify.add_notices(work, None, set(people) - {by}, STEP, str(step.id), work.now, by=by)


def remind(work: Work) -> tuple[Recipient, ...]:
    """Remind those who are responsible for an open step before its day and after it.

    Of the steps on the paper, and of their people those who can sign in.
    """
    query: Any = (
        select(UndertakingStep.id, UndertakingStep.due_on, Person.id)
        .join(Undertaking, Undertaking.id == UndertakingStep.undertaking_id)
        .join(step_people, step_people.c.step_id == UndertakingStep.id)
        .join(Person, Person.id == step_people.c.person_id)
        .where(
            UndertakingStep.state.in_(OPEN_STEPS),
            UndertakingStep.due_on.is_not(None),
            *_ON_PAPER,
            Person.active,
        )
        .order_by(UndertakingStep.due_on, UndertakingStep.id)
    )
    return reminders.remind_each(work, STEP_DUE, work.session.execute(query).all())
