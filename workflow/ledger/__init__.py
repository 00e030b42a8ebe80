"""The history: appended to by every move, changed by nothing, provable by hashes.

Each entry is hashed over its own words and the hash of the one before it; the item
keeps the length and the head of its chain; one Merkle root, the ledger's head, is made of
the heads of all items. Whoever has a printed head can prove with
`docs/verify_ledger.py` that nothing from before it was changed or taken away.

What administrators change (people, organisation, masters, set-up) is one chain of its own.
"""

from workflow.ledger.change_audit import ChangeAudit, audit_changes, export_changes
from workflow.ledger.change_list import (
    CHANGES_SHOWN,
    ChangeFilter,
    ChangeStep,
    ChangeView,
    changed_by,
    changes,
    last_changed,
    latest_first,
    name_of,
    steps_of,
)
from workflow.ledger.changes import Change, Fields, lock, record, stands_as, take_over, was_last
from workflow.ledger.entries import (
    BEGINNING,
    FOR,
    TRACK,
    Entry,
    Fault,
    append,
    body,
    entry_hash,
    named,
)
from workflow.ledger.files_at_rest import (
    DamagedFile,
    FileFault,
    damaged_in_database,
    damaged_in_storage,
    kept_files,
)
from workflow.ledger.heads import Head, head, keep, take
from workflow.ledger.verification import Audit, Break, Covered, Moment, audit, export
from workflow.values.changes import Referred

__all__ = [
    "BEGINNING",
    "CHANGES_SHOWN",
    "FOR",
    "TRACK",
    "Audit",
    "Break",
    "Change",
    "ChangeAudit",
    "ChangeFilter",
    "ChangeStep",
    "ChangeView",
    "Covered",
    "DamagedFile",
    "Entry",
    "Fault",
    "Fields",
    "FileFault",
    "Head",
    "Moment",
    "Referred",
    "append",
    "audit",
    "audit_changes",
    "body",
    "changed_by",
    "changes",
    "damaged_in_database",
    "damaged_in_storage",
    "entry_hash",
    "export",
    "export_changes",
    "head",
    "keep",
    "kept_files",
    "last_changed",
    "latest_first",
    "lock",
    "name_of",
    "named",
    "record",
    "stands_as",
    "steps_of",
    "take",
    "take_over",
    "was_last",
]
