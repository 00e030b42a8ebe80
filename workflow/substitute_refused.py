"""Why somebody does not stand in for another, or not in this."""

from workflow.errors import Conflict, NotPermitted


class FinaliserIsPersonal(NotPermitted):
    """The open session names who finalises: nobody does that in another's name."""

    key = "finaliser_is_personal"


class SelfAppointed(NotPermitted):
    """Admins appoint others for somebody who is away, never themselves."""

    key = "self_appointed"


class SubstituteOverlaps(Conflict):
    """Somebody stands in already, in that role, on one of those days. Data: who (Title)."""

    key = "substitute_overlaps"
