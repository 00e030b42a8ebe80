"""What a definition, and the program, calls what proofs speak of."""

from collections.abc import Mapping

from workflow.process.failures import Titles
from workflow.process.opinion import department_code, is_joint
from workflow.process.roles import ROLES
from workflow.process.shape import Process
from workflow.values.vocabulary import AnyRole, OwnRole, Role


def role_title(process: Process, role: AnyRole) -> Mapping[str, str]:
    """What a role is called in both languages."""
    return process.own_roles[role].title if isinstance(role, OwnRole) else ROLES[role]


def party_title(process: Process, party: str) -> Mapping[str, str]:
    """What one who is asked for an opinion is called: a role, a department, the joint ones."""
    if isinstance(party, Role | OwnRole):
        return role_title(process, party)
    if is_joint(party):
        return {"ja": "共同の部局", "en": "a joint department"}
    return dict.fromkeys(("ja", "en"), department_code(party))


def titles_of(process: Process) -> Titles:
    """The titles of all that a failure of `process` can name."""
    return Titles(
        states={state.name: state.title for state in process.states.values()},
        actions={one.action: one.title for one in reversed(process.transitions)},
        roles={**ROLES, **{role: one.title for role, one in process.own_roles.items()}},
    )
