"""Roles of a definition: what proofs call those of the program, and those that it declares."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from workflow.process.toml_table import Table, title
from workflow.values.vocabulary import AnyRole, OwnRole, Role, RoleScope, role_named

ROLES: Final[Mapping[str, Mapping[str, str]]] = {
    Role.OFFICER: {"ja": "各課担当", "en": "officer"},
    Role.REVIEWER: {"ja": "審査担当", "en": "reviewer"},
    Role.EVALUATOR: {"ja": "評価担当", "en": "evaluator"},
    Role.SECRETARIAT: {"ja": "本部事務局", "en": "secretariat"},
    Role.VIEWER: {"ja": "閲覧者", "en": "reader"},
    Role.ADVISOR: {"ja": "アドバイザー", "en": "advisor"},
    Role.ADMIN: {"ja": "管理者", "en": "administrator"},
}

LONGEST_KEY: Final = 20
"""Characters in the key of an own role."""

MOST_ROLES: Final = 20


@dataclass(frozen=True)
class DeclaredRole:
    """An own role as a definition declares it: what it is called, and where it is held."""

    title: Mapping[str, str]
    scope: RoleScope


Declared = Mapping[OwnRole, DeclaredRole]


def declared_roles(table: Table) -> Declared:
    """The own roles that a definition declares under `[roles.KEY]`."""
    found = {}
    for key, inner in table.remaining().items():
        if key in set(Role):
            table.complain(key, "is a role of the program: it is not declared")
        elif len(key) > LONGEST_KEY:
            table.complain(key, f"a role has at most {LONGEST_KEY} characters")
        words, scope = title(inner), inner.text("scope")
        if scope in set(RoleScope):
            found[OwnRole(key)] = DeclaredRole(words, RoleScope(scope))
        elif scope:
            inner.complain("scope", f"must be department or office, not {scope!r}")
        inner.close()
    if len(found) > MOST_ROLES:
        table.complain("", f"must be at most {MOST_ROLES}, not {len(found)}")
    return found


def roles(table: Table, key: str, declared: Declared) -> tuple[AnyRole, ...]:
    """The roles that are named under `key`, as far as there are such."""
    known = {*Role, *declared}
    names = table.names(key)
    for name in names:
        if name not in known:
            table.complain(
                key, f"unknown role {name!r}: one of the office is declared under [roles.{name}]"
            )
    return tuple(role_named(name) for name in names if name in known)
