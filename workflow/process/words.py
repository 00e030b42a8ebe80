"""What a definition, and the program, calls what proofs speak of."""

from workflow.process.failures import Titles
from workflow.process.roles import ROLES
from workflow.process.shape import Process


def titles_of(process: Process) -> Titles:
    """The titles of all that a failure of `process` can name."""
    return Titles(
        states={state.name: state.title for state in process.states.values()},
        actions={one.action: one.title for one in reversed(process.transitions)},
        roles={str(role): words for role, words in ROLES.items()},
    )
