"""That somebody can act: live items and open sessions that lack people, and why."""

from workflow.staffing.findings import since, tell
from workflow.staffing.items import Unattended, unattended
from workflow.staffing.policy import ADMINISTRATORS, Why
from workflow.staffing.sessions import ShortSession, short_sessions
from workflow.staffing.watching import Left, watched

__all__ = [
    "ADMINISTRATORS",
    "Left",
    "ShortSession",
    "Unattended",
    "Why",
    "short_sessions",
    "since",
    "tell",
    "unattended",
    "watched",
]
