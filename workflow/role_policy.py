"""The plainest of all permissions: to hold one of some roles, wherever it is held."""

from collections.abc import Collection

from workflow.actor import Actor
from workflow.errors import NotSignedIn, Refusal, WrongRole
from workflow.vocabulary import Role


def role_refusal(actor: Actor | None, roles: Collection[Role]) -> Refusal | None:
    """Why `actor` may not do what takes one of the roles; None where they hold one."""
    if actor is None:
        return NotSignedIn()
    return None if actor.roles.intersection(roles) else WrongRole(roles=tuple(sorted(roles)))


def permitted(actor: Actor | None, refusal: Refusal | None) -> Actor:
    """`actor`, where a `may_…` had nothing against it; raises its reason otherwise."""
    if actor is None or refusal:
        raise refusal or NotSignedIn()
    return actor
