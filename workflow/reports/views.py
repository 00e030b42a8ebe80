"""Frozen editions, what would be frozen, and how two lists differ."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from workflow.documents.seal import Amended
from workflow.items.reference import MeetingView
from workflow.values.actor import Title
from workflow.values.errors import Refusal
from workflow.values.vocabulary import AgendaKind, Fate, Stage


@dataclass(frozen=True)
class LiftView:
    """A freeze was lifted: who did it, when and why."""

    by: Title
    at: datetime
    reason: str


@dataclass(frozen=True)
class EditionView:
    """A frozen edition; the texts of the snapshot are empty where it is no longer sound."""

    id: int
    meeting_id: int
    stage: Stage
    number: int
    sha256: str
    ledger_head: str
    note: str
    by: Title
    at: datetime
    files: Mapping[str, str]
    """Form -> SHA-256 of the file as it was at freezing."""
    lift: LiftView | None
    snapshot: Mapping[str, Any]

    @property
    def is_sound(self) -> bool:
        """Whether the snapshot is what it was at freezing."""
        return bool(self.snapshot)

    @property
    def title(self) -> str:
        """The title that is printed."""
        return str(self.snapshot.get("title", ""))

    @property
    def paper(self) -> str:
        """資料1-6, or another number that the agenda gave."""
        return str(self.snapshot.get("paper", ""))

    @property
    def count(self) -> int:
        """How many items it holds."""
        return len(self.snapshot.get("items", ()))

    @property
    def kyen(self) -> int:
        """Their sum in 千円."""
        return int(self.snapshot.get("listing", {}).get("kyen", 0))

    @property
    def amendments(self) -> tuple[Amended, ...]:
        """What it changed against the edition before."""
        amendment = self.snapshot.get("amendment") or {}
        return tuple(Amended(**row) for row in amendment.get("rows", ()))

    @property
    def remarks(self) -> tuple[str, ...]:
        """The sentences under its sums."""
        return tuple(self.snapshot.get("remarks", ()))


@dataclass(frozen=True)
class CarriedView:
    """An item that was carried over into a meeting's cycles, or out of them."""

    item_id: int
    name: str
    from_cycle: str
    to_cycle: str
    reason: str
    by: Title
    at: datetime


@dataclass(frozen=True)
class Prospect:
    """What freezing a stage now would do; `refusal` tells why it cannot be done."""

    meeting: MeetingView
    stage: Stage
    number: int
    paper: str
    title: str
    count: int
    kyen: int
    drafts: tuple[str, ...]
    """Names of items that were never submitted: freezing hands them to the headquarters."""
    without_verdict: tuple[str, ...]
    """Names of the meeting's items without a verdict: a list of results does not hold them."""
    changes: tuple[Amended, ...]
    refusal: Refusal | None


@dataclass(frozen=True)
class DifferenceRow:
    """What became of an item between the planned list and the results; amounts in 千円."""

    item_id: int
    department: str
    section: str
    name: str
    planned_kyen: int | None
    evaluated_kyen: int | None
    verdict: str
    fate: Fate
    reason: str

    @property
    def change_kyen(self) -> int:
        """Results less plan; 0 where the item stands on one of the two only."""
        if self.planned_kyen is None or self.evaluated_kyen is None:
            return 0
        return self.evaluated_kyen - self.planned_kyen


@dataclass(frozen=True)
class StageDifference:
    """The planned list beside the results; an edition of 0 is the list as it stands now."""

    meeting: MeetingView
    planned_edition: int
    evaluated_edition: int
    planned_kyen: int
    evaluated_kyen: int
    rows: tuple[DifferenceRow, ...]


@dataclass(frozen=True)
class EditionDifference:
    """What two editions of one stage say differently."""

    before: EditionView
    after: EditionView
    rows: tuple[Amended, ...]


@dataclass(frozen=True)
class AgendaEntry:
    """A paper of a meeting: 資料1-6 is group 1, number 6."""

    group: int
    number: int
    title: str
    kind: AgendaKind = AgendaKind.FREE

    @property
    def paper(self) -> str:
        """資料1-6."""
        return f"資料{self.group}-{self.number}"


@dataclass(frozen=True)
class AgendaView:
    """A meeting's agenda as it stands; version 0 where there is none yet."""

    meeting: MeetingView
    version: int
    entries: tuple[AgendaEntry, ...]
    frozen: bool
    by: Title | None = None
    at: datetime | None = None

    def paper_of(self, kind: AgendaKind) -> str | None:
        """The number of the first paper of a kind."""
        return next((one.paper for one in self.entries if one.kind is kind), None)


@dataclass(frozen=True)
class Finding:
    """What `verify` says of one thing: a snapshot, a file of an edition, or a given file."""

    name: str
    fault: str
    """"" where all is well; otherwise a code: `bytes_changed`, `rebuilt_differs`, …"""

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.fault
