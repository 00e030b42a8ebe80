"""What proofs call the roles."""

from typing import Final

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
