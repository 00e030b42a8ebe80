"""Who changes the organisation, and what stands against a change."""

from typing import Final

from workflow.values.actor import Actor, permitted, role_refusal
from workflow.values.errors import Conflict
from workflow.values.vocabulary import Role

ADMINISTRATORS: Final = frozenset({Role.ADMIN})


class YearIsOver(Conflict):
    """A fiscal year that is over keeps its organisation."""

    key = "organisation_year_over"


class OrganisationChanged(Conflict):
    """Somebody changed the organisation after it was looked at."""

    key = "organisation_changed"


def require_administrator(actor: Actor | None) -> Actor:
    """The person, where they are an administrator. Raises NotSignedIn, WrongRole."""
    return permitted(actor, role_refusal(actor, ADMINISTRATORS))
