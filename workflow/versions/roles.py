"""The own roles and the departments that a definition names, held against those of the office."""

from collections.abc import Iterator

from sqlalchemy import select

from workflow import office
from workflow.models import Department
from workflow.process.roles import DeclaredRole
from workflow.process.shape import Process
from workflow.values.actor import Title
from workflow.values.errors import InputRefused, Refusal
from workflow.values.own_roles import OfficeRole
from workflow.work import Work


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
    """What stands against each own role of a definition; nothing where the office has it so."""
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
            yield RoleUnfit(role=_title(declared), name=str(key), reason=reason)


def define_roles(work: Work, process: Process) -> None:
    """Define the roles that a definition declares and the office lacks. Raises RoleUnfit."""
    missing = [one.data["name"] for one in unfit_roles(work, process) if one.can_be_defined]
    for key, declared in process.own_roles.items():
        if key not in missing:
            continue
        title = _title(declared)
        try:
            office.define_role(work, OfficeRole(key, title, declared.scope))
        except InputRefused as refused:
            raise RoleUnfit(role=title, name=str(key), reason="taken") from refused


def _title(declared: DeclaredRole) -> Title:
    return Title(declared.title["ja"], declared.title["en"])
