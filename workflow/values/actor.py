"""Who is acting: a plain value that policy and queries can be asked with."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Final, NamedTuple, Self

from workflow.values.errors import NotSignedIn, Refusal, WrongRole
from workflow.values.lazy import cached_property
from workflow.values.vocabulary import (
    ADMINISTRATORS,
    CENTER_ROLES,
    READER_ROLES,
    AnyRole,
    OwnRole,
    Role,
)

SYSTEM_KIND: Final = "system"
"""What the people's table calls the program; everybody else is a `person`."""


class Title(NamedTuple):
    """A name in both languages of the interface."""

    ja: str
    en: str

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> Self:
        """A title as a definition of a process, or the record, holds it: by language."""
        return cls(texts["ja"], texts["en"])

    def text(self, lang: str = "ja") -> str:
        """The name in `lang`; Japanese where there is no English one."""
        return self.en or self.ja if lang == "en" else self.ja


def with_principal(who: Title, principal: Title | None) -> Title:
    """Both names as a record has them: X（Y 代理）; the one name where nobody is absent."""
    if principal is None:
        return who
    return Title(
        f"{who.ja}（{principal.ja} 代理）", f"{who.text('en')} (for {principal.text('en')})"
    )


class Grant(NamedTuple):
    """One role, for one department or (None) for all of them."""

    role: AnyRole
    department_id: int | None


class Grants:
    """What can be asked of whoever holds grants."""

    grants: frozenset[Grant]

    @cached_property
    def roles(self) -> frozenset[AnyRole]:
        """The roles held, wherever they are held."""
        return frozenset(grant.role for grant in self.grants)

    @property
    def sees_everything(self) -> bool:
        """Whether a role of the DX center is held."""
        return bool(self.roles & CENTER_ROLES)

    def has(self, role: AnyRole) -> bool:
        """Whether `role` is held anywhere."""
        return role in self.roles

    def departments(self, role: AnyRole) -> frozenset[int]:
        """The departments for which `role` is held by name."""
        return frozenset(
            grant.department_id
            for grant in self.grants
            if grant.role == role and grant.department_id is not None
        )

    @cached_property
    def own_role_departments(self) -> frozenset[int]:
        """The departments for which a role of the office's own is held."""
        return frozenset(
            grant.department_id
            for grant in self.grants
            if isinstance(grant.role, OwnRole) and grant.department_id is not None
        )

    @property
    def has_own_role_everywhere(self) -> bool:
        """Whether a role of the office's own is held that knows no departments."""
        return any(
            isinstance(grant.role, OwnRole) and grant.department_id is None for grant in self.grants
        )

    def holds_everywhere(self, role: AnyRole) -> bool:
        """Whether `role` is held for all departments."""
        return Grant(role, None) in self.grants

    def holds(self, role: AnyRole, department_id: int) -> bool:
        """Whether `role` is held for this department, or for all of them."""
        return any(
            grant.role == role and grant.department_id in (None, department_id)
            for grant in self.grants
        )


@dataclass(frozen=True)
class Principal(Grants):
    """An absent person whom somebody stands in for today; `grants` is what may be done for them.

    `own_departments` are those the absent one is an officer of, whatever was lent.
    """

    person_id: int
    login: str
    name: Title
    grants: frozenset[Grant]
    own_departments: frozenset[int] = frozenset()


class _Me(int):
    """A number of a person that is no one's."""


ME: Final = _Me(-1)
"""Whoever asks, in a statement that is built once for all who hold the same."""


@dataclass(frozen=True)
class Actor(Grants):
    """A signed-in person with what they hold today, and whom they stand in for, by login.

    What is asked of an actor is what they hold themselves; only policy looks at `principals`.
    """

    person_id: int
    login: str
    name: Title
    grants: frozenset[Grant]
    principals: tuple[Principal, ...] = ()
    is_system: bool = False
    """The program itself, which makes automatic moves and nothing else."""
    has_substitute: bool = False
    """Somebody stands in for them today."""

    @cached_property
    def effective_grants(self) -> Grants:
        """Everything held, for oneself or for another: what may be seen and worked on."""
        if not self.principals:
            return self
        lent = (principal.grants for principal in self.principals)
        return replace(self, grants=self.grants.union(*lent), principals=())

    @cached_property
    def alike(self) -> "Actor":
        """All who hold the same, and stand in for the same people: whoever asks is `ME`."""
        return replace(self, person_id=ME, login="", name=Title("", ""), has_substitute=False)

    @cached_property
    def confined_to(self) -> frozenset[int] | None:
        """The departments whose items alone this person sees; None where others are seen too.

        A reading role counts where it is held, not where it is lent: as `visible_items` has it.
        """
        held = self.effective_grants
        if held.sees_everything or held.has_own_role_everywhere or self.roles & READER_ROLES:
            return None
        return held.departments(Role.OFFICER) | held.own_role_departments


OPERATOR = Actor(
    person_id=0,
    login="operator",
    name=Title("運用担当", "Operator"),
    grants=frozenset({Grant(Role.ADMIN, None)}),
)
"""Who reads from the shell of the machine itself: sees everything, can move nothing."""


def role_refusal(actor: Actor | None, roles: Collection[AnyRole]) -> Refusal | None:
    """Why `actor` may not do what takes one of the roles; None where they hold one."""
    if actor is None:
        return NotSignedIn()
    return None if actor.roles.intersection(roles) else WrongRole(roles=tuple(sorted(roles)))


def permitted(actor: Actor | None, refusal: Refusal | None) -> Actor:
    """`actor`, where a `may_…` had nothing against it; raises its reason otherwise."""
    if actor is None or refusal:
        raise refusal or NotSignedIn()
    return actor


def require_role(actor: Actor | None, roles: Collection[AnyRole]) -> Actor:
    """`actor`, where they hold one of the roles. Raises NotSignedIn, WrongRole."""
    return permitted(actor, role_refusal(actor, roles))


def require_administrator(actor: Actor | None) -> Actor:
    """`actor`, where they administer the office. Raises NotSignedIn, WrongRole."""
    return require_role(actor, ADMINISTRATORS)
