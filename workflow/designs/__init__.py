"""Definitions of processes written on pages: drafts, part by part, until they are published."""

from workflow.designs.commands import (
    DraftChanged,
    DraftWithdrawn,
    begin,
    begin_from,
    begin_new,
    change,
    rewrite,
    take_up,
    withdraw,
)
from workflow.designs.document import (
    ROLES,
    RULES,
    STATES,
    TRANSITIONS,
    Document,
    Part,
)
from workflow.designs.editing import (
    added,
    changed,
    described,
    description,
    moved,
    part,
    removed,
    with_roles,
)
from workflow.designs.findings import Finding, Findings
from workflow.designs.flat import PROPERTIES, SOME, filled, shown
from workflow.designs.queries import DraftDetail, draft, drafts

__all__ = [
    "PROPERTIES",
    "ROLES",
    "RULES",
    "SOME",
    "STATES",
    "TRANSITIONS",
    "Document",
    "DraftChanged",
    "DraftDetail",
    "DraftWithdrawn",
    "Finding",
    "Findings",
    "Part",
    "added",
    "begin",
    "begin_from",
    "begin_new",
    "change",
    "changed",
    "described",
    "description",
    "draft",
    "drafts",
    "filled",
    "moved",
    "part",
    "removed",
    "rewrite",
    "shown",
    "take_up",
    "with_roles",
    "withdraw",
]
