"""What accounts refuse. Administrators alone administer them."""

from workflow.values.errors import Conflict, NotFound, Refusal


class TooManyAttempts(Refusal):
    """It was tried in vain too often. Data: minutes (until it may be tried again)."""

    key = "too_many_attempts"


class LinkEnded(NotFound):
    """The one-use link was used, was replaced by a newer one, or has ended; or never was one."""

    key = "link_ended"


class CodeRefused(Refusal):
    """Login and code do not belong together, or the code was used or has ended; never which."""

    key = "code_refused"


class LinkMadeSince(Conflict):
    """Another link was made for the person since the form was opened; perhaps by this very form."""

    key = "link_made_since"


class MayNotSignIn(Refusal):
    """The person is switched off: there is no password to set."""

    key = "may_not_sign_in"
