"""What passes from a leaver to a successor besides the roles, each thing by itself.

Items under way that they review, departments that they review, places in sessions, and absences
in which they stand in. What a department has to answer goes with the role for it.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Final, NamedTuple

from sqlalchemy import select

from workflow import evaluation, handlers, substitutes
from workflow.items.list_views import OWN_HANDLER
from workflow.models import (
    Department,
    DepartmentHandler,
    EvaluationSeat,
    EvaluationSession,
    Item,
    Person,
    SessionSetUp,
    Substitute,
)
from workflow.transfers.following import Followers, name_of
from workflow.transfers.orphans import live
from workflow.values.actor import Actor, Title
from workflow.values.errors import InputRefused, Refusal
from workflow.values.vocabulary import AnyRole, Role, role_named
from workflow.work import Work

REASON: Final = "引継ぎ"
"""What a session's history says of a place that passed on, and an item's of who has it."""

NOBODY: Final = "nobody_follows"
LACKS_ROLE: Final = "successor_lacks_role"


class PassingKind(StrEnum):
    """What passes on."""

    ITEM = "item"
    DEPARTMENT = "department"
    SEAT = "seat"
    SUBSTITUTE = "substitute"


@dataclass(frozen=True)
class Passing:
    """One thing, whose it is and whose it will be; with an obstacle it stays where it is."""

    kind: PassingKind
    name: Title
    leaver: Title
    to: Title | None
    obstacle: str = ""
    """Why it cannot pass: `NOBODY`, `LACKS_ROLE`, or the key of a refusal."""
    item_id: int | None = None


class _Thing(NamedTuple):
    """What passes on, whose it is, who follows in it, and how it is done."""

    kind: PassingKind
    name: Title
    leaver: Person
    role: AnyRole
    department_id: int | None
    pass_to: Callable[[Person], None]
    refusal: Callable[[Person], Refusal | None] = lambda _person: None
    item_id: int | None = None


def passings(work: Work, leavers: Collection[Person], follows: Followers) -> tuple[Passing, ...]:
    """Everything that people have who leave, with who follows in it: four statements."""
    return tuple(one for one, _ in _planned(work, leavers, follows))


def pass_on(work: Work, leavers: Collection[Person], follows: Followers) -> int:
    """Pass on everything that can be, in the name of whoever acts; gives how much that was."""
    todo = [done for one, done in _planned(work, leavers, follows) if not one.obstacle]
    for done in todo:
        done()
    work.session.flush()
    return len(todo)


def _planned(
    work: Work, leavers: Collection[Person], follows: Followers
) -> Iterator[tuple[Passing, Callable[[], None]]]:
    people = {one.id: one for one in leavers}
    if not people:
        return
    for thing in (
        *_items(work, people),
        *_departments(work, people),
        *_seats(work, people),
        *_substitutes(work, people),
    ):
        successor = follows.of(thing.leaver, thing.role, thing.department_id)
        if successor is not None:
            yield _passing(thing, successor, follows), partial(thing.pass_to, successor)
        elif not _goes_on(thing, follows):
            yield _passing(thing, None, follows), _nothing


def _nothing() -> None:
    """Nothing is done where nobody follows."""


def _goes_on(thing: _Thing, follows: Followers) -> bool:
    """Whether whoever has it keeps the role for it."""
    actor = follows.after(thing.leaver)
    return actor is not None and _may_hold(thing, actor)


def _passing(thing: _Thing, successor: Person | None, follows: Followers) -> Passing:
    obstacle = NOBODY if successor is None else _obstacle(thing, successor, follows)
    to = name_of(successor) if successor else None
    return Passing(thing.kind, thing.name, name_of(thing.leaver), to, obstacle, thing.item_id)


def _obstacle(thing: _Thing, successor: Person, follows: Followers) -> str:
    actor = follows.after(successor)
    if actor is None or not _may_hold(thing, actor):
        return LACKS_ROLE
    refusal = thing.refusal(successor)
    if isinstance(refusal, InputRefused):
        return refusal.problems[0].key
    return refusal.key if refusal else ""


def _may_hold(thing: _Thing, actor: Actor) -> bool:
    """A place in a session asks for the role; an absence for nothing but to be somebody."""
    if thing.kind is PassingKind.SUBSTITUTE:
        return True
    if thing.department_id is None:
        return actor.has(thing.role)
    return actor.holds(thing.role, thing.department_id)


def _items(work: Work, people: Mapping[int, Person]) -> Iterator[_Thing]:
    """Items under way that they took, were given or received."""
    query = (
        select(Item, OWN_HANDLER.label("handler"))
        .where(live(work), OWN_HANDLER.in_(people))
        .order_by(Item.id)
    )
    for item, handler in work.session.execute(query):

        def pass_to(successor: Person, item_id: int = item.id) -> None:
            handlers.follow_in_item(work, item_id, successor.id, REASON)

        leaver, name = people[handler], Title(item.name, "")
        place = item.department_id
        yield _Thing(PassingKind.ITEM, name, leaver, Role.REVIEWER, place, pass_to, item_id=item.id)


def _departments(work: Work, people: Mapping[int, Person]) -> Iterator[_Thing]:
    """Departments whose main reviewer or deputy they are."""
    query = (
        select(Department, DepartmentHandler.person_id)
        .join(DepartmentHandler, DepartmentHandler.department_id == Department.id)
        .where(DepartmentHandler.ended_at.is_(None), DepartmentHandler.person_id.in_(people))
        .order_by(Department.id, DepartmentHandler.part.desc())
    )
    for department, person_id in work.session.execute(query):

        def pass_to(successor: Person, place: int = department.id, leaver: int = person_id) -> None:
            handlers.follow_in_department(work, place, leaver, successor.id)

        name, leaver = Title(department.name_ja, department.name_en), people[person_id]
        yield _Thing(PassingKind.DEPARTMENT, name, leaver, Role.REVIEWER, department.id, pass_to)


def _seats(work: Work, people: Mapping[int, Person]) -> Iterator[_Thing]:
    """Places in sessions that are not closed."""
    query = (
        select(EvaluationSeat, EvaluationSession)
        .join(EvaluationSession, EvaluationSession.id == EvaluationSeat.session_id)
        .join(SessionSetUp, SessionSetUp.session_id == EvaluationSession.id)
        .where(
            EvaluationSeat.left_at.is_(None),
            EvaluationSeat.person_id.in_(people),
            SessionSetUp.closed_at.is_(None),
        )
        .order_by(EvaluationSession.id, EvaluationSeat.id)
    )
    for seat, session in work.session.execute(query).all():

        def pass_to(successor: Person, seat: EvaluationSeat = seat) -> None:
            evaluation.follow_in_seat(work, seat, successor.id, REASON)

        def refusal(successor: Person, seat: EvaluationSeat = seat) -> Refusal | None:
            return evaluation.seat_refusal(work, seat, successor.id)

        name, leaver = Title(session.title_ja, session.title_en), people[seat.person_id]
        yield _Thing(PassingKind.SEAT, name, leaver, Role.EVALUATOR, None, pass_to, refusal)


def _substitutes(work: Work, people: Mapping[int, Person]) -> Iterator[_Thing]:
    """Absences that go on, in which they stand in for somebody who does not leave with them."""
    query = (
        select(Substitute, Person)
        .join(Person, Person.id == Substitute.person_id)
        .where(
            Substitute.ended_at.is_(None),
            Substitute.until_on >= work.today,
            Substitute.substitute_id.in_(people),
            Person.active,
        )
        .order_by(Substitute.id)
    )
    for row, absent in work.session.execute(query).all():

        def pass_to(successor: Person, row: Substitute = row) -> None:
            substitutes.follow(work, row, successor.id)

        def refusal(successor: Person, row: Substitute = row) -> Refusal | None:
            return substitutes.follow_refusal(work, row, successor.id)

        leaver = people[row.substitute_id]
        yield _Thing(
            PassingKind.SUBSTITUTE,
            name_of(absent),
            leaver,
            role_named(row.role),
            row.department_id,
            pass_to,
            refusal,
        )
