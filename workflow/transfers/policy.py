"""Why a transfer plan is refused. Administrators alone see and change plans."""

from workflow.values.errors import Conflict, NotPermitted


class TransferNotOpen(Conflict):
    """The plan is in force or cancelled already, or was not decided. Data: state."""

    key = "transfer_not_open"


class TransferOutdated(Conflict):
    """Somebody in the plan was changed after it was looked at."""

    key = "transfer_overtaken"


class TransferTooEarly(Conflict):
    """The plan's day has not come yet. Data: day."""

    key = "transfer_too_early"


class NotTheSuccessor(NotPermitted):
    """Somebody else takes this over."""

    key = "not_the_successor"
