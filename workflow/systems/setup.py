"""Systems that an office has already, set up by seeds, each somewhere in its review."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from workflow.models import System
from workflow.systems import record, writing
from workflow.systems.writing import SystemDraft
from workflow.values.systems import Assessment, ReviewState, SystemAct
from workflow.work import Work


@dataclass(frozen=True)
class ReviewProgress:
    """How far the review of a system is."""

    state: ReviewState = ReviewState.SURVEY
    assessment: Assessment | None = None
    act_by: date | None = None
    reasons: str = ""
    merges_into: int | None = None
    """The place, from 0, of the system that takes over among those given."""


def add_systems(work: Work, given: Sequence[tuple[SystemDraft, ReviewProgress]]) -> list[int]:
    """Add systems with the progress of their review; gives their numbers.

    Interfaces may lead to any that is there or among those given before. Raises InputRefused.
    """
    departments = writing.departments_today(work)
    rows, written = [], {}
    for draft, stands in given:
        clean = writing.cleaned(work, draft, departments=departments)
        row = System(
            **writing.columns(clean),
            state=stands.state,
            round=1,
            assessment=stands.assessment,
            act_by=stands.act_by,
            reasons=stands.reasons,
            revision=0,
        )
        work.session.add(row)
        work.session.flush()
        rows.append(row)
        written[row.id] = clean
    writing.put_parts(work, written)
    for row, (_draft, stands) in zip(rows, given, strict=True):
        if stands.merges_into is not None:
            row.merges_into_id = rows[stands.merges_into].id
    record.put_all(work, rows, SystemAct.ADD, {})
    return [row.id for row in rows]
