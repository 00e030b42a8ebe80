"""Sharing the work out: by department, and item by item."""

from collections.abc import Iterable

from sqlalchemy import func, select

from workflow import ledger
from workflow.handlers import policy, queries
from workflow.handlers.queries import DEPUTY, MAIN, Fields, as_recorded
from workflow.items.context_queries import context_of
from workflow.items.visibility import lock_visible
from workflow.models import Department, DepartmentHandler, ItemHandler, Person, RoleGrant
from workflow.models.base import found_row
from workflow.models.people import in_force
from workflow.notices import kinds, notify
from workflow.values.actor import permitted
from workflow.values.changes import ChangeAction, Subject
from workflow.values.cleaning import text_problem
from workflow.values.errors import ChangedMeanwhile, InputRefused, Problem
from workflow.values.text import TextUnclean, clean_line
from workflow.values.vocabulary import Role
from workflow.work import Work

LONGEST_NOTE = 400


def set_department(
    work: Work,
    department_id: int,
    main_id: int | None,
    deputy_id: int | None,
    seen: str | None = None,
) -> None:
    """Name the main reviewer (主担当) and the deputy (副担当) of a department, or nobody.

    `seen` is what the form showed of them.
    Raises WrongRole, NotFound, ChangedMeanwhile, InputRefused (main, deputy).
    """
    policy.require_keeper(work.actor)
    department = _locked(work, department_id)
    if seen is not None:
        now = queries.by_department(work).get(department_id, queries.DepartmentHandling())
        if seen != now.seen:
            raise ChangedMeanwhile()
    asked = {MAIN: main_id, DEPUTY: deputy_id}
    if problems := list(_problems(work, department_id, asked)):
        raise InputRefused(problems)
    _name(work, department, asked)


def take(work: Work, item_id: int, seen: int) -> None:
    """Take an item on oneself; `seen` is how often it was handed on when it was looked at.

    Raises NotFound, WrongRole, ActionNotPossible, HandlerChanged.
    """
    item = lock_visible(work, item_id)
    actor = permitted(work.actor, policy.may_take(work.actor, context_of(work, item)))
    _hand(work, item_id, actor.person_id, seen, "")


def hand_on(work: Work, item_id: int, person_id: int, seen: int, note: str = "") -> None:
    """Hand an item on to a reviewer, who is told; what is written of it stays.

    Raises NotFound, WrongRole, ActionNotPossible, HandlerChanged, InputRefused (person, note).
    """
    item = lock_visible(work, item_id)
    actor = permitted(work.actor, policy.may_hand_on(work.actor, context_of(work, item)))
    problems = []
    if person_id not in reviewers_of(work, item.department_id):
        problems.append(Problem("person", "not_a_reviewer"))
    try:
        note = clean_line(note, LONGEST_NOTE)
    except TextUnclean as unclean:
        problems.append(text_problem("note", unclean))
    if problems:
        raise InputRefused(problems)
    number = _hand(work, item_id, person_id, seen, note)
    told = {person_id} - {actor.person_id}
    mark, by = str(number), actor.person_id
    notify.add_notices(work, item, told, kinds.HANDED_ON, mark, work.now, by=by)


def follow_in_item(work: Work, item_id: int, person_id: int, note: str) -> None:
    """Hand an item to a successor. Whether they may have it is asked before."""
    _hand(work, item_id, person_id, _times(work, item_id), note)


def follow_in_department(
    work: Work, department_id: int, leaver_id: int, successor_id: int | None
) -> None:
    """Put a successor (None: nobody) in the place of a leaver as main reviewer or deputy.

    Whoever is the other one already stays so, or becomes the main one.
    """
    query = select(DepartmentHandler.part, DepartmentHandler.person_id).where(
        DepartmentHandler.department_id == department_id, DepartmentHandler.ended_at.is_(None)
    )
    there = {row.part: row.person_id for row in work.session.execute(query)}
    asked = {
        part: successor_id if there.get(part) == leaver_id else there.get(part)
        for part in (MAIN, DEPUTY)
    }
    if asked[MAIN] == asked[DEPUTY]:
        asked[DEPUTY] = None
    _name(work, _locked(work, department_id), asked)


def reviewers_of(work: Work, department_id: int) -> frozenset[int]:
    """The active people who review for a department today."""
    query = (
        select(Person.id)
        .join(RoleGrant, RoleGrant.person_id == Person.id)
        .where(
            Person.active,
            RoleGrant.role == Role.REVIEWER,
            in_force(RoleGrant, work.today),
            RoleGrant.department_id.is_(None) | (RoleGrant.department_id == department_id),
        )
    )
    return frozenset(work.session.scalars(query))


def _name(work: Work, department: Department, asked: dict[str, int | None]) -> None:
    before = _fields(work, department)
    _put(work, department.id, asked)
    after = _fields(work, department)
    action = _action(before, after)
    change = ledger.Change(Subject.HANDLERS, department.code, action, before, after)
    ledger.record(work, change)


def _times(work: Work, item_id: int) -> int:
    """How often an item was handed on."""
    last = select(func.max(ItemHandler.number)).where(ItemHandler.item_id == item_id)
    return work.session.scalar(last) or 0


def _hand(work: Work, item_id: int, person_id: int, seen: int, note: str) -> int:
    number = _times(work, item_id)
    if number != seen:
        raise policy.HandlerChanged()
    work.session.add(
        ItemHandler(
            item_id=item_id,
            number=number + 1,
            person_id=person_id,
            by_id=work.person.person_id,
            at=work.now,
            note=note,
        )
    )
    return number + 1


def _locked(work: Work, department_id: int) -> Department:
    query = select(Department).where(Department.id == department_id).with_for_update()
    return found_row(work.session, query, department_id, what="department", name=department_id)


def _problems(work: Work, department_id: int, asked: dict[str, int | None]) -> Iterable[Problem]:
    able = reviewers_of(work, department_id)
    for part, person_id in asked.items():
        if person_id is not None and person_id not in able:
            yield Problem(part, "not_a_reviewer")
    if asked[MAIN] is not None and asked[MAIN] == asked[DEPUTY]:
        yield Problem(DEPUTY, "deputy_is_main")


def _put(work: Work, department_id: int, asked: dict[str, int | None]) -> None:
    query = select(DepartmentHandler).where(
        DepartmentHandler.department_id == department_id, DepartmentHandler.ended_at.is_(None)
    )
    there = {one.part: one for one in work.session.scalars(query)}
    by = work.person.person_id
    changed = [
        part for part, who in asked.items() if who != getattr(there.get(part), "person_id", None)
    ]
    for part in changed:
        if part in there:
            there[part].ended_at, there[part].ended_by = work.now, by
    work.session.flush()
    work.session.add_all(
        DepartmentHandler(
            department_id=department_id, part=part, person_id=who, set_by=by, set_at=work.now
        )
        for part in changed
        if (who := asked[part]) is not None
    )
    work.session.flush()


def _fields(work: Work, department: Department) -> Fields | None:
    return dict(as_recorded(work.session, department.id)).get(department.code)


def _action(before: Fields | None, after: Fields | None) -> ChangeAction:
    if before is None:
        return ChangeAction.ADD
    return ChangeAction.CHANGE if after else ChangeAction.END
