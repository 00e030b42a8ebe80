"""What stands against a change of the organisation. Administrators alone change it."""

from workflow.values.errors import Conflict


class YearIsOver(Conflict):
    """A fiscal year that is over keeps its organisation."""

    key = "organisation_year_over"


class OrganisationChanged(Conflict):
    """Somebody changed the organisation after it was looked at."""

    key = "organisation_changed"
