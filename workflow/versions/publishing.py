"""Publishing a version, and taking one out of force: recorded among administrators' changes."""

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow import ledger, staffing
from workflow.ledger import Change
from workflow.models import OfficeChange, Person, ProcessVersion, ProcessWithdrawal
from workflow.people.holding import holders
from workflow.process import library
from workflow.process.duties import deadlock
from workflow.process.failures import Failure
from workflow.process.moves import State
from workflow.process.shape import Process
from workflow.values.actor import Actor, permitted, role_refusal
from workflow.values.changes import ChangeAction, Subject
from workflow.values.vocabulary import Role
from workflow.versions.roles import define_roles, require_departments, unfit_roles
from workflow.work import Work

ADMINISTRATORS: Final = frozenset({Role.ADMIN})


def require_administrator(actor: Actor | None) -> Actor:
    """The person, where they are an administrator. Raises NotSignedIn, WrongRole."""
    return permitted(actor, role_refusal(actor, ADMINISTRATORS))


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
    before = dict(_standing(work.session)).get(code)
    library.withdraw(work.session, name, version, work.now)
    after = dict(_standing(work.session)).get(code)
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


def _standing(session: Session) -> Iterator[tuple[str, ledger.Fields]]:
    gone = {(row.name, row.version) for row in session.scalars(select(ProcessWithdrawal))}
    columns = (ProcessVersion.name, ProcessVersion.version, ProcessVersion.source_hash)
    for name, version, source_hash in session.execute(select(*columns)):
        in_force = (name, version) not in gone
        yield f"{name} {version}", _fields(source_hash, in_force=in_force)


ledger.stands_as(Subject.PROCESS, _standing)
