"""Systems that come in numbers: from a file, as an office has them, or after a reorganisation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select

from workflow.items.reassigning import Reassignment
from workflow.models import StagedSystems, System
from workflow.staging import Kind
from workflow.systems import commands, deciding, record, writing
from workflow.systems.policy import WRITERS, SystemChanged
from workflow.systems.reading import SystemLine, planned
from workflow.systems.writing import SystemDraft
from workflow.values.actor import require_role
from workflow.values.errors import Conflict
from workflow.values.place import Place
from workflow.values.systems import Assessment, ReviewState, SystemAct
from workflow.work import Work


class SystemsNotReady(Conflict):
    """The file cannot be carried out. Data: reason (problems, committed, nothing)."""

    key = "systems_not_ready"


def _write(work: Work, _row: StagedSystems, line: SystemLine) -> None:
    if line.system_id is None:
        commands.add(work, line.after)
        return
    edited = line.after != line.before
    if edited:
        commands.edit(work, line.system_id, line.after, line.revision)
    if line.decided:
        deciding.assess(work, line.system_id, line.decided[1], line.revision + edited)


FILES: Final = Kind(
    StagedSystems,
    lambda work: require_role(work.actor, WRITERS),
    lambda work, _year, cells, left: planned(work, cells, left=left),
    _write,
    SystemsNotReady,
    SystemChanged,
    leaves=True,
)


# ------------------------------------------------ as an office has them already


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
    """Add systems that stand somewhere in their review; gives their numbers.

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


# ------------------------------------------------------- after a reorganisation


def follow(work: Work, reassignment: Reassignment, note: str) -> int:
    """Move the systems of departments that end or lose sections; gives how many.

    One whose section is not named goes to the first department that took over, without a section.
    Each move is an entry of the record with `note`.
    """
    query = select(System).where(
        System.department_id.in_(reassignment.departments), System.state != ReviewState.RETIRED
    )
    found = work.session.scalars(query.order_by(System.id).with_for_update()).all()
    moves = [(one, to) for one in found if (to := _target(one, reassignment))]
    systems = [one for one, _to in moves]
    before = record.fields_of(work.session, systems)
    for system, to in moves:
        system.department_id, system.section_id = to.department_id, to.section_id
    record.put_all(work, systems, SystemAct.EDIT, before, note)
    return len(moves)


def _target(system: System, reassignment: Reassignment) -> Place | None:
    there = Place(system.department_id, system.section_id)
    if to := reassignment.places.get(there):
        return to
    successors = reassignment.joint.get(system.department_id, ())
    return Place(successors[0], None) if successors else None
