"""Who is concerned with items without moving them: joint departments, advisors, evaluators."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, bindparam, case, literal, select, union_all

from workflow.database import statements
from workflow.database.transactions import connection_of
from workflow.models import (
    AdviceRequest,
    AdvisorReach,
    ConflictOfInterest,
    Evaluation,
    EvaluationSeat,
    Item,
    OpinionRequest,
    Person,
    SessionSetUp,
    item_joint_departments,
    session_cycles,
)
from workflow.people.holding import holders
from workflow.values.vocabulary import Role
from workflow.work import Work

JOINT: Final = "joint"
CONFLICT: Final = "conflict"
FINALISER: Final = "finaliser"
SCORER: Final = "scorer"
EVALUATED_BY: Final = "evaluated_by"
ADVISOR: Final = "advisor"
CONSULTED: Final = "consulted"

_CONFLICTS = ConflictOfInterest.__table__
_ITEMS, _SEATS, _SET_UPS = Item.__table__, EvaluationSeat.__table__, SessionSetUp.__table__
_JOINT, _PEOPLE, _EVALUATIONS = item_joint_departments, Person.__table__, Evaluation.__table__
_JUDGED: Final[Any] = bindparam("judged", expanding=True)
_CARRIED: Final[Any] = bindparam("carried", expanding=True)
_REQUESTS, _REACH = AdviceRequest.__table__, AdvisorReach.__table__
_CONSULTED = OpinionRequest.__table__
_TODAY: Final[Any] = bindparam("today")
_ADVISES: Final = holders(_TODAY, Role.ADVISOR)

_EVALUATED_IN: Final = (
    select(_SET_UPS.c.session_id)
    .join(session_cycles, session_cycles.c.session_id == _SET_UPS.c.session_id)
    .where(session_cycles.c.cycle_id == _ITEMS.c.cycle_id, _SET_UPS.c.opened_at.is_not(None))
    .order_by(_SET_UPS.c.closed_at.is_not(None), _SET_UPS.c.closed_at.desc())
    .limit(1)
    .correlate(_ITEMS)
    .scalar_subquery()
)
"""The session that evaluates an item: the open one of its cycle, else the last that was."""


def _who_judges(is_asked: Callable[[Any], ColumnElement[bool]]) -> tuple[Select[Any], ...]:
    """Of items by their ids: who declared a conflict, who decides, who has evaluated."""
    return (
        select(_CONFLICTS.c.item_id, literal(CONFLICT).label("what"), _CONFLICTS.c.person_id).where(
            is_asked(_CONFLICTS.c.item_id), _CONFLICTS.c.withdrawn_at.is_(None)
        ),
        select(
            _ITEMS.c.id,
            case((_SEATS.c.finalises, literal(FINALISER)), else_=literal(SCORER)),
            _SEATS.c.person_id,
        )
        .select_from(_ITEMS)
        .join(_SEATS, _SEATS.c.session_id == _EVALUATED_IN)
        .join(_PEOPLE, _PEOPLE.c.id == _SEATS.c.person_id)
        .where(
            is_asked(_ITEMS.c.id),
            _SEATS.c.left_at.is_(None),
            _PEOPLE.c.active,
            _SEATS.c.person_id.in_(holders(_TODAY, Role.EVALUATOR)),
        ),
        select(_EVALUATIONS.c.item_id, literal(EVALUATED_BY), _EVALUATIONS.c.finalised_by).where(
            is_asked(_EVALUATIONS.c.item_id), _EVALUATIONS.c.undone_at.is_(None)
        ),
    )


WHO_JUDGES: Final = union_all(*_who_judges(lambda item_id: item_id == bindparam("wanted")))
"""The same of one item: asked with the parameters `wanted` and `today`."""

_INVOLVED: Final = union_all(
    select(
        _JOINT.c.item_id, literal(JOINT).label("what"), _JOINT.c.department_id.label("who")
    ).where(_JOINT.c.item_id.in_(_CARRIED)),
    select(_REQUESTS.c.item_id, literal(ADVISOR), _REQUESTS.c.advisor_id).where(
        _REQUESTS.c.item_id.in_(_CARRIED),
        _REQUESTS.c.withdrawn_at.is_(None),
        _REQUESTS.c.advisor_id.in_(_ADVISES),
    ),
    select(_CONSULTED.c.item_id, literal(CONSULTED), _CONSULTED.c.department_id).where(
        _CONSULTED.c.item_id.in_(_CARRIED)
    ),
    select(_ITEMS.c.id, literal(ADVISOR), _REACH.c.person_id)
    # Those who read every submitted item: each with each item asked about.
    .join(_REACH, _REACH.c.ended_at.is_(None))
    .where(_ITEMS.c.id.in_(_CARRIED), _REACH.c.person_id.in_(_ADVISES)),
    *_who_judges(lambda item_id: item_id.in_(_JUDGED)),
)

Involved = Mapping[tuple[int, str], Collection[int]]
"""Departments and people, by item and what they are to it."""


def deciders(found: Involved, item_id: int) -> frozenset[int]:
    """Whom the session names to finalise, or where it names nobody those who score."""
    return frozenset(found.get((item_id, FINALISER)) or found.get((item_id, SCORER)) or ())


def involved(work: Work, carried: Sequence[int], judged: Sequence[int]) -> Involved:
    """The joint departments and advisors of items that are `carried`, who judges the `judged`."""
    found: dict[tuple[int, str], set[int]] = {}
    given = {"carried": carried, "judged": judged, "today": work.today}
    execute = connection_of(work.session).execute
    rows = statements.send(execute, _INVOLVED, given) if carried else ()
    for item_id, what, who in rows:
        found.setdefault((item_id, what), set()).add(who)
    return found
