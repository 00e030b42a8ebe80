"""One action on many items: previewed, ordered exactly as it was previewed, reported."""

from workflow.bulk.moves import Progress, advance, commit
from workflow.bulk.policy import BulkAction, BulkNotReady
from workflow.bulk.previews import Preview, leave_out, preview, set_input, stage
from workflow.bulk.queries import BulkPage, BulkRowView, BulkRuns, BulkRunView, actions, page, runs

__all__ = [
    "BulkAction",
    "BulkNotReady",
    "BulkPage",
    "BulkRowView",
    "BulkRunView",
    "BulkRuns",
    "Preview",
    "Progress",
    "actions",
    "advance",
    "commit",
    "leave_out",
    "page",
    "preview",
    "runs",
    "set_input",
    "stage",
]
