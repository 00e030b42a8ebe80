"""A person's calendar for other programs: its secret address, and the days in it."""

import hashlib
import secrets
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from workflow import ledger, office
from workflow.calendar.schedule_lines import budget_names
from workflow.items.inbox import turns
from workflow.items.reference import CycleView, cycles, meetings
from workflow.models import CalendarChange, CalendarFeed, EvaluationSession
from workflow.people.commands import actor as person
from workflow.values.actor import Actor
from workflow.values.changes import Subject
from workflow.values.errors import NotFound
from workflow.values.fiscal import fiscal_year
from workflow.values.vocabulary import Role
from workflow.work import Work


@dataclass(frozen=True)
class FeedEvent:
    """A day in a person's calendar. `uid` stays the same when the day changes."""

    uid: str
    day: date
    summary: str
    revised_at: datetime
    page: str = ""
    """The path of the page on which it is read; none for a day of everybody."""
    place: str = ""
    """Where it is held."""


@dataclass(frozen=True)
class FeedAddress:
    """Since when a person has a secret address. The secret itself is not kept."""

    id: int
    created_at: datetime


TOKEN_BYTES: Final = 32
"""256 bits: nobody finds one by trying."""


def token_hash(token: str) -> str:
    """What is stored of a token: its SHA-256, 64 hexadecimal digits."""
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()


def create_feed(work: Work, seen: int) -> str | None:
    """Make a new address, which revokes the one before; gives its secret, this once only.

    `seen` is the id of the address that the person was shown as theirs, 0 for none:
    where another one has been made since (a double click), nothing changes: None.
    """
    there = _live(work)
    if (there.id if there else 0) != seen:
        return None
    if there:
        there.revoked_at = work.now
        work.session.flush()
    token = secrets.token_urlsafe(TOKEN_BYTES)
    work.session.add(
        CalendarFeed(
            person_id=work.person.person_id, token_hash=token_hash(token), created_at=work.now
        )
    )
    return token


def revoke_feed(work: Work) -> None:
    """Revoke the person's address; harmless where there is none."""
    if there := _live(work):
        there.revoked_at = work.now


def _live(work: Work) -> CalendarFeed | None:
    work.lock_person()
    query = select(CalendarFeed).where(
        CalendarFeed.person_id == work.person.person_id, CalendarFeed.revoked_at.is_(None)
    )
    return work.session.scalar(query)


SUBMISSION: Final = frozenset({Role.OFFICER, Role.REVIEWER, Role.SECRETARIAT, Role.ADMIN})
REVIEW: Final = frozenset({Role.REVIEWER, Role.EVALUATOR, Role.SECRETARIAT, Role.ADMIN})
EVALUATION: Final = frozenset({Role.EVALUATOR, Role.ADVISOR, Role.SECRETARIAT, Role.ADMIN})
"""Whom a deadline or a session concerns; the day of a headquarters meeting concerns everyone."""

YEARS_BACK: Final = 1
"""Fiscal years before this one that stay in the calendar."""

Revisions = defaultdict[tuple[str, str], datetime]

Source = Callable[[Work, datetime], Iterable[FeedEvent]]
"""Gives more days of a person; what was never changed counts as revised at the moment given."""


def first_year(work: Work) -> int:
    """The first fiscal year of which there are days in the calendar."""
    return fiscal_year(work.today) - YEARS_BACK


def as_recorded(work: Work, subject: Subject, days: Mapping[str, FeedEvent]) -> Iterator[FeedEvent]:
    """Days by the code of what each is about, revised when the record says that changed last."""
    at = ledger.last_changed(work, subject, days)
    for code, one in days.items():
        yield replace(one, revised_at=at.get(code, one.revised_at))


def feed_at(work: Work, token: str, *others: Source) -> tuple[FeedEvent, ...]:
    """The days in the calendar at the secret address that ends in `token`.

    `others` are sources of days beside those of the calendar and of items.

    Raises NotFound for what is no live address of somebody who may sign in.
    """
    query = select(CalendarFeed).where(
        CalendarFeed.token_hash == token_hash(token), CalendarFeed.revoked_at.is_(None)
    )
    feed = work.session.scalar(query)
    actor = person(work, feed.person_id) if feed else None
    if feed is None or actor is None:
        raise NotFound(what="calendar")
    return events(work.as_(actor), feed.created_at, others)


def feed_address(work: Work) -> FeedAddress | None:
    """The person's address, if they have one."""
    query = select(CalendarFeed).where(
        CalendarFeed.person_id == work.person.person_id, CalendarFeed.revoked_at.is_(None)
    )
    row = work.session.scalar(query)
    return FeedAddress(row.id, row.created_at) if row else None


def events(work: Work, since: datetime, others: Iterable[Source] = ()) -> tuple[FeedEvent, ...]:
    """What is in the person's calendar, by day; of items only those that wait for them.

    What was never changed by hand counts as revised at `since`, so that it stays the same.
    """
    first = first_year(work)
    revisions = _revisions(work.session, since)
    found = [
        *_deadlines(work.person, [c for c in cycles(work) if c.fiscal_year >= first], revisions),
        *_sessions(work, first, revisions),
        *_meetings(work, first, revisions),
        *_turns(work),
        *(event for source in others for event in source(work, since)),
    ]
    return tuple(sorted(found, key=lambda event: (event.day, event.uid)))


def _deadlines(
    actor: Actor, open_or_not: Iterable[CycleView], revisions: Revisions
) -> Iterable[FeedEvent]:
    for cycle in open_or_not:
        if not cycle.is_open:
            continue
        at = revisions["cycle", cycle.id]
        if actor.roles & SUBMISSION:
            yield FeedEvent(
                f"cycle-{cycle.id}-submission",
                cycle.submission_deadline,
                f"【提出締切】{cycle.title.ja}",
                at,
            )
        if actor.roles & REVIEW:
            yield FeedEvent(
                f"cycle-{cycle.id}-review",
                cycle.review_deadline,
                f"【審査期限】{cycle.title.ja}",
                at,
            )


def _sessions(work: Work, first: int, revisions: Revisions) -> Iterable[FeedEvent]:
    if not work.person.roles & EVALUATION:
        return
    query = (
        select(EvaluationSession)
        .where(EvaluationSession.fiscal_year >= first, EvaluationSession.begins_on.is_not(None))
        .options(selectinload(EvaluationSession.cycles))
    )
    for row in work.session.scalars(query):
        if row.begins_on is not None:
            names = budget_names([cycle.id for cycle in row.cycles], row.fiscal_year)
            yield FeedEvent(
                f"session-{row.id}",
                row.begins_on,
                f"【評価】{row.title_ja}（{names}）",
                revisions["session", str(row.id)],
            )


def _meetings(work: Work, first: int, revisions: Revisions) -> Iterable[FeedEvent]:
    if not work.person.roles:
        return
    named = office.office(work)
    for one in meetings(work):
        if one.fiscal_year >= first:
            yield FeedEvent(
                f"meeting-{one.id}",
                one.held_on,
                f"【会議】{named.numbered_meeting(one.number)}",
                revisions["meeting", str(one.id)],
            )


def _turns(work: Work) -> Iterable[FeedEvent]:
    for turn in turns(work):
        row = turn.row
        if row.due_on is not None:
            yield FeedEvent(
                f"item-{row.id}",
                row.due_on,
                f"【自分の番】{row.state_title.ja}：{row.name or '（名称未入力）'}",
                row.updated_at,
                f"items/{row.id}",
            )


def _revisions(session: Session, since: datetime) -> Revisions:
    """When each cycle, session and meeting was last changed by hand."""
    query = select(
        CalendarChange.subject, CalendarChange.subject_id, func.max(CalendarChange.at)
    ).group_by(CalendarChange.subject, CalendarChange.subject_id)
    found: Revisions = defaultdict(lambda: since)
    for subject, key, at in session.execute(query):
        found[subject, key] = at
    return found
