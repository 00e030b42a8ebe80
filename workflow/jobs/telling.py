"""Who is told what: the notices that a move, a deadline or a new day gives rise to.

Every function may run twice: a notice that is there already is not written again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, selectinload

from workflow import policy
from workflow.actor import Actor
from workflow.fiscal import business_days_between, is_business_day
from workflow.models import Item, LedgerEntry, MailPreference, Notice, Person, RoleGrant
from workflow.process_library import ProcessLibrary
from workflow.situation import Situation
from workflow.standing import situations
from workflow.vocabulary import Role

TURN: Final = "turn"
DONE: Final = "done"
REMINDER: Final = "reminder"
SUMMARY: Final = "summary"

DIGEST_MINUTES: Final = 30
"""How long notices are gathered into one mail, where a person has not said otherwise."""

REMIND_ON: Final = (2, 0, -1, -3, -5)
"""Business days left (negative: late) on which those whose turn it is are reminded."""


@dataclass(frozen=True)
class Told:
    """A person who has something to be mailed, and after how many minutes."""

    person_id: int
    digest_minutes: int


def announce(
    session: Session, library: ProcessLibrary, item_id: int, sequence: int, at: datetime
) -> tuple[Told, ...]:
    """Tell of one move: those whose turn it is now, or the submitter where it is over.

    Never the one who moved. Tells nobody where the item has moved on since.
    """
    entry = session.get_one(LedgerEntry, (item_id, sequence))
    item = session.get_one(Item, item_id)
    if item.ledger_length != sequence:
        return ()
    situation = situations(session, [item], library, at.date())[item_id]
    if situation.process.is_final(item.state):
        people = {item.submitted_by} if item.submitted_by else set()
        kind = DONE
    else:
        people = {actor.person_id for actor in whose_turn(session, situation)}
        kind = TURN
    return _tell(session, item, people - {entry.actor_id}, kind, str(sequence), at)


def remind(session: Session, library: ProcessLibrary, at: datetime) -> tuple[Told, ...]:
    """Remind of deadlines, before and after, on business days; one reminder a day and item."""
    today = at.date()
    if not is_business_day(today):
        return ()
    told: list[Told] = []
    items = [item for item in _due(session) if _left(item, today) in REMIND_ON]
    standing = situations(session, items, library, today)
    for item in items:
        people = {actor.person_id for actor in whose_turn(session, standing[item.id])}
        wanting = people - _without_reminders(session, people)
        told += _tell(session, item, wanting, REMINDER, today.isoformat(), at)
    return tuple(dict.fromkeys(told))


def summarise(session: Session, at: datetime) -> tuple[Told, ...]:
    """Put every live item with a deadline before the center's reviewers, once a business day."""
    today = at.date()
    if not is_business_day(today):
        return ()
    reviewers = set(
        session.scalars(
            select(Person.id).join(RoleGrant).where(Person.active, RoleGrant.role == Role.REVIEWER)
        )
    )
    told: list[Told] = []
    for item in _due(session):
        told += _tell(session, item, reviewers, SUMMARY, today.isoformat(), at)
    return tuple(dict.fromkeys(told))


def left_behind(session: Session) -> tuple[Told, ...]:
    """Whoever has notices that should be mailed and are in no mail yet."""
    waiting = select(Notice.person_id).where(Notice.mail_id.is_(None), Notice.by_mail).distinct()
    people = set(session.scalars(waiting))
    wishes = _wishes(session, people)
    return tuple(Told(person, wishes[person].digest_minutes) for person in sorted(people))


def whose_turn(session: Session, situation: Situation) -> tuple[Actor, ...]:
    """The active people who can move the item on now: role, department and duties fit."""
    roles = situation.process.states[situation.state].turn
    holding = select(RoleGrant.person_id).where(
        RoleGrant.role.in_(roles),
        or_(
            RoleGrant.department_id.is_(None),
            RoleGrant.department_id == situation.department_id,
        ),
    )
    people = session.scalars(
        select(Person)
        .where(and_(Person.active, Person.id.in_(holding)))
        .options(selectinload(Person.grants))
        .order_by(Person.id)
    )
    actors = [person.as_actor() for person in people]
    return tuple(actor for actor in actors if policy.turn_moves(actor, situation))


def still_stands(notice: Notice, item: Item) -> bool:
    """Whether a notice is still worth a mail: what moved on is nobody's turn any more."""
    return bool(notice.kind == DONE or notice.sequence == item.ledger_length)


def _tell(
    session: Session, item: Item, people: Iterable[int], kind: str, mark: str, at: datetime
) -> tuple[Told, ...]:
    wanted = set(people)
    there = set(
        session.scalars(
            select(Notice.person_id).where(
                Notice.item_id == item.id, Notice.kind == kind, Notice.mark == mark
            )
        )
    )
    wishes = _wishes(session, wanted)
    told = []
    for person_id in sorted(wanted):
        wish = wishes[person_id]
        if person_id not in there:
            session.add(
                Notice(
                    person_id=person_id,
                    item_id=item.id,
                    kind=kind,
                    mark=mark,
                    sequence=item.ledger_length,
                    created_at=at,
                    by_mail=wish.by_mail,
                )
            )
        if wish.by_mail:
            told.append(Told(person_id, wish.digest_minutes))
    return tuple(told)


def _wishes(session: Session, people: Iterable[int]) -> dict[int, MailPreference]:
    said = session.scalars(select(MailPreference).where(MailPreference.person_id.in_(set(people))))
    wishes = {row.person_id: row for row in said}
    usual = MailPreference(by_mail=True, digest_minutes=DIGEST_MINUTES)
    return {person: wishes.get(person, usual) for person in people}


def _due(session: Session) -> list[Item]:
    return list(session.scalars(select(Item).where(Item.due_on.is_not(None)).order_by(Item.id)))


def _left(item: Item, today: date) -> int | None:
    return business_days_between(today, item.due_on) if item.due_on else None


def _without_reminders(session: Session, people: Iterable[int]) -> set[int]:
    refusing = select(MailPreference.person_id).where(
        MailPreference.person_id.in_(list(people)), MailPreference.reminders.is_(False)
    )
    return set(session.scalars(refusing))
