"""What pages show of moves of many items: what may be ordered, previews and reports."""

from dataclasses import dataclass
from datetime import datetime

from workflow.items.orders import Particulars
from workflow.items.views import Total
from workflow.process.shape import NoteRule
from workflow.values.actor import Title
from workflow.values.errors import Refusal


@dataclass(frozen=True)
class BulkAction:
    """An action that a person may order for many items, and whether it asks for a reason."""

    action: str
    note: NoteRule


@dataclass(frozen=True)
class BulkRunView:
    """A run as a whole: how many items and 千円 are of each kind.

    `going` were foreseen to go, `refused` not (and are not tried); of those that go `done`
    went, `failed` were refused after all, and the rest waits.
    """

    id: int
    cycle_id: str
    action: str
    note: str
    particulars: Particulars
    asked: int
    seal: str
    previewed_at: datetime
    expires_at: datetime
    committed_at: datetime | None
    finished_at: datetime | None
    total: Total
    going: Total
    refused: Total
    done: Total
    failed: Total

    @property
    def tried(self) -> int:
        """How many rows have their outcome."""
        return self.done.count + self.failed.count

    @property
    def out_of_sight(self) -> int:
        """How many of the chosen items are not there (any more) for the person."""
        return self.asked - self.total.count


@dataclass(frozen=True)
class BulkRowView:
    """One item of a run; without a name and department where it went out of sight since.

    `state` is that of the preview. `refusal` is what is foreseen or what came of it;
    `done` where it went, with its `sequence` in the item's ledger. `principal` is in whose
    name besides one's own it would be moved, as things stand, or was.
    """

    place: int
    item_id: int
    name: str | None
    department: Title | None
    amount_kyen: int | None
    state: str
    refusal: Refusal | None
    done: bool
    sequence: int | None
    principal: Title | None


@dataclass(frozen=True)
class BulkPage:
    """A run with some of its rows; `reasons` counts the refused rows of the whole run."""

    run: BulkRunView
    note: NoteRule
    rows: tuple[BulkRowView, ...]
    reasons: tuple[tuple[Refusal, int], ...]
    next_place: int | None


@dataclass(frozen=True)
class BulkRuns:
    """A person's runs, the newest first; `next_id` where there are earlier ones."""

    runs: tuple[BulkRunView, ...]
    next_id: int | None
