"""The editable masters with all their versions, as pages and as one table; other names."""

from workflow.masters.commands import add, place, rename, restore, retire
from workflow.masters.department_names import (
    add_other_name,
    follow,
    forget,
    meant,
    other_names,
    own_names,
    remember,
    remove_other_name,
)
from workflow.masters.policy import LastMasterEntry
from workflow.masters.queries import EntryHistory, entries, history
from workflow.masters.setup import (
    put_category,
    put_criterion,
    put_field,
    put_funding,
    put_usual_funding,
    put_verdict,
    usual_of,
)
from workflow.masters.table import Entry, EntryChange, Preview, listed, preview, take_over

__all__ = [
    "Entry",
    "EntryChange",
    "EntryHistory",
    "LastMasterEntry",
    "Preview",
    "add",
    "add_other_name",
    "entries",
    "follow",
    "forget",
    "history",
    "listed",
    "meant",
    "other_names",
    "own_names",
    "place",
    "preview",
    "put_category",
    "put_criterion",
    "put_field",
    "put_funding",
    "put_usual_funding",
    "put_verdict",
    "remember",
    "remove_other_name",
    "rename",
    "restore",
    "retire",
    "take_over",
    "usual_of",
]
