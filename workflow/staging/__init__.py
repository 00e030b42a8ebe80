"""Files that were brought in, each kept for a day for whoever brought it, until carried out."""

from workflow.staging.keeping import MOST_WAITING, Brought, beyond_most, keep, own, read, settle
from workflow.staging.row_files import Plan, RowFiles, StagedView

__all__ = [
    "MOST_WAITING",
    "Brought",
    "Plan",
    "RowFiles",
    "StagedView",
    "beyond_most",
    "keep",
    "own",
    "read",
    "settle",
]
