"""What a peer's process shares: its turn, and the audit row. Standard library only.

The row is the ledger's: the same columns, the content's hash, chained by SHA-256.
"""

import hashlib
import json
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime

ACTIONS = ("submit", "receive", "approve", "evaluate", "report")
ITEMS = 12
BEGINNING = "0" * 64
CONTENT = {
    "section": "税務課",
    "field": "administration",
    "category": "procedure",
    "name": "税務総合システム改修事業",
    "amount_kyen": 60016,
    "funding": "一般財源",
    "summary": "法人課税の制度の変更に対応する。",
}
COLUMNS = (
    "item_id", "sequence", "at", "action", "from_state", "to_state", "actor_id", "actor_login",
    "round", "note", "particulars", "content_hash", "previous_hash", "entry_hash",
)  # fmt: skip
TABLE = (
    "CREATE TABLE audit (item_id integer, sequence integer, at text, action text, from_state text,"
    " to_state text, actor_id integer, actor_login text, round integer, note text,"
    " particulars text, content_hash text, previous_hash text, entry_hash text,"
    " PRIMARY KEY (item_id, sequence))"
)


def fingerprint(value: object) -> str:
    """The SHA-256 of canonical JSON."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


class Chain:
    """The audit rows of one item, each carrying the hash of the one before."""

    def __init__(self, item_id: int) -> None:
        self._item_id = item_id
        self._sequence = 0
        self._head = BEGINNING

    def next(self, action: str, before: str, after: str, content: object) -> tuple[object, ...]:
        """The row of a step, in the order of COLUMNS."""
        self._sequence += 1
        at = datetime.now(UTC).isoformat(timespec="microseconds")
        words = (self._item_id, self._sequence, at, action, before, after, 1, "officer", 1, "",
                 "{}", fingerprint(content), self._head)  # fmt: skip
        self._head = fingerprint(words)
        return (*words, self._head)


def take_turns(prepare: Callable[[int], list[Callable[[], None]]]) -> None:
    """Answer each line of standard input by one run: its seconds for ITEMS x ACTIONS steps.

    `prepare` is given the number of the run and makes what is not timed; it gives the steps.
    """
    for run, _line in enumerate(sys.stdin):
        steps = prepare(run)
        began = time.perf_counter()
        for step in steps:
            step()
        sys.stdout.write(f"{time.perf_counter() - began}\n")
        sys.stdout.flush()
