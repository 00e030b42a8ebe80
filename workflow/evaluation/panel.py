"""The panel of a session as the database has it: its members, and the criteria they score by."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from workflow.evaluation.policy import Panel, PanelMember
from workflow.evaluation.scores import CriterionText
from workflow.models import (
    EvaluationSeat,
    EvaluationSession,
    Person,
    SessionSetUp,
    session_cycles,
)
from workflow.values.actor import Title
from workflow.work import Work


def panel_of(work: Work, cycle_id: str) -> Panel | None:
    """The panel that evaluates a cycle's items: of the open session, else of the last closed."""
    query = (
        select(EvaluationSession, SessionSetUp)
        .join(SessionSetUp, SessionSetUp.session_id == EvaluationSession.id)
        .join(session_cycles, session_cycles.c.session_id == EvaluationSession.id)
        .where(session_cycles.c.cycle_id == cycle_id, SessionSetUp.opened_at.is_not(None))
        .order_by(SessionSetUp.closed_at.is_not(None), SessionSetUp.closed_at.desc())
        .limit(1)
    )
    row = work.session.execute(query).one_or_none()
    if row is None:
        return None
    session, set_up = row
    return Panel(
        session_id=session.id,
        title=Title(session.title_ja, session.title_en),
        is_open=set_up.closed_at is None,
        criteria=criteria_of(set_up.criteria),
        members=members_of(work, [session.id])[session.id],
    )


def members_of(
    work: Work, session_ids: Collection[int]
) -> defaultdict[int, tuple[PanelMember, ...]]:
    """Who is on the panel of each session now, by login."""
    query = (
        select(EvaluationSeat, Person)
        .join(Person, Person.id == EvaluationSeat.person_id)
        .where(EvaluationSeat.session_id.in_(session_ids), EvaluationSeat.left_at.is_(None))
        .options(selectinload(Person.grants))
        .order_by(Person.login)
    )
    found: defaultdict[int, tuple[PanelMember, ...]] = defaultdict(tuple)
    for seat, person in work.session.execute(query):
        member = PanelMember(person.as_actor(), person.active, seat.scores, seat.finalises)
        found[seat.session_id] += (member,)
    return found


def criteria_of(stored: Sequence[Any]) -> tuple[CriterionText, ...]:
    """The criteria of a session as they read when it was set up."""
    return tuple(CriterionText(one["code"], Title(one["ja"], one["en"])) for one in stored)
