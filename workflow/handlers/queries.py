"""Who reviews what, as those who share the work out see it: by department, item and person."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import bindparam, case, func, select
from sqlalchemy.orm import Session, aliased

from workflow import ledger
from workflow.handlers import policy
from workflow.items.context_queries import context_of
from workflow.items.list_views import HANDLER
from workflow.items.queue import overdue
from workflow.items.visibility import get_visible, in_turn_of
from workflow.models import Department, DepartmentHandler, Item, ItemHandler, Person, RoleGrant
from workflow.people.holding import holders
from workflow.people.queries import PersonName
from workflow.values.actor import Title
from workflow.values.changes import Subject
from workflow.values.errors import Refusal
from workflow.values.vocabulary import Role
from workflow.work import Work


@dataclass(frozen=True)
class HandedOn:
    """One time an item was taken or handed on."""

    at: datetime
    to: PersonName
    by: PersonName
    note: str

    @property
    def taken(self) -> bool:
        """Whether somebody took it themselves."""
        return self.to.id == self.by.id


@dataclass(frozen=True)
class ItemHandling:
    """Who has an item, how it came to them (the latest first), and what one may do."""

    handler: PersonName | None
    entries: tuple[HandedOn, ...]
    take_refusal: Refusal | None
    hand_on_refusal: Refusal | None

    @property
    def seen(self) -> int:
        """What a form carries of it: how often it was handed on."""
        return len(self.entries)


@dataclass(frozen=True)
class DepartmentHandling:
    """The reviewers of a department; `stale` are those who do not review it today."""

    main: PersonName | None = None
    deputy: PersonName | None = None
    stale: frozenset[int] = frozenset()

    @property
    def seen(self) -> str:
        """What a form carries of them: another one once either was changed."""
        return " ".join(str(one.id) if one else "-" for one in (self.main, self.deputy))


@dataclass(frozen=True)
class Load:
    """What waits for a reviewer's move and is theirs, and how much of it is late."""

    person: PersonName | None
    """None: nobody has it yet."""
    waiting: int
    late: int
    reviews: bool
    """Whether they are an active reviewer today."""


def reviewers(work: Work) -> tuple[PersonName, ...]:
    """The active reviewers of today, by login."""
    held = holders(work.today, Role.REVIEWER)
    query = select(Person.id, Person.name_ja, Person.name_en)
    rows = work.session.execute(
        query.where(Person.active, Person.id.in_(held)).order_by(Person.login)
    )
    return tuple(PersonName(one.id, Title(one.name_ja, one.name_en)) for one in rows)


_ONCE_REVIEWERS: Final = (
    select(Person.id, Person.name_ja, Person.name_en)
    .where(Person.id.in_(select(RoleGrant.person_id).where(RoleGrant.role == Role.REVIEWER)))
    .order_by(Person.login)
)


def once_reviewers(work: Work) -> tuple[PersonName, ...]:
    """Everybody who ever was a reviewer, by login: what was handled is theirs still."""
    rows = work.ask(_ONCE_REVIEWERS).all()
    return tuple(PersonName(one.id, Title(one.name_ja, one.name_en)) for one in rows)


_now, _to, _by = aliased(Person), aliased(Person), aliased(Person)
_HANDED_ON: Final = (
    select(_now, ItemHandler, _to, _by)
    .select_from(Item)
    .outerjoin(_now, _now.id == HANDLER)
    .outerjoin(ItemHandler, ItemHandler.item_id == Item.id)
    .outerjoin(_to, _to.id == ItemHandler.person_id)
    .outerjoin(_by, _by.id == ItemHandler.by_id)
    .where(Item.id == bindparam("item"))
    .order_by(ItemHandler.number.desc())
)


def of_item(work: Work, item_id: int) -> ItemHandling:
    """How an item was handed on: one query beside what the item's page reads. Raises NotFound."""
    item = get_visible(work, item_id)
    context, actor = context_of(work, item), work.actor
    rows = work.objects(_HANDED_ON, item=item_id).all()
    entries = tuple(
        HandedOn(row.at, _name(who), _name(whose), row.note)
        for _, row, who, whose in rows
        if row is not None
    )
    handler = _name(rows[0][0]) if rows[0][0] else None
    refusals = policy.may_take(actor, context), policy.may_hand_on(actor, context)
    return ItemHandling(handler, entries, *refusals)


def by_department(work: Work) -> Mapping[int, DepartmentHandling]:
    """The main reviewer and deputy of each department that has one. Raises WrongRole."""
    policy.require_keeper(work.actor)
    query = (
        select(DepartmentHandler.department_id, DepartmentHandler.part, Person)
        .join(Person, Person.id == DepartmentHandler.person_id)
        .where(DepartmentHandler.ended_at.is_(None))
    )
    able = {one.id for one in reviewers(work)}
    named: dict[int, dict[str, PersonName]] = {}
    for department_id, part, person in work.session.execute(query):
        named.setdefault(department_id, {})[part] = _name(person)
    return {
        department_id: DepartmentHandling(
            parts.get(MAIN),
            parts.get(DEPUTY),
            frozenset(one.id for one in parts.values() if one.id not in able),
        )
        for department_id, parts in named.items()
    }


def loads(work: Work) -> tuple[Load, ...]:
    """What waits for each reviewer, of all cycles; those who have most first. Raises WrongRole.

    Reviewers with nothing are among them, and people who review no more but still have items.
    """
    policy.require_keeper(work.actor)
    able = reviewers(work)
    counted = {row.person: row for row in _counts(work)}
    others = set(counted) - {one.id for one in able} - {None}
    query = select(Person).where(Person.id.in_(others)).order_by(Person.login)
    former = [_name(one) for one in work.session.scalars(query)] if others else []
    found = [_load(one, counted.get(one.id), reviews=True) for one in able]
    found += [_load(one, counted.get(one.id), reviews=False) for one in former]
    found.sort(key=lambda one: (-one.waiting, -one.late))
    nobody = [_load(None, counted[None], reviews=False)] if None in counted else []
    return (*nobody, *found)


def _counts(work: Work) -> Sequence[Any]:
    waiting = in_turn_of(work.published, Role.REVIEWER)
    is_late = case((overdue(work.published, work.today), 1), else_=0)
    mine = select(HANDLER.label("person"), is_late.label("is_late")).where(waiting).subquery()
    late = func.sum(mine.c.is_late)
    query = select(mine.c.person, func.count().label("waiting"), late.label("late"))
    return work.session.execute(query.group_by(mine.c.person)).all()


def _load(person: PersonName | None, row: Any, *, reviews: bool) -> Load:
    return Load(person, row.waiting if row else 0, int(row.late) if row else 0, reviews)


def _name(person: Person) -> PersonName:
    return PersonName(person.id, Title(person.name_ja, person.name_en))


# ---------------------------------------------------- for the record of changes


Fields = dict[str, str | None]

MAIN: Final = "main"
DEPUTY: Final = "deputy"


def as_recorded(session: Session, department_id: int | None = None) -> Iterator[tuple[str, Fields]]:
    """The logins of main reviewer and deputy of each department that has one, by its code."""
    query = (
        select(Department.code, DepartmentHandler.part, Person.login)
        .join(DepartmentHandler, DepartmentHandler.department_id == Department.id)
        .join(Person, Person.id == DepartmentHandler.person_id)
        .where(DepartmentHandler.ended_at.is_(None))
        .order_by(Department.id)
    )
    if department_id is not None:
        query = query.where(Department.id == department_id)
    found: dict[str, Fields] = {}
    for code, part, login in session.execute(query):
        found.setdefault(code, {MAIN: None, DEPUTY: None})[part] = login
    yield from found.items()


ledger.stands_as(Subject.HANDLERS, as_recorded)
