"""What a definition, and the program, calls what proofs speak of."""

from typing import Final

from workflow.process.failures import Titles
from workflow.process.shape import Process
from workflow.values.vocabulary import Role

ROLES: Final = {
    Role.OFFICER: {"ja": "各課担当", "en": "officer"},
    Role.REVIEWER: {"ja": "審査担当", "en": "reviewer"},
    Role.EVALUATOR: {"ja": "評価担当", "en": "evaluator"},
    Role.SECRETARIAT: {"ja": "本部事務局", "en": "secretariat"},
    Role.VIEWER: {"ja": "閲覧者", "en": "reader"},
    Role.ADVISOR: {"ja": "アドバイザー", "en": "advisor"},
    Role.ADMIN: {"ja": "管理者", "en": "administrator"},
}


def titles_of(process: Process) -> Titles:
    """The titles of all that a failure of `process` can name."""
    return Titles(
        states={state.name: state.title for state in process.states.values()},
        actions={one.action: one.title for one in reversed(process.transitions)},
        roles={str(role): words for role, words in ROLES.items()},
    )
