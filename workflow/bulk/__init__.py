"""One action on many items: previewed, ordered exactly as it was previewed, reported."""

from workflow.bulk.moves import Progress, advance, commit
from workflow.bulk.offers import actions
from workflow.bulk.policy import BulkNotReady
from workflow.bulk.previews import (
    leave_out,
    preview,
    preview_verdicts,
    set_input,
    stage,
)
from workflow.bulk.queries import BulkPage, BulkRunView, page, runs

__all__ = [
    "BulkNotReady",
    "BulkPage",
    "BulkRunView",
    "Progress",
    "actions",
    "advance",
    "commit",
    "leave_out",
    "page",
    "preview",
    "preview_verdicts",
    "runs",
    "set_input",
    "stage",
]
