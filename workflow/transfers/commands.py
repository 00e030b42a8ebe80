"""Transfer plans: written, decided, cancelled, and taking effect on their day."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow import ledger, plans
from workflow.models import Person, TransferPlan
from workflow.people import record
from workflow.people.administration import administration, granted
from workflow.people.particulars import work_at
from workflow.people.policy import require_administrator
from workflow.plans import OPEN, PlanState
from workflow.transfers.following import Followers
from workflow.transfers.handovers import hand_over
from workflow.transfers.lines import HEADINGS, MOST_LINES, Line, kept, lines_of
from workflow.transfers.passing import pass_on
from workflow.transfers.policy import TransferNotOpen, TransferOvertaken, TransferTooEarly
from workflow.transfers.queries import basis_of
from workflow.transfers.resolving import Move, Resolved, resolve
from workflow.values.changes import ChangeAction, Subject
from workflow.values.cleaning import clean_words
from workflow.values.errors import InputRefused, Problem
from workflow.work import Work

LONGEST_TITLE: Final = 100


def write(
    work: Work, plan_id: int | None, title: str, day: date | None, lines: Sequence[Line] | None
) -> int:
    """Write a plan down, or (with its id) anew: a draft until it is decided. Gives its id.

    `lines` is None where no head was found. The same draft sent twice is written once. Raises
    WrongRole, NotFound, TransferNotOpen, InputRefused (title, takes_effect_on, lines).
    """
    person = require_administrator(work.actor)
    row = _open(work, plan_id) if plan_id else None
    clean, problems = _checked(work, title, day, lines)
    if problems or day is None or lines is None:
        raise InputRefused(problems)
    if row is None and (twin := plans.twin(work, TransferPlan, clean, day, kept(lines))):
        return twin
    before = fields(row) if row else None
    if row is None:
        row = TransferPlan(created_by=person.person_id, created_at=work.now)
        work.session.add(row)
    row.title, row.takes_effect_on, row.lines = clean, day, kept(lines)
    row.state, row.basis = PlanState.DRAFT.value, ""
    work.session.flush()
    _record(work, row, before, ChangeAction.CHANGE if before else ChangeAction.ADD)
    return row.id


def decide(work: Work, plan_id: int, seen: str) -> None:
    """Let a plan take effect by itself on its day; `seen` is what the page of it showed.

    Raises WrongRole, NotFound, TransferNotOpen, TransferOvertaken, InputRefused (lines).
    """
    person = require_administrator(work.actor)
    row = _open(work, plan_id)
    found = _resolved(work, row, seen)
    before = fields(row)
    row.state, row.basis = PlanState.DECIDED.value, basis_of(work, row, found)
    row.decided_by = person.person_id
    work.session.flush()
    _record(work, row, before, ChangeAction.SWITCH_ON)


def cancel(work: Work, plan_id: int) -> None:
    """Let a plan never take effect. Raises WrongRole, NotFound, TransferNotOpen."""
    require_administrator(work.actor)
    row = _open(work, plan_id)
    before = fields(row)
    row.state = PlanState.CANCELLED.value
    work.session.flush()
    _record(work, row, before, ChangeAction.SWITCH_OFF)


def take_effect(work: Work, plan_id: int, seen: str) -> None:
    """Put a plan in force now, on its day or later.

    Raises WrongRole, NotFound, TransferNotOpen, TransferTooEarly, TransferOvertaken,
    InputRefused (lines).
    """
    person = require_administrator(work.actor)
    row = _open(work, plan_id)
    if row.takes_effect_on > work.today:
        raise TransferTooEarly(day=row.takes_effect_on)
    found, before = _resolved(work, row, seen), fields(row)
    _carry_out(work, row, found)
    row.state, row.done_at = PlanState.DONE.value, work.now
    row.decided_by = row.decided_by or person.person_id
    work.session.flush()
    _record(work, row, before, ChangeAction.CHANGE)


def due(work: Work) -> tuple[int, ...]:
    """The decided plans whose day has come, the earliest first."""
    return plans.due(work, TransferPlan)


def take_effect_by_itself(work: Work, plan_id: int) -> None:
    """Put a decided plan in force in the name of who decided it; twice is once.

    Raises what `take_effect` raises: `ask_again` then says so in a unit of work of its own.
    """
    row = plans.found(work, TransferPlan, plan_id, locked=True)
    if row.state == PlanState.DECIDED and row.takes_effect_on <= work.today:
        take_effect(plans.as_decided(work, row), plan_id, row.basis)


def ask_again(work: Work, plan_id: int) -> None:
    """Let a plan that could not take effect wait for somebody to look at it again."""
    row = plans.found(work, TransferPlan, plan_id, locked=True)
    if row.state != PlanState.DECIDED:
        return
    before = fields(row)
    row.state = PlanState.OVERTAKEN.value
    work.session.flush()
    _record(plans.as_decided(work, row), row, before, ChangeAction.CHANGE)


def fields(row: TransferPlan) -> dict[str, Any]:
    """How a plan stands, as the record of changes has it."""
    return {
        "title": row.title,
        "takes_effect_on": row.takes_effect_on.isoformat(),
        "state": row.state,
        "lines": [_words(cells) for _row, cells in row.lines],
        "decided_by": row.decided_by,
    }


def _words(cells: Mapping[str, str]) -> str:
    """A line in the order of its columns, whatever order it is stored in."""
    return " | ".join(cells[column] for column in HEADINGS if column in cells)


def _standing(session: Session) -> Iterator[tuple[str, dict[str, Any]]]:
    for row in session.scalars(select(TransferPlan).order_by(TransferPlan.id)):
        yield str(row.id), fields(row)


ledger.stands_as(Subject.TRANSFER, _standing)


def _record(
    work: Work, row: TransferPlan, before: dict[str, Any] | None, action: ChangeAction
) -> None:
    ledger.record(work, ledger.Change(Subject.TRANSFER, str(row.id), action, before, fields(row)))


def _carry_out(work: Work, row: TransferPlan, found: Resolved) -> None:
    """End what is left and give what comes, each person as one change; hand over what passes on."""
    hand_over(work, row, found)
    follows = Followers(found)
    people = {one.person.id: one.person for one in found.moves}
    with record.recorded(work, people.values(), ChangeAction.CHANGE), administration(work, "lines"):
        _lock(work, people)
        pass_on(work, follows.leavers, follows)
        for move in found.moves:
            _leave(move, work.today)
        work.session.flush()
        for move in found.moves:
            _come(move)


def _lock(work: Work, people: Collection[int]) -> None:
    """Keep people for this transaction before anything is recorded, as others keep one."""
    rows = select(Person.id).where(Person.id.in_(people)).order_by(Person.id)
    work.session.execute(rows.with_for_update(key_share=True))


def _leave(move: Move, today: date) -> None:
    """The last day of a role is the day before; one that has not begun by then never does."""
    last = today - timedelta(days=1)
    for grant in move.leaves:
        if grant.from_on is not None and grant.from_on > last:
            grant.ended_on = today
        else:
            grant.until_on = last
    if move.off:
        move.person.active = False


def _come(move: Move) -> None:
    if move.place is not None:
        work_at(move.person, move.place)
    move.person.grants += [granted(asked) for asked in move.comes]


def _resolved(work: Work, row: TransferPlan, seen: str) -> Resolved:
    found = resolve(work, lines_of(row.lines), max(row.takes_effect_on, work.today))
    if found.problems:
        raise InputRefused(
            [Problem("lines", "transfer_has_problems", {"count": len(found.problems)})]
        )
    if seen != basis_of(work, row, found):
        raise TransferOvertaken(name=row.title)
    return found


def _open(work: Work, plan_id: int) -> TransferPlan:
    row = plans.found(work, TransferPlan, plan_id, locked=True)
    if PlanState(row.state) not in OPEN:
        raise TransferNotOpen(state=row.state)
    return row


def _checked(
    work: Work, title: str, day: date | None, lines: Sequence[Line] | None
) -> tuple[str, list[Problem]]:
    problems: list[Problem] = []
    try:
        title = clean_words("title", title, LONGEST_TITLE).strip()
    except InputRefused as refused:
        problems += refused.problems
    if not title:
        problems.append(Problem("title", "required"))
    if day is None:
        problems.append(Problem("takes_effect_on", "required"))
    elif day < work.today:
        problems.append(Problem("takes_effect_on", "day_passed"))
    if lines is None:
        problems.append(Problem("lines", "transfer_no_head"))
    elif not lines:
        problems.append(Problem("lines", "required"))
    elif len(lines) > MOST_LINES:
        problems.append(Problem("lines", "too_many", {"limit": MOST_LINES}))
    return title, problems
