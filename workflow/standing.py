"""From rows to situations: where items stand, for policy, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workflow.models import Cycle, Item, LedgerEntry, Meeting, item_joint_departments
from workflow.process_library import ProcessLibrary
from workflow.situation import CycleFacts, Situation

Doers = dict[int, dict[str, frozenset[int]]]
Times = dict[int, dict[str, int]]


def cycle_facts(cycle: Cycle) -> CycleFacts:
    """What matters of a cycle for a move."""
    return CycleFacts(
        id=cycle.id,
        kind=cycle.kind,
        opens_on=cycle.opens_on,
        closed=cycle.closed_at is not None,
        submission_deadline=cycle.submission_deadline,
        review_deadline=cycle.review_deadline,
    )


def situations(
    session: Session, items: Sequence[Item], library: ProcessLibrary, today: date
) -> dict[int, Situation]:
    """The situation of each item, by its id: four queries, however many items."""
    ids = [item.id for item in items]
    doers, times = _past(session, ids)
    joint = _joint(session, ids)
    cycles = {
        cycle.id: cycle_facts(cycle)
        for cycle in session.scalars(
            select(Cycle).where(Cycle.id.in_({item.cycle_id for item in items}))
        )
    }
    frozen = set(
        session.scalars(
            select(Meeting.id).where(
                Meeting.id.in_({item.meeting_id for item in items if item.meeting_id}),
                Meeting.report_frozen_at.is_not(None),
            )
        )
    )
    return {
        item.id: Situation(
            process=library.get(session, item.process_name, item.process_version),
            state=item.state,
            department_id=item.department_id,
            joint_department_ids=joint.get(item.id, frozenset()),
            cycle=cycles[item.cycle_id],
            today=today,
            round=item.round,
            submitted_by=item.submitted_by,
            report_frozen=item.meeting_id in frozen,
            doers=doers.get(item.id, {}),
            times=times.get(item.id, {}),
        )
        for item in items
    }


def _past(session: Session, ids: Sequence[int]) -> tuple[Doers, Times]:
    doers: Doers = defaultdict(dict)
    times: Times = defaultdict(dict)
    rows = session.execute(
        select(LedgerEntry.item_id, LedgerEntry.action, LedgerEntry.actor_id, func.count())
        .where(LedgerEntry.item_id.in_(ids))
        .group_by(LedgerEntry.item_id, LedgerEntry.action, LedgerEntry.actor_id)
    )
    for item_id, action, actor_id, count in rows:
        doers[item_id][action] = doers[item_id].get(action, frozenset()) | {actor_id}
        times[item_id][action] = times[item_id].get(action, 0) + count
    return doers, times


def _joint(session: Session, ids: Sequence[int]) -> dict[int, frozenset[int]]:
    found: dict[int, frozenset[int]] = {}
    rows = session.execute(
        select(item_joint_departments).where(item_joint_departments.c.item_id.in_(ids))
    )
    for item_id, department_id in rows:
        found[item_id] = found.get(item_id, frozenset()) | {department_id}
    return found
