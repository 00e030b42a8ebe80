"""Every change of the inventory, through one function: permitted, checked, done, recorded."""

from collections.abc import Callable
from datetime import date
from typing import Final

from sqlalchemy import func, select

from workflow import ledger
from workflow.items.reassigning import Reassignment
from workflow.models import OfficeChange, System
from workflow.models.base import locked_row
from workflow.systems import record, writing
from workflow.systems.interfaces import Merges
from workflow.systems.policy import ASKING, STEPS, SystemChanged, may, may_add, visible_systems
from workflow.systems.record import tell_of_step
from workflow.systems.writing import CleanSystem, SystemDraft
from workflow.values.actor import Actor, permitted
from workflow.values.changes import Subject
from workflow.values.cleaning import clean_words
from workflow.values.clock import SENT_TWICE_WITHIN
from workflow.values.errors import InputRefused, Problem, Refusal
from workflow.values.fiscal import LAST_YEAR
from workflow.values.place import Place
from workflow.values.systems import ReviewState, SystemAct
from workflow.values.text import search_key
from workflow.work import Work

LONGEST_NOTE: Final = 2000

Change = Callable[[System], None]


def add(work: Work, given: SystemDraft) -> int:
    """Add a system; gives its number. Sent again within a minute, it adds no second.

    Raises NotSignedIn, WrongRole, OtherDepartment, InputRefused.
    """
    clean = writing.cleaned(work, given)
    by = permitted(work.actor, may_add(work.actor, clean.department_id))
    ledger.lock(work)  # two at once would both find the name free
    if known := _same_name(work, clean):
        if _sent_before(work, known, by):
            return known
        raise InputRefused([Problem("name", "system_name_taken", {"number": known})])
    system = System(state=ReviewState.SURVEY, round=1, reasons="", revision=0)
    for name, value in writing.columns(clean).items():
        setattr(system, name, value)
    work.session.add(system)
    work.session.flush()
    writing.put_parts(work, {system.id: clean})
    record.put(work, system, SystemAct.ADD, None)
    return system.id


def edit(work: Work, system_id: int, given: SystemDraft, seen: int) -> None:
    """Write what the inventory says of a system anew.

    Raises NotFound, the policy's refusals, SystemChanged, InputRefused.
    """
    system = locked(work, system_id)
    clean = writing.cleaned(work, given, system_id)
    if clean.draft == writing.written(work, [system])[system_id]:
        permitted(work.actor, _may(work, system, SystemAct.EDIT))
        return

    def change(system: System) -> None:
        permitted(work.actor, may_add(work.actor, clean.department_id))
        ledger.lock(work)
        if known := _same_name(work, clean, system_id):
            raise InputRefused([Problem("name", "system_name_taken", {"number": known})])
        writing.write(work, system, clean)

    perform(work, system_id, SystemAct.EDIT, seen, change)


def move(
    work: Work,
    system_id: int,
    act: SystemAct,
    seen: int,
    note: str = "",
    answer_by: date | None = None,
) -> None:
    """Take a step of the review, or retire the system.

    `answer_by` is the day by which the department answers the survey that is asked for or sent
    back. Raises as `perform`, InputRefused (answer_by; reason: another system merges into one
    that is retired).
    """

    def change(system: System) -> None:
        system.answer_by = answer_day(work, act, answer_by)
        if act is SystemAct.REVIEW:
            begin_round(system)
        if act is SystemAct.RETIRE:
            ledger.lock(work)
            if other := Merges(work).onto(system_id):
                raise InputRefused([Problem("reason", "system_merged_into", {"number": other})])

    perform(work, system_id, act, seen, change, note)


def begin_round(system: System) -> None:
    """Begin the next round of review: nothing is decided yet."""
    system.round += 1
    system.assessment, system.act_by, system.reasons = None, None, ""
    system.merges_into_id = None


def answer_day(work: Work, act: SystemAct, day: date | None) -> date | None:
    """The day by which a survey is answered after an act. Raises InputRefused (answer_by)."""
    if act not in ASKING:
        return None
    if day is None and act is SystemAct.ASK:
        raise InputRefused([Problem("answer_by", "required")])
    if day is not None and not work.today <= day <= date(LAST_YEAR, 12, 31):
        raise InputRefused([Problem("answer_by", "system_answer_day")])
    return day


def perform(
    work: Work, system_id: int, act: SystemAct, seen: int, change: Change, note: str = ""
) -> None:
    """Take one act: permit, check, change, record; nothing of it if any is refused.

    The one way in which a system that is there changes. A second delivery of the same does
    nothing. Raises NotFound, NotSignedIn, WrongRole, OtherDepartment, SystemNotInState,
    SystemChanged, InputRefused (reason).
    """
    words = clean_words("reason", note, LONGEST_NOTE)
    system = locked(work, system_id)
    if _delivered_before(work, system, act, seen, words):
        return
    permitted(work.actor, _may(work, system, act))
    if system.revision != seen:
        raise SystemChanged()
    if STEPS[act].note and not words:
        raise InputRefused([Problem("reason", "required")])
    before = record.fields_of(work.session, [system])[system.id]
    change(system)
    if to := STEPS[act].to:
        system.state = to
    record.put(work, system, act, before, words)
    tell_of_step(work, system, act)


def locked(work: Work, system_id: int) -> System:
    """The row of a system, which nobody else changes meanwhile. Raises NotFound."""
    query = select(System).where(System.id == system_id, visible_systems(work.actor))
    return locked_row(work.session, query, system_id, "system")


def _may(work: Work, system: System, act: SystemAct) -> Refusal | None:
    return may(work.actor, act, ReviewState(system.state), system.department_id)


def _same_name(work: Work, clean: CleanSystem, but: int = 0) -> int | None:
    """A system of the department that is there under the same name."""
    wanted = search_key(clean.draft.name)
    query = select(System.id, System.name).where(
        System.department_id == clean.department_id,
        System.state != ReviewState.RETIRED,
        System.id != but,
        System.search_text.startswith(wanted, autoescape=True),
    )
    same = (row.id for row in work.session.execute(query) if search_key(row.name) == wanted)
    return next(same, None)


def _delivered_before(work: Work, system: System, act: SystemAct, seen: int, words: str) -> bool:
    """Whether the latest change is this very one, sent by the same person a first time."""
    if system.revision != seen + 1 or work.actor is None or act is SystemAct.EDIT:
        return False
    return ledger.was_last(work, Subject.SYSTEM, str(system.id), act.value, words)


def _sent_before(work: Work, system_id: int, by: Actor) -> bool:
    """Whether this person added the system within the last minute, and nobody changed it."""
    query = select(func.count(), func.max(OfficeChange.at), func.max(OfficeChange.actor_login))
    of_system = (OfficeChange.subject == Subject.SYSTEM, OfficeChange.code == str(system_id))
    count, at, login = work.session.execute(query.where(*of_system)).one()
    return bool(count == 1 and login == by.login and at >= work.now - SENT_TWICE_WITHIN)


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
