"""Who is notified of what: the notices that a move gives rise to, and how one is written.

Every function may run twice: a notice that is there already is not written again.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import String, cast, func, or_, select
from sqlalchemy.orm import selectinload

from workflow.items import policy
from workflow.items.context import ItemContext
from workflow.items.context_queries import context_of
from workflow.items.opinions import answering_for_departments, departments_asked
from workflow.models import (
    DepartmentSuccession,
    Item,
    LedgerEntry,
    MailPreference,
    Notice,
    Person,
    Substitute,
)
from workflow.notices.kinds import (
    CONDITIONS,
    DONE,
    LASTING,
    RECEIVED,
    REVIEWED,
    TURN,
    VOID,
    is_reminder,
)
from workflow.people.holding import GRANTS, IN_FORCE, active_holders, holders, principals
from workflow.values.actor import Actor
from workflow.values.vocabulary import REORGANISED, Action, Role
from workflow.work import Work

_STEPS_OF_THE_REVIEW: Final[Mapping[str, str]] = {
    Action.RECEIVE: RECEIVED,
    Action.APPROVE: REVIEWED,
}


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


AlsoAsked = Callable[[Work, Item, ItemContext], set[int]]
"""Who else is asked for something where an item has come to a state."""

_ALSO_ASKED: Final[list[AlsoAsked]] = []


def register(also: AlsoAsked) -> None:
    """Register who else is told of a move besides those whose turn it is."""
    _ALSO_ASKED.append(also)


def announce(work: Work, item_id: int, sequence: int) -> tuple[Recipient, ...]:
    """Notify of one move those whose turn it is now, or the submitter where it is over.

    Where an evaluation names conditions, its department too; where it is taken back, those who
    were told of conditions; and the department of every step of the review. Whoever made the
    move is never notified of it; of a reorganisation officers alone are. Where the item has
    moved on since, nobody is notified but of a step of the review, and of conditions that are
    void.
    """
    entry = work.session.get_one(LedgerEntry, (item_id, sequence))
    # Locked: the same job, taken over from a worker that is not dead after all, must wait.
    item = work.session.get_one(Item, item_id, with_for_update={"key_share": True})
    due = _of_the_review(work, item, entry)
    due += _tell_of_void(work, item, entry) if entry.action == Action.REOPEN else ()
    if item.ledger_length != sequence:
        return due
    context = context_of(work, item)
    if context.process.is_final(item.state):
        people = {who for who in (context.submitted_by, context.submitted_for) if who}
        if _is_by_itself(context, entry):  # nobody there has done it
            people |= officers(work, item.department_id)
        kind = DONE
    else:
        people = {actor.person_id for actor in whose_turn(work, context)}
        if entry.action == REORGANISED:  # for the others nothing has changed
            people &= officers(work, item.department_id)
        else:
            people = people.union(*(also(work, item, context) for also in _ALSO_ASKED))
        kind = TURN
    mark, mover = str(sequence), {entry.actor_id}
    due += add_notices(work, item, people - mover, kind, mark, work.now)
    if entry.action == Action.EVALUATE and entry.particulars.get("conditions"):
        theirs = officers(work, item.department_id) - mover
        due += add_notices(work, item, theirs, CONDITIONS, mark, work.now)
    return tuple(dict.fromkeys(due))


def _is_by_itself(context: ItemContext, entry: LedgerEntry) -> bool:
    move = context.process.transition(entry.action, entry.from_state)
    return move is not None and move.automatic is not None


def _tell_of_void(work: Work, item: Item, entry: LedgerEntry) -> tuple[Recipient, ...]:
    """Notify those who were told of the conditions that an evaluation had, when it is undone."""
    evaluated = (
        select(func.max(LedgerEntry.sequence))
        .where(
            LedgerEntry.item_id == item.id,
            LedgerEntry.action == Action.EVALUATE,
            LedgerEntry.sequence < entry.sequence,
        )
        .scalar_subquery()
    )
    told = work.session.scalars(
        select(Notice.person_id)
        .join(Person, Person.id == Notice.person_id)
        .where(
            Notice.item_id == item.id,
            Notice.kind == CONDITIONS,
            Notice.mark == cast(evaluated, String),
            Person.active,
        )
    )
    people = set(told) - {entry.actor_id}
    return add_notices(work, item, people, VOID, str(entry.sequence), work.now)


def _of_the_review(work: Work, item: Item, entry: LedgerEntry) -> tuple[Recipient, ...]:
    """Tell the officers of the department that their item was received, or passed the review."""
    kind = _STEPS_OF_THE_REVIEW.get(entry.action)
    if kind is None:
        return ()
    theirs = officers(work, item.department_id) - {entry.actor_id}
    return add_notices(work, item, theirs, kind, str(entry.sequence), work.now)


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
