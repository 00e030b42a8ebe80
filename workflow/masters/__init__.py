"""The editable masters: categories, criteria, verdicts with all their versions; other names."""

from workflow.masters.commands import add, place, rename, restore, retire
from workflow.masters.department_names import (
    OtherName,
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
from workflow.masters.queries import EntryCard, EntryHistory, EntryVersion, entries, history
from workflow.masters.setup import (
    add_goal,
    add_matrix_entry,
    put_category,
    put_criterion,
    put_field,
    put_verdict,
)

__all__ = [
    "EntryCard",
    "EntryHistory",
    "EntryVersion",
    "LastMasterEntry",
    "OtherName",
    "add",
    "add_goal",
    "add_matrix_entry",
    "add_other_name",
    "entries",
    "follow",
    "forget",
    "history",
    "meant",
    "other_names",
    "own_names",
    "place",
    "put_category",
    "put_criterion",
    "put_field",
    "put_verdict",
    "remember",
    "remove_other_name",
    "rename",
    "restore",
    "retire",
]
