"""Live items and open evaluation sessions that lack people who can act, and why."""

from workflow.staffing.findings import lacking, left_since, since, tell, watched
from workflow.staffing.items import Stops, Unattended, roles_held, roles_without_people, unattended
from workflow.staffing.policy import Why
from workflow.staffing.sessions import ShortSession, short_sessions

__all__ = [
    "ShortSession",
    "Stops",
    "Unattended",
    "Why",
    "lacking",
    "left_since",
    "roles_held",
    "roles_without_people",
    "short_sessions",
    "since",
    "tell",
    "unattended",
    "watched",
]
