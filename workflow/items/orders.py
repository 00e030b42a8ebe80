"""What is asked of the one door, the receipt it answers with, and keys that serve one order."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Row,
    bindparam,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from workflow.database.transactions import connection_of
from workflow.items import opinions
from workflow.ledger import Entry
from workflow.models import Item, LedgerEntry, ReceiptRow
from workflow.models.base import table_of
from workflow.values.actor import Actor
from workflow.values.cached import cached_property
from workflow.values.canonical import fingerprint
from workflow.values.conditions import ConditionLine
from workflow.values.errors import InputRefused, KeyReused, Problem, Refusal
from workflow.values.vocabulary import Action

ASKED_BY: Final[Mapping[str, tuple[str, ...]]] = {
    Action.APPROVE: ("despite_questions",),
    Action.EVALUATE: ("verdict", "findings", "conditions", "override"),
    Action.REPORT: ("meeting_id",),
    Action.CARRY_OVER: ("cycle_id",),
}
"""The particulars that an action of the program's own asks for; the others ask for none."""

ASKED_BY_OWN: Final = ("despite_questions",)
"""What an action that a definition names itself may ask for: it can judge."""
_ACTIONS: Final = frozenset(Action)


@dataclass(frozen=True)
class ActionInput:
    """What some actions need beside a note; the rest stays empty.

    `verdict`, `findings`, `conditions` for evaluate, and `override`: why it is finalised
    without enough evaluation sheets; `meeting_id` for report; `cycle_id` for carry_over;
    `despite_questions` for approve, where some are not answered. `listed` are the conditions
    one by one; where they are given, `conditions` is made of them, else they are read from
    its numbers.
    """

    verdict: str = ""
    findings: str = ""
    conditions: str = ""
    meeting_id: int | None = None
    cycle_id: str = ""
    override: str = ""
    listed: tuple[ConditionLine, ...] = ()
    despite_questions: bool = False

    def plain(self) -> dict[str, Any]:
        """As values of JSON; `listed` only where conditions are given one by one."""
        values = {name: getattr(self, name) for name in PLAIN}
        listed = [one.plain() for one in self.listed]
        return {**values, "listed": listed} if listed else values

    @staticmethod
    def from_plain(values: Mapping[str, Any]) -> "ActionInput":
        """Read back what `plain` gave."""
        listed = tuple(map(ConditionLine.from_plain, values.get("listed", ())))
        return ActionInput(**{**values, "listed": listed})

    def asked_by(self, action: str) -> "ActionInput":
        """What `action` asks for; a verdict sent along with a submission is nobody's verdict."""
        names = ASKED_BY.get(action, () if action in _ACTIONS else ASKED_BY_OWN)
        if not names:
            return NO_INPUT
        listed = self.listed if "conditions" in names else ()
        return ActionInput(**{name: getattr(self, name) for name in names}, listed=listed)


NO_INPUT = ActionInput()
PLAIN: Final = tuple(one.name for one in fields(ActionInput) if one.name != "listed")
"""The particulars that are values of JSON as they are."""


class Quoting(NamedTuple):
    """A new item is taken from an earlier one; `seen` is the content hash that was quoted."""

    source_id: int
    seen: str


@dataclass(frozen=True)
class Order:
    """One action asked for by one person, on what that person saw.

    `seen` is the content hash of what was displayed, `last_move` the number of the last entry
    that the history had then; `key` makes a second delivery of the same order harmless.
    """

    item_id: int
    action: str
    actor: Actor | None
    seen: str | None = None
    note: str = ""
    key: str | None = None
    particulars: ActionInput = field(default=NO_INPUT)
    last_move: int | None = None

    @cached_property
    def fingerprint(self) -> str:
        """What is ordered and by whom, so that a key cannot serve two orders."""
        return fingerprint(
            {
                "item": self.item_id,
                "action": self.action,
                "actor": self.actor.login if self.actor else None,
                "note": self.note,
                "particulars": self.particulars.plain(),
            }
        )


@dataclass(frozen=True)
class Receipt:
    """A move that happened: the item, the state it is in now, the ledger's entry.

    `entry_hash` is empty as long as closed opinions could be guessed by it.
    """

    item_id: int
    action: str
    state: str
    at: datetime
    entry_hash: str


Outcome = Receipt | Refusal
"""What becomes of one order of a batch."""


Listener = Callable[[str, str], None]
"""Is told an action and how it ended."""

DONE: Final = "done"
FAILED: Final = "failed"


class Listeners:
    """Everybody who watches the moves of one engine."""

    def __init__(self) -> None:
        """Nobody yet."""
        self._watchers: list[Listener] = []

    def add(self, watcher: Listener) -> None:
        """Tell `watcher` too from now on."""
        self._watchers.append(watcher)

    def notify(self, action: str, result: str) -> None:
        """Tell all of one move: `done`, `failed`, or the key of its refusal."""
        for watcher in self._watchers:
            watcher(action, result)

    def notify_all(self, outcomes: Iterable[tuple[str, Outcome]]) -> None:
        """Tell all of a batch that is in the database now: each action with its outcome."""
        for action, outcome in outcomes:
            self.notify(action, outcome.key if isinstance(outcome, Refusal) else DONE)


LONGEST_KEY: Final = 80

_ITEMS, _LEDGER, _OLD = table_of(Item), table_of(LedgerEntry), table_of(ReceiptRow)
_WANTED: Final[Any] = bindparam("wanted")
_SOME_WANTED: Final[Any] = bindparam("wanted", expanding=True)


def _receipts(key: Callable[[ColumnElement[Any]], ColumnElement[bool]]) -> CompoundSelect[Any]:
    """Receipts by their keys: entries of the ledger, and what an older version kept beside it."""
    of_both = ("key", "order_hash", "item_id", "action", "entry_hash", "at")
    entries, old = _LEDGER.c[of_both], _OLD.c[of_both]
    state, closed = _LEDGER.c.to_state.label("state"), (_LEDGER.c.sequence, _ITEMS.c.sealed_from)
    return union_all(
        select(*entries, state, *closed)
        .join(_ITEMS, _ITEMS.c.id == _LEDGER.c.item_id)
        .where(key(_LEDGER.c.key)),
        select(*old, _OLD.c.state, literal(0), null()).where(key(_OLD.c.key)),
    )


_BY_KEY: Final = _receipts(lambda key: key == _WANTED)
_BY_KEYS: Final = _receipts(lambda key: key.in_(_SOME_WANTED))

Given = Mapping[str, Row[Any]]
"""Rows of receipts by their keys."""


def find(session: Session, key: str | None, order_hash: str) -> Receipt | None:
    """The receipt once given for `key`.

    Raises KeyReused where the key stood for another order, InputRefused where it
    is no key at all (longer than 80 characters).
    """
    kept: Given = {}
    if key and is_key(key):
        row = connection_of(session).execute(_BY_KEY, {"wanted": key}).first()
        kept = {key: row} if row else {}
    return among(kept, key, order_hash)


def given(session: Session, keys: Iterable[str]) -> Given:
    """The receipts once given for any of `keys`, by key: one query."""
    wanted = [key for key in keys if is_key(key)]
    rows = connection_of(session).execute(_BY_KEYS, {"wanted": wanted}) if wanted else ()
    return {row.key: row for row in rows}


def among(kept: Given, key: str | None, order_hash: str) -> Receipt | None:
    """The same as `find`, of receipts that were asked for before."""
    if not key:
        return None
    require_key(key)
    row = kept.get(key)
    if row is None:
        return None
    if row.order_hash != order_hash:
        raise KeyReused()
    told = _told(row.entry_hash, row.sequence, row.sealed_from)
    return Receipt(row.item_id, row.action, row.state, row.at, told)


def require_key(key: str) -> None:
    """Raise InputRefused where it is no key: longer than 80 characters, or not printable."""
    if not is_key(key):
        raise InputRefused([Problem("key", "key_unreadable")])


def is_key(key: str) -> bool:
    """Whether it could be a key: short enough, and printable."""
    return len(key) <= LONGEST_KEY and key.isprintable()


def receipt_for(entry: Entry, sealed_from: int | None = None) -> Receipt:
    """The receipt for a move of an item; `sealed_from` is what the item says after it."""
    told = _told(entry.entry_hash, entry.sequence, sealed_from)
    return Receipt(entry.item_id, entry.action, entry.to_state, entry.at, told)


def _told(entry_hash: str, sequence: int, sealed_from: int | None) -> str:
    return "" if opinions.hides_hash(sequence, sealed_from) else entry_hash
