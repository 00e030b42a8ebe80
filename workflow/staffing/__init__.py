"""That somebody can act: live items and open sessions that lack people, and why."""

from workflow.staffing.findings import since, tell
from workflow.staffing.items import Stops, Unattended, unattended
from workflow.staffing.people import roles_held, roles_without_people
from workflow.staffing.policy import ADMINISTRATORS, Why, require_administrator
from workflow.staffing.sessions import ShortSession, short_sessions
from workflow.staffing.watching import Left, lacking, left_since, watched

__all__ = [
    "ADMINISTRATORS",
    "Left",
    "ShortSession",
    "Stops",
    "Unattended",
    "Why",
    "lacking",
    "left_since",
    "require_administrator",
    "roles_held",
    "roles_without_people",
    "short_sessions",
    "since",
    "tell",
    "unattended",
    "watched",
]
