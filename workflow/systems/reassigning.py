"""Systems follow a reorganisation to the departments and sections that take over."""

from sqlalchemy import select

from workflow.items.reassigning import Reassignment
from workflow.models import System
from workflow.systems import record
from workflow.values.place import Place
from workflow.values.systems import ReviewState, SystemAct
from workflow.work import Work


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
