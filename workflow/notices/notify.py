"""Whose turn an item is, who wants to be notified and how, and how a notice is written.

Every function may run twice: a notice that is there already is not written again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from workflow.items import policy
from workflow.items.context import ItemContext
from workflow.items.opinions import answering_for_departments, departments_asked
from workflow.models import DepartmentSuccession, Item, MailPreference, Notice, Person, Substitute
from workflow.notices.kinds import LASTING, is_reminder
from workflow.people.holding import GRANTS, IN_FORCE, active_holders, holders, principals
from workflow.values.actor import Actor
from workflow.values.vocabulary import Role
from workflow.work import Work


@dataclass(frozen=True)
class Recipient:
    """A person to whom a mail is due, and after how many minutes (None: the usual)."""

    person_id: int
    digest_minutes: int | None


@dataclass(frozen=True)
class Preference:
    """How a person wants to be notified; the defaults where they have not said."""

    by_mail: bool = True
    reminders: bool = True
    digest_minutes: int | None = None
    language: str | None = None


def unmailed(work: Work) -> tuple[Recipient, ...]:
    """Whoever has notices that should be mailed and are in no mail yet."""
    waiting = select(Notice.person_id).where(Notice.mail_id.is_(None), Notice.by_mail).distinct()
    people = set(work.session.scalars(waiting))
    chosen = preferences_of(work, people)
    return tuple(Recipient(person, chosen[person].digest_minutes) for person in sorted(people))


def preferences_of(work: Work, people: Iterable[int]) -> Mapping[int, Preference]:
    """How each of `people` wants to be notified."""
    said = work.session.scalars(
        select(MailPreference).where(MailPreference.person_id.in_(set(people)))
    )
    found = {
        row.person_id: Preference(row.by_mail, row.reminders, row.digest_minutes, row.language)
        for row in said
    }
    return {person: found.get(person, Preference()) for person in people}


def whose_turn(work: Work, context: ItemContext) -> tuple[Actor, ...]:
    """The active people who can move the item on now, substitutes too: role, department, duties."""
    turn = context.process.states[context.state].turn
    roles = {*turn, *answering_for_departments(context.process, context.state)}
    asked = (one.id for one in departments_asked(context))
    holding = holders(context.today, *roles).where(
        or_(
            GRANTS.c.department_id.is_(None),
            GRANTS.c.department_id.in_([context.department_id, *asked]),
        ),
    )
    substitutes = select(Substitute.substitute_id).where(IN_FORCE, Substitute.role.in_(roles))
    people = work.session.scalars(
        select(Person)
        .where(Person.active, or_(Person.id.in_(holding), Person.id.in_(substitutes)))
        .options(selectinload(Person.grants))
        .order_by(Person.id),
        {"today": context.today},
    ).all()
    absent = principals(work.session, [person.id for person in people], context.today)
    actors = [person.as_actor(context.today, absent.get(person.id, ())) for person in people]
    return tuple(actor for actor in actors if policy.has_turn(actor, context))


def officers(work: Work, department_id: int) -> set[int]:
    """The active officers of a department, or of those that took over from it."""
    after = select(DepartmentSuccession.new_id).where(DepartmentSuccession.old_id == department_id)
    here = [department_id, *work.session.scalars(after)]
    return active_holders(work, Role.OFFICER, departments=here)


def is_current(notice: Notice, item: Item | None) -> bool:
    """Whether a notice is still worth a mail: what has moved on is nobody's turn any more."""
    return item is None or notice.kind in LASTING or notice.sequence == item.ledger_length


def add_notices(
    work: Work,
    item: Item | None,
    people: Iterable[int],
    kind: str,
    mark: str,
    at: datetime,
    *,
    by: int | None = None,
    until: date | None = None,
) -> tuple[Recipient, ...]:
    """Notify each of `people` who has no notice of this kind and mark.

    Gives all of them who want mail, also those who had the notice: a job may run twice.

    `mark` (20 characters) makes it this notice of the item and no other. `by` is who did what
    it tells of, `until` the day of what it asks for: where no move of the item says them.
    """
    about = item.id if item else None
    chosen = preferences_of(work, people)
    if is_reminder(kind):
        chosen = {person: one for person, one in chosen.items() if one.reminders}
    same = (Notice.item_id == about) if item else Notice.item_id.is_(None)
    there = set(
        work.session.scalars(
            select(Notice.person_id).where(same, Notice.kind == kind, Notice.mark == mark)
        )
    )
    for person_id in sorted(set(chosen) - there):
        work.session.add(
            Notice(
                person_id=person_id,
                item_id=about,
                kind=kind,
                mark=mark,
                sequence=item.ledger_length if item else 0,
                created_at=at,
                by_mail=chosen[person_id].by_mail,
                by_id=by,
                until_on=until,
            )
        )
    return tuple(
        Recipient(person, chosen[person].digest_minutes)
        for person in sorted(chosen)
        if chosen[person].by_mail
    )
