"""Roles that an office defines itself: 課長, 財政課, 情報政策課."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workflow.values.actor import Title
from workflow.values.vocabulary import OwnRole, RoleScope


@dataclass(frozen=True)
class OfficeRole:
    """An own role as the office has it. Its key and its scope never change: people hold it so."""

    name: OwnRole
    """The key by which grants and definitions name it."""
    title: Title
    scope: RoleScope
    active: bool = True
    """False for one that nobody is given any more; who holds it keeps it."""

    @property
    def is_of_departments(self) -> bool:
        """Whether it is held for a department by name."""
        return self.scope is RoleScope.DEPARTMENT

    def to_json(self) -> dict[str, Any]:
        """All of it as plain values."""
        return {
            "name": str(self.name),
            "title": list(self.title),
            "scope": self.scope.value,
            "active": self.active,
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "OfficeRole":
        """Read back what `to_json` gave."""
        scope, title = RoleScope(stored["scope"]), Title(*stored["title"])
        return cls(OwnRole(stored["name"]), title, scope, stored["active"])
