"""Files that were brought in, each kept for a day for whoever brought it, until carried out."""

from workflow.staging.files import HELD_FOR, Brought, keep, own, read, settle
from workflow.staging.plans import Plan, StagedView, carry_out, look

__all__ = [
    "HELD_FOR",
    "Brought",
    "Plan",
    "StagedView",
    "carry_out",
    "keep",
    "look",
    "own",
    "read",
    "settle",
]
