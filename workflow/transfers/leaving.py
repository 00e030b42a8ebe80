"""Everything that a leaver has is handed on at once: the lines of a transfer plan for it."""

from collections.abc import Iterator, Sequence
from datetime import date

from workflow.models import Person, RoleGrant, TransferPlan
from workflow.people.queries import one as person_view
from workflow.plans import find as find_plan
from workflow.rosters.columns import SWITCHED_OFF
from workflow.rosters.reading import Places
from workflow.transfers.commands import write
from workflow.transfers.lines import Line, lines_of
from workflow.transfers.resolving import Resolved, resolve
from workflow.values.actor import require_administrator
from workflow.values.errors import InputRefused, NotFound, Problem
from workflow.values.paper_words import role_word
from workflow.values.text import search_key
from workflow.values.vocabulary import Role, role_named
from workflow.work import Work

Cells = dict[str, str]


def write_leaving(
    work: Work, person_id: int, day: date | None, successor: str, *, off: bool = False
) -> int:
    """Write a plan by which somebody leaves every role and one successor follows; gives its id.

    The successor, a login or staff number, is given the roles that they lack; `off` switches the
    leaver off. Who administers the office stays so. Raises WrongRole, NotFound, InputRefused
    (takes_effect_on, successor).
    """
    leaver = person_view(work, person_id)
    day = day or work.today
    found = resolve(work, (), max(day, work.today))
    (row,) = (one for one in found.people if one.id == leaver.id)
    roles = [_leaves(row, one, found.places) for one in _left(row, found)]
    if off:
        roles.append({"login": leaver.login, "active": SWITCHED_OFF})
    cells = [*roles, *_follow(work, row, roles, day, successor, None)]
    return write(work, None, f"{leaver.name.ja}の引継ぎ", day, _numbered(cells))


def name_successor(
    work: Work, plan_id: int, leaver_id: int, department_id: int | None, successor: str
) -> None:
    """Name in a plan who follows somebody in all that they leave, or only for a department.

    Raises as `write`, and NotFound, InputRefused (successor).
    """
    require_administrator(work.actor)
    plan = find_plan(work, TransferPlan, plan_id)
    found = resolve(work, lines_of(plan.lines), max(plan.takes_effect_on, work.today))
    leaver = next((one for one in found.people if one.id == leaver_id), None)
    if leaver is None:
        raise NotFound(what="person", name=leaver_id)
    place = _name(found.places, department_id)
    lines = lines_of(plan.lines)
    kept = [dict(one.cells) for one in lines if not _names(one, found, leaver, department_id)]
    coming = list(_follow(work, leaver, kept, plan.takes_effect_on, successor, place))
    if coming == [dict(one.cells) for one in lines if dict(one.cells) not in kept]:
        return  # it says so already
    cells = [*kept, *coming]
    write(work, plan_id, plan.title, plan.takes_effect_on, _numbered(cells))


def _follow(
    work: Work,
    leaver: Person,
    lines: Sequence[Cells],
    day: date,
    successor: str,
    department: str | None,
) -> Iterator[Cells]:
    """The line that names the successor, and one for each role that they lack."""
    found = resolve(work, _numbered(lines), max(day, work.today))
    follower = _person(found, successor, leaver)
    said = {"login": leaver.login, "successor": follower.login}
    yield said | ({"successor_department": department} if department else {})
    only = found.places.departments.get(search_key(department)) if department else None
    actor = found.actor_after(follower)
    for grant in (one for move in found.of_person.get(leaver.id, ()) for one in move.leaves):
        role, place = role_named(grant.role), grant.department_id
        if only is not None and (place or only) != only:
            continue
        asked = place or (only if role is Role.REVIEWER else None)
        has = actor is not None and (
            actor.holds(role, asked) if asked else actor.holds_everywhere(role)
        )
        if not has and (only is None or asked == only):
            yield {
                "login": follower.login,
                "new_role": role_word(role, found.places.office),
                "new_department": _name(found.places, asked) or "",
            }


def _left(person: Person, found: Resolved) -> list[RoleGrant]:
    """Every role that is not over; that of an administrator is given by hand."""
    return [
        one for one in person.grants if not one.period.is_over(found.day) and one.role != Role.ADMIN
    ]


def _leaves(person: Person, grant: RoleGrant, known: Places) -> Cells:
    return {
        "login": person.login,
        "old_role": role_word(role_named(grant.role), known.office),
        "old_department": _name(known, grant.department_id) or "",
    }


def _names(line: Line, found: Resolved, leaver: Person, department_id: int | None) -> bool:
    """Whether a line says nothing but who follows the leaver there."""
    return any(
        move.line.row == line.row
        and move.person is leaver
        and move.successor is not None
        and move.successor_department == department_id
        and not (move.leaves or move.comes or move.place or move.off)
        for move in found.moves
    )


def _name(known: Places, department_id: int | None) -> str | None:
    """What a file calls a department."""
    if department_id is None:
        return None
    if department_id not in known.department_names:
        raise NotFound(what="department", name=department_id)
    return known.department_names[department_id]


def _person(found: Resolved, said: str, leaver: Person) -> Person:
    """Who has this login or staff number, and may sign in. Raises InputRefused (successor)."""
    said = said.strip()
    if not said:
        raise InputRefused([Problem("successor", "required")])
    for one in found.people:
        if said.lower() == one.login or said == one.staff_number:
            if one is leaver or not one.active:
                break
            return one
    raise InputRefused([Problem("successor", "transfer_person_unknown")])


def _numbered(cells: Sequence[Cells]) -> tuple[Line, ...]:
    """Lines as a file has them, under the head; cells that say nothing left out."""
    return tuple(
        Line(row, {column: text for column, text in one.items() if text})
        for row, one in enumerate(cells, 2)
    )
