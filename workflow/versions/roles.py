"""The own roles that a definition declares, held against those that the office defined."""

from collections.abc import Iterator

from workflow import office
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
            yield RoleUnfit(role=_title(process, key), name=str(key), reason=reason)


def define_roles(work: Work, process: Process) -> None:
    """Define the roles that a definition declares and the office lacks. Raises RoleUnfit."""
    missing = [one.data["name"] for one in unfit_roles(work, process) if one.can_be_defined]
    for key, declared in process.own_roles.items():
        if key not in missing:
            continue
        title = _title(process, key)
        try:
            office.define_role(work, OfficeRole(key, title, declared.scope))
        except InputRefused as refused:
            raise RoleUnfit(role=title, name=str(key), reason="taken") from refused


def _title(process: Process, key: str) -> Title:
    words = next(one.title for name, one in process.own_roles.items() if name == key)
    return Title(words["ja"], words["en"])
