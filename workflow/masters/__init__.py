"""The editable masters: categories, criteria and verdicts, with all their versions."""

from workflow.masters.commands import add, place, rename, restore, retire
from workflow.masters.policy import LastMasterEntry
from workflow.masters.queries import EntryCard, EntryHistory, EntryVersion, entries, history
from workflow.masters.setup import (
    add_goal,
    add_matrix_entry,
    put_category,
    put_criterion,
    put_verdict,
)

__all__ = [
    "EntryCard",
    "EntryHistory",
    "EntryVersion",
    "LastMasterEntry",
    "add",
    "add_goal",
    "add_matrix_entry",
    "entries",
    "history",
    "place",
    "put_category",
    "put_criterion",
    "put_verdict",
    "rename",
    "restore",
    "retire",
]
