"""The editable masters: categories, criteria and verdicts, with all their versions."""

from workflow.masters.commands import add, place, rename, restore, retire
from workflow.masters.policy import LastMasterEntry
from workflow.masters.queries import EntryCard, EntryHistory, EntryVersion, entries, history

__all__ = [
    "EntryCard",
    "EntryHistory",
    "EntryVersion",
    "LastMasterEntry",
    "add",
    "entries",
    "history",
    "place",
    "rename",
    "restore",
    "retire",
]
