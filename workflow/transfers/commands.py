"""Transfer plans: written, their questions answered, decided, cancelled, and taking effect."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from workflow import organisation, plans
from workflow.models import TransferPlan
from workflow.people import record
from workflow.people.administration import granted
from workflow.people.locking import administration, lock_people
from workflow.people.particulars import work_at
from workflow.people.policy import is_of_departments
from workflow.plans import PlanState
from workflow.plans import find as find_plan
from workflow.transfers.following import Followers
from workflow.transfers.handovers import hand_over
from workflow.transfers.lines import HEADINGS, MOST_LINES, MOST_ROWS, NOTHING, Line, kept, lines_of
from workflow.transfers.passing import pass_on
from workflow.transfers.policy import TransferNotOpen, TransferOutdated, TransferTooEarly
from workflow.transfers.proposing import propose
from workflow.transfers.queries import basis_of, choice_of, concerned
from workflow.transfers.questions import answered, place_names, questions_of
from workflow.transfers.resolving import Move, Resolved, resolve
from workflow.values.actor import require_administrator
from workflow.values.changes import ChangeAction, Subject
from workflow.values.errors import InputRefused, Problem
from workflow.values.paper_words import role_word
from workflow.values.vocabulary import AnyRole, Role
from workflow.work import Work


def _words(stored: Any) -> str:
    """A stored line in the order of its columns; "" where the plan does nothing by it."""
    (line,) = lines_of([stored])
    said = (line.cells[column] for column in HEADINGS if column in line.cells)
    return " | ".join(said) if line.is_carried_out else ""


PLANS: Final = plans.PlanKind(TransferPlan, Subject.TRANSFER, _words, TransferNotOpen)


def write(
    work: Work,
    plan_id: int | None,
    title: str,
    day: date | None,
    lines: Sequence[Line] | None,
    seen: str | None = None,
) -> int:
    """Write a plan down, or (with its id) anew: a draft until it is decided. Gives its id.

    Listed lines become proposals, where they can be read. `lines` is None where no head was
    found, `seen` what the form showed of it. The same draft sent twice is written once. Raises
    WrongRole, NotFound, TransferNotOpen, ChangedMeanwhile, InputRefused (title, takes_effect_on,
    lines).
    """
    require_administrator(work.actor)
    row = PLANS.open(work, plan_id) if plan_id else None
    if day and lines:
        lines = _proposed(work, lines, day)
    title, problems = plans.checked(work, title, day)
    if lines is None:
        problems.append(Problem("lines", "transfer_no_head"))
    elif not lines:
        problems.append(Problem("lines", "required"))
    elif len(lines) > MOST_ROWS or sum(one.is_carried_out for one in lines) > MOST_LINES:
        problems.append(Problem("lines", "too_many", {"limit": MOST_LINES}))
    if problems or day is None or lines is None:
        raise InputRefused(problems)
    return PLANS.write(work, row, title, day, kept(lines), seen)


def decide(work: Work, plan_id: int, seen: str) -> None:
    """Decide a plan: it takes effect by itself on its day; `seen` is what its page showed.

    Raises WrongRole, NotFound, TransferNotOpen, TransferOutdated, InputRefused (lines).
    """
    require_administrator(work.actor)
    row = PLANS.open(work, plan_id)
    found = _resolved(work, row, seen)
    PLANS.decide(work, row, basis_of(work, row, found))


def cancel(work: Work, plan_id: int) -> None:
    """Cancel a plan: it never takes effect. Raises WrongRole, NotFound, TransferNotOpen."""
    require_administrator(work.actor)
    PLANS.cancel(work, plan_id)


def take_effect(work: Work, plan_id: int, seen: str) -> None:
    """Put a plan in force now, on its day or later.

    Raises WrongRole, NotFound, TransferNotOpen, TransferTooEarly, TransferOutdated,
    InputRefused (lines).
    """
    person = require_administrator(work.actor)
    row = PLANS.open(work, plan_id)
    if row.takes_effect_on > work.today:
        raise TransferTooEarly(day=row.takes_effect_on)
    organisation.keep(work)
    lock_people(work, (one.id for one in concerned(_looked_up(work, row))))
    found = _resolved(work, row, seen)
    with PLANS.changing(work, row):
        _carry_out(work, row, found)
        row.state, row.done_at = PlanState.DONE.value, work.now
        row.decided_by = row.decided_by or person.person_id


due, ask_again = PLANS.due, PLANS.ask_again


def take_effect_by_itself(work: Work, plan_id: int) -> None:
    """Put a decided plan in force in the name of who decided it; twice is once.

    Raises what `take_effect` raises: `ask_again` then says so in a unit of work of its own.
    """
    if row := PLANS.if_due(work, plan_id):
        take_effect(plans.as_decided(work, row), plan_id, row.basis)


def _carry_out(work: Work, row: TransferPlan, found: Resolved) -> None:
    """End what is left and give what comes, each person as one change; hand over what passes on."""
    hand_over(work, row, found)
    follows = Followers(found)
    people = {one.person.id: one.person for one in found.moves}
    with record.recorded(work, people.values(), ChangeAction.CHANGE), administration(work, "lines"):
        pass_on(work, follows.leavers, follows)
        for move in found.moves:
            _leave(move, work.today)
        work.session.flush()
        for move in found.moves:
            _come(move)


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


def _proposed(work: Work, lines: Sequence[Line], day: date) -> Sequence[Line]:
    """The lines with a proposal in the place of each that a personnel section wrote."""
    if not any(one.is_listed for one in lines):
        return lines
    found = resolve(work, (), max(day, work.today))
    return propose(lines, found.people, found.places, found.day).lines


def _looked_up(work: Work, row: TransferPlan) -> Resolved:
    return resolve(work, lines_of(row.lines), max(row.takes_effect_on, work.today))


def _resolved(work: Work, row: TransferPlan, seen: str) -> Resolved:
    found = _looked_up(work, row)
    if found.problems:
        raise InputRefused(
            [Problem("lines", "transfer_has_problems", {"count": len(found.problems)})]
        )
    if seen != basis_of(work, row, found):
        raise TransferOutdated(name=row.title)
    return found


# ------------------------------------------------- decided on the page of a plan


def answer(work: Work, plan_id: int, seen: str, answers: Sequence[str]) -> None:
    """Take the answers to a plan's questions, in their order; "" leaves one open.

    Raises WrongRole, NotFound, TransferNotOpen, TransferOutdated.
    """
    plan, found, lines = _looked_at(work, plan_id, seen)
    places = place_names(found)
    for question, said in zip(questions_of(found, lines), answers, strict=False):
        for at in question.lines:
            lines[at] = answered(question, lines[at], said, places)
    write(work, plan_id, plan.title, plan.takes_effect_on, lines)


def choose_roles(work: Work, plan_id: int, seen: str, roles: Sequence[str]) -> None:
    """Give other roles than are proposed, or "" for none, in the order of the moves that offer it.

    Raises as `answer` does.
    """
    plan, found, lines = _looked_at(work, plan_id, seen)
    offered = (one for one in found.moves if choice_of(one) is not None)
    for move, said in zip(offered, roles, strict=False):
        if said != choice_of(move):
            lines[lines.index(move.line)] = _with_role(found, move, said)
    write(work, plan_id, plan.title, plan.takes_effect_on, lines)


def _looked_at(work: Work, plan_id: int, seen: str) -> tuple[TransferPlan, Resolved, list[Line]]:
    require_administrator(work.actor)
    plan = find_plan(work, TransferPlan, plan_id, locked=True)
    lines = list(lines_of(plan.lines))
    found = resolve(work, lines, max(plan.takes_effect_on, work.today))
    if seen != basis_of(work, plan, found):
        raise TransferOutdated(name=plan.title)
    return plan, found, lines


def _with_role(found: Resolved, move: Move, said: str) -> Line:
    """The line with another new role: for its department, where it is one of departments."""
    office = found.places.office
    known: dict[str, AnyRole] = {str(one): one for one in (*Role, *office.own_roles)}
    cells = {**move.line.cells, "new_role": NOTHING, "new_department": ""}
    if role := known.get(said):
        cells["new_role"] = role_word(role, office)
        if is_of_departments(role, office.own_roles):
            cells["new_department"] = move.line.said("new_department") or _department(found, move)
    return Line(move.line.row, {column: text for column, text in cells.items() if text})


def _department(found: Resolved, move: Move) -> str:
    """Where somebody works after all that the plan does with them."""
    coming = (one.place for one in found.of_person[move.person.id] if one.place)
    place = next(coming, move.person.place)
    return found.places.department_names.get(place.department_id, "") if place else ""
