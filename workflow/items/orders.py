"""What is asked of the one door, and the receipt it answers with."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Final, NamedTuple

from workflow.values.actor import Actor
from workflow.values.canonical import fingerprint
from workflow.values.errors import Refusal
from workflow.values.vocabulary import Action

ASKED_BY: Final[Mapping[str, tuple[str, ...]]] = {
    Action.EVALUATE: ("verdict", "findings", "conditions"),
    Action.REPORT: ("meeting_id",),
    Action.CARRY_OVER: ("cycle_id",),
}
"""The particulars that an action asks for; the others ask for none."""


@dataclass(frozen=True)
class Particulars:
    """What some actions need beside a note; the rest stays empty.

    `verdict`, `findings`, `conditions` for evaluate; `meeting_id` for report;
    `cycle_id` for carry_over.
    """

    verdict: str = ""
    findings: str = ""
    conditions: str = ""
    meeting_id: int | None = None
    cycle_id: str = ""

    def asked_by(self, action: str) -> "Particulars":
        """What `action` asks for; a verdict sent along with a submission is nobody's verdict."""
        return Particulars(**{name: getattr(self, name) for name in ASKED_BY.get(action, ())})


NO_PARTICULARS = Particulars()


class Quoting(NamedTuple):
    """A new item is taken from an earlier one; `seen` is the content hash that was quoted."""

    source_id: int
    seen: str


@dataclass(frozen=True)
class Order:
    """One action asked for by one person, on what that person saw.

    `seen` is the content hash of what was displayed; `key` makes a second
    delivery of the same order harmless.
    """

    item_id: int
    action: str
    actor: Actor | None
    seen: str | None = None
    note: str = ""
    key: str | None = None
    particulars: Particulars = field(default=NO_PARTICULARS)

    @cached_property
    def fingerprint(self) -> str:
        """What is ordered and by whom, so that a key cannot serve two orders."""
        return fingerprint(
            {
                "item": self.item_id,
                "action": self.action,
                "actor": self.actor.login if self.actor else None,
                "note": self.note,
                "particulars": asdict(self.particulars),
            }
        )


@dataclass(frozen=True)
class Receipt:
    """A move that happened: the item, the state it is in now, the ledger's entry."""

    item_id: int
    action: str
    state: str
    at: datetime
    entry_hash: str


Outcome = Receipt | Refusal
"""What becomes of one order of a batch."""


Watcher = Callable[[str, str], None]
"""Is told an action and how it ended."""

DONE: Final = "done"
FAILED: Final = "failed"


class Watchers:
    """Everybody who watches the moves of one engine."""

    def __init__(self) -> None:
        """Nobody yet."""
        self._watchers: list[Watcher] = []

    def add(self, watcher: Watcher) -> None:
        """Tell `watcher` too from now on."""
        self._watchers.append(watcher)

    def tell(self, action: str, result: str) -> None:
        """Tell all of one move: `done`, `failed`, or the key of its refusal."""
        for watcher in self._watchers:
            watcher(action, result)

    def tell_all(self, outcomes: Iterable[tuple[str, Outcome]]) -> None:
        """Tell all of a batch that is in the database now: each action with its outcome."""
        for action, outcome in outcomes:
            self.tell(action, outcome.key if isinstance(outcome, Refusal) else DONE)
