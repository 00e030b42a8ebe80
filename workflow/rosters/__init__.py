"""People and their roles as a file: out as a list, in again with a preview, all or nothing."""

from workflow.rosters.columns import HEADINGS, READ, TITLE_ROLES, USUAL_ROLES, accepted_words
from workflow.rosters.commands import Done, RosterNotReady, bring, commit, stage, take_in
from workflow.rosters.queries import (
    RosterView,
    blank,
    listed,
    preview,
    view,
    workbook,
)
from workflow.rosters.views import FieldChange, RoleChange

__all__ = [
    "HEADINGS",
    "READ",
    "TITLE_ROLES",
    "USUAL_ROLES",
    "Done",
    "FieldChange",
    "RoleChange",
    "RosterNotReady",
    "RosterView",
    "accepted_words",
    "blank",
    "bring",
    "commit",
    "listed",
    "preview",
    "stage",
    "take_in",
    "view",
    "workbook",
]
