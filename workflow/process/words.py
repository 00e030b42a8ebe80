"""What a definition, and the program, calls what proofs speak of."""

from collections.abc import Mapping

from workflow.process.failures import Titles
from workflow.process.roles import ROLES
from workflow.process.shape import Process
from workflow.values.vocabulary import AnyRole, OwnRole


def role_title(process: Process, role: AnyRole) -> Mapping[str, str]:
    """What a role is called in both languages."""
    return process.own_roles[role].title if isinstance(role, OwnRole) else ROLES[role]


def titles_of(process: Process) -> Titles:
    """The titles of all that a failure of `process` can name."""
    return Titles(
        states={state.name: state.title for state in process.states.values()},
        actions={one.action: one.title for one in reversed(process.transitions)},
        roles={**ROLES, **{role: one.title for role, one in process.own_roles.items()}},
    )
