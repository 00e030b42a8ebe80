"""What stands against a change of the office. Administrators alone change it."""

from workflow.values.errors import Conflict


class OfficeThere(Conflict):
    """The office was set up before: it is changed on its page, not set up again."""

    key = "office_there"


class OfficeChanged(Conflict):
    """Somebody else changed the office since the page was opened."""

    key = "office_changed"
