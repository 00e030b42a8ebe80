"""Evaluation sessions for those who set them up."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from workflow.evaluation import policy
from workflow.evaluation.panel import criteria_of, members_of, name_of
from workflow.evaluation.policy import PanelMember
from workflow.evaluation.scores import FIVE, CriterionText, Scale
from workflow.models import EvaluationSession, Person, SessionEntry, SessionSetUp
from workflow.people.holding import holders
from workflow.people.queries import PersonName
from workflow.values.actor import Title, permitted
from workflow.values.canonical import fingerprint
from workflow.values.errors import NotFound
from workflow.values.vocabulary import Role
from workflow.work import Work


class SessionStatus(StrEnum):
    """How far a session is."""

    PLANNED = "planned"
    SET_UP = "set_up"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True)
class SessionEvent:
    """What was done to a session: `set_up`, `opened` or `closed`; and why, where it was asked."""

    at: datetime
    who: Title
    action: str
    reason: str = ""


@dataclass(frozen=True)
class SessionView:
    """A session with its cycles, panel and criteria; a planned one has no panel yet."""

    id: int
    fiscal_year: int
    title: Title
    begins_on: date | None
    cycle_ids: tuple[str, ...]
    status: SessionStatus
    criteria: tuple[CriterionText, ...]
    scale: Scale
    scorers: tuple[PersonName, ...]
    finalisers: tuple[PersonName, ...]
    history: tuple[SessionEvent, ...] = ()

    @property
    def seen(self) -> str:
        """What a form carries of the session it shows: another one once its plan was changed."""
        people = [[one.id for one in some] for some in (self.scorers, self.finalisers)]
        criteria = [[one.code, one.weight] for one in self.criteria]
        day = self.begins_on.isoformat() if self.begins_on else None
        title = [self.title.ja, self.title.en]
        plan = [title, day, list(self.cycle_ids), criteria, list(self.scale.words)]
        return fingerprint([*plan, *people, self.status.value])


def sessions(work: Work) -> tuple[SessionView, ...]:
    """Every session, the latest first. Raises WrongRole."""
    permitted(work.actor, policy.may_see_sessions(work.actor))
    query = (
        select(EvaluationSession)
        .options(selectinload(EvaluationSession.cycles))
        .order_by(EvaluationSession.fiscal_year.desc(), EvaluationSession.begins_on.desc())
        .order_by(EvaluationSession.id)
    )
    return _views(work, work.session.scalars(query).all())


def session(work: Work, session_id: int) -> SessionView:
    """One session with its history. Raises WrongRole, NotFound."""
    permitted(work.actor, policy.may_see_sessions(work.actor))
    query = (
        select(EvaluationSession)
        .where(EvaluationSession.id == session_id)
        .options(selectinload(EvaluationSession.cycles))
    )
    found = work.session.scalar(query)
    if found is None:
        raise NotFound(what="session")
    return _views(work, [found])[0]


def evaluators(work: Work) -> tuple[PersonName, ...]:
    """Everyone who can be on a panel, by login. Raises WrongRole."""
    permitted(work.actor, policy.may_set_up(work.actor))
    query = (
        select(Person)
        .where(
            Person.active,
            Person.id.in_(holders(work.today, Role.EVALUATOR)),
        )
        .order_by(Person.login)
    )
    return tuple(
        PersonName(one.id, Title(one.name_ja, one.name_en)) for one in work.session.scalars(query)
    )


def _views(work: Work, rows: Sequence[EvaluationSession]) -> tuple[SessionView, ...]:
    """The sessions as they are shown: three queries, however many there are."""
    ids = [row.id for row in rows]
    known = select(SessionSetUp).where(SessionSetUp.session_id.in_(ids))
    set_ups = {one.session_id: one for one in work.session.scalars(known)}
    members, histories = members_of(work, ids), _histories(work, ids)
    return tuple(
        _view(row, set_ups.get(row.id), members[row.id], histories[row.id]) for row in rows
    )


def _view(
    row: EvaluationSession,
    set_up: SessionSetUp | None,
    members: Sequence[PanelMember],
    history: Sequence[SessionEvent],
) -> SessionView:
    return SessionView(
        id=row.id,
        fiscal_year=row.fiscal_year,
        title=Title(row.title_ja, row.title_en),
        begins_on=row.begins_on,
        cycle_ids=tuple(sorted(cycle.id for cycle in row.cycles)),
        status=_status(set_up),
        criteria=criteria_of(set_up.criteria) if set_up else (),
        scale=Scale(tuple(set_up.scale)) if set_up else FIVE,
        scorers=tuple(name_of(member) for member in members if member.scores),
        finalisers=tuple(name_of(member) for member in members if member.finalises),
        history=tuple(history),
    )


def _status(set_up: SessionSetUp | None) -> SessionStatus:
    if set_up is None:
        return SessionStatus.PLANNED
    if set_up.opened_at is None:
        return SessionStatus.SET_UP
    return SessionStatus.OPEN if set_up.closed_at is None else SessionStatus.CLOSED


def _histories(work: Work, ids: Collection[int]) -> defaultdict[int, list[SessionEvent]]:
    """What was done to each session, the oldest first."""
    query = (
        select(SessionEntry, Person)
        .join(Person, Person.id == SessionEntry.by)
        .where(SessionEntry.session_id.in_(ids))
        .order_by(SessionEntry.sequence)
    )
    found: defaultdict[int, list[SessionEvent]] = defaultdict(list)
    for entry, person in work.session.execute(query):
        who = Title(person.name_ja, person.name_en)
        reason = str(entry.content.get("reason", ""))
        found[entry.session_id].append(SessionEvent(entry.at, who, entry.action, reason))
    return found
