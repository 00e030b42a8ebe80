"""Publishing a version, and taking one out of force: recorded among administrators' changes."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow import ledger, office, staffing
from workflow.ledger import Change
from workflow.models import Department, OfficeChange, Person, ProcessVersion, ProcessWithdrawal
from workflow.people.holding import holders
from workflow.process import library
from workflow.process.definition import hash_of
from workflow.process.failures import Failure
from workflow.process.fitness import deadlock
from workflow.process.moves import State
from workflow.process.shape import Process
from workflow.values.actor import Title, require_administrator
from workflow.values.changes import ChangeAction, Subject
from workflow.values.errors import InputRefused, Refusal
from workflow.values.office import OfficeRole
from workflow.work import Work


def publish(work: Work, source: str, origin: str, *, with_roles: bool = False) -> Process:
    """Prove a definition and keep it for new items; the same text twice is no offence.

    With `with_roles` the roles that it declares and the office lacks are defined. Raises
    ProcessInvalid with every complaint, RoleUnfit, DepartmentUnknown, VersionTaken where name
    and version stand for another text, VersionBehind.
    """
    process = library.publish(work.session, source, origin, work.now)
    if with_roles:
        define_roles(work, process)
    for unfit in unfit_roles(work, process):
        raise unfit
    require_departments(work, process)
    code, after = f"{process.name} {process.version}", _fields(process.source_hash, in_force=True)
    if not _recorded(work.session, code):
        ledger.record(work, Change(Subject.PROCESS, code, ChangeAction.ADD, None, after))
    return process


def withdraw(work: Work, name: str, version: int) -> None:
    """Take a published version out of force; a second time changes nothing.

    Raises NotFound, ProcessInUse, ProcessNeeded.
    """
    code = f"{name} {version}"
    before = dict(_current(work.session)).get(code)
    library.withdraw(work.session, name, version, work.now)
    after = dict(_current(work.session)).get(code)
    if after == before:
        return
    ledger.record(work, Change(Subject.PROCESS, code, ChangeAction.END, before, after))


def unstaffed(work: Work, process: Process) -> tuple[State, ...]:
    """The states in which nobody could act today: no active person holds a role whose turn it is.

    Raises WrongRole.
    """
    require_administrator(work.actor)
    found = []
    for state in process.live_states:
        held = holders(work.today, *state.turn)
        someone = select(Person.id).where(Person.active, Person.id.in_(held)).limit(1)
        if work.session.scalar(someone) is None:
            found.append(state)
    return tuple(found)


def deadlocked(work: Work, process: Process) -> tuple[Failure, ...]:
    """A shortest way to where today's people come to no end, as duties are separated; or nothing.

    Of a sound `process`. Raises WrongRole.
    """
    require_administrator(work.actor)
    return deadlock(process, staffing.roles_held(work))


def _recorded(session: Session, code: str) -> bool:
    known = select(OfficeChange.sequence).where(
        OfficeChange.subject == Subject.PROCESS.value, OfficeChange.code == code
    )
    return session.scalar(known.limit(1)) is not None


def _fields(source_hash: str, *, in_force: bool) -> dict[str, Any]:
    return {"source_hash": source_hash, "in_force": in_force}


def _current(session: Session) -> Iterator[tuple[str, ledger.Fields]]:
    gone = {(row.name, row.version) for row in session.scalars(select(ProcessWithdrawal))}
    columns = (ProcessVersion.name, ProcessVersion.version, ProcessVersion.source)
    for name, version, source in session.execute(select(*columns)):
        in_force = (name, version) not in gone
        # Items go by the text: that its hash stands beside it proves nothing.
        yield f"{name} {version}", _fields(hash_of(source), in_force=in_force)


ledger.stands_as(Subject.PROCESS, _current)


# ------------------------------------------ roles and departments that it names


class RoleUnfit(Refusal):
    """The office has no such role as the definition declares.

    Data: role (Title), name, reason (missing, switched_off, other_scope, taken).
    """

    key = "process_role_unfit"

    @property
    def can_be_defined(self) -> bool:
        """Whether the role could be defined as it is declared."""
        return bool(self.data["reason"] == "missing")


class DepartmentUnknown(Refusal):
    """A definition asks a department for its opinion that the office has not. Data: code."""

    key = "process_department_unknown"


def require_departments(work: Work, process: Process) -> None:
    """Raise DepartmentUnknown where the office has not each department that is asked."""
    asked = [one.opinions.departments for one in process.states.values() if one.opinions]
    codes = {code for some in asked for code in some}
    known = select(Department.code).where(Department.code.in_(codes))
    missing = codes.difference(work.session.scalars(known)) if codes else codes
    if missing:
        raise DepartmentUnknown(code=min(missing))


def unfit_roles(work: Work, process: Process) -> tuple[RoleUnfit, ...]:
    """What is wrong with each own role of a definition; nothing where the office has it so."""
    return tuple(_unfit(work, process))


def _unfit(work: Work, process: Process) -> Iterator[RoleUnfit]:
    there = office.office(work).own_roles
    for key, declared in process.own_roles.items():
        known, reason = there.get(key), ""
        if known is None:
            reason = "missing"
        elif not known.active:
            reason = "switched_off"
        elif known.scope is not declared.scope:
            reason = "other_scope"
        if reason:
            yield RoleUnfit(role=Title.of(declared.title), name=str(key), reason=reason)


def define_roles(work: Work, process: Process) -> None:
    """Define the roles that a definition declares and the office lacks. Raises RoleUnfit."""
    missing = [one.data["name"] for one in unfit_roles(work, process) if one.can_be_defined]
    for key, declared in process.own_roles.items():
        if key not in missing:
            continue
        title = Title.of(declared.title)
        try:
            office.define_role(work, OfficeRole(key, title, declared.scope))
        except InputRefused as refused:
            raise RoleUnfit(role=title, name=str(key), reason="taken") from refused
