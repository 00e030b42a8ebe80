"""The history: appended to by every move, changed by nothing, provable by hashes.

Each entry is hashed over its own words and the hash of the one before it; the item
keeps the length and the head of its chain; one Merkle root, the ledger's head, is made of
the heads of all items. Whoever has a printed head can prove with
`docs/verify_ledger.py` that nothing from before it was changed or taken away.
"""

from workflow.ledger.entries import BEGINNING, FOR, Entry, Fault, append, body, entry_hash, named
from workflow.ledger.heads import Head, keep, take
from workflow.ledger.merkle import head
from workflow.ledger.verification import Audit, Break, Covered, Moment, audit, export

__all__ = [
    "BEGINNING",
    "FOR",
    "Audit",
    "Break",
    "Covered",
    "Entry",
    "Fault",
    "Head",
    "Moment",
    "append",
    "audit",
    "body",
    "entry_hash",
    "export",
    "head",
    "keep",
    "named",
    "take",
]
