"""Checking what was frozen: every stored byte is what it was, and would be made again."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from workflow import ledger
from workflow.documents import snapshot
from workflow.items.reference import MeetingView, meeting
from workflow.reports import files, queries
from workflow.reports.policy import require_read
from workflow.reports.queries import EditionView
from workflow.values.vocabulary import Stage
from workflow.work import Work

BYTES_CHANGED: Final = "bytes_changed"
MISSING: Final = "missing"
RECORD_DIFFERS: Final = "record_differs"
REBUILT_DIFFERS: Final = "rebuilt_differs"
LEDGER_NEVER_HAD: Final = "ledger_never_had"
UNKNOWN_FILE: Final = "unknown_file"


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


def verify(work: Work, meeting_id: int) -> tuple[Finding, ...]:
    """Check every edition of a meeting: stored bytes, record, ledger, rebuilt files.

    Raises WrongRole, NotFound.
    """
    there = meeting(work, meeting_id)
    return tuple(
        finding
        for edition in queries.editions(work, meeting_id)
        for finding in _findings(work, there, edition)
    )


def verify_file(work: Work, name: str, content: bytes) -> Finding:
    """Whether a file is, byte for byte, one that was frozen; then it is named with its edition.

    Raises WrongRole.
    """
    require_read(work.actor)
    found = files.edition_of_file(work, sha256(content).hexdigest())
    if found is None:
        return Finding(name, UNKNOWN_FILE)
    year, number, stage, edition, form = found
    return Finding(f"{name} ({_place(year, number, stage, edition)} {form})", "")


def _findings(work: Work, there: MeetingView, edition: EditionView) -> Iterator[Finding]:
    """The snapshot, its record, the ledger's root, then each file: stored, and rebuilt."""
    name = _place(there.fiscal_year, there.number, edition.stage, edition.number)
    content = files.stored(work, edition.sha256)
    fault = _stored_fault(content, edition.sha256)
    yield Finding(f"{name} json", fault)
    if fault or content is None:
        return
    yield Finding(f"{name} record", _record_fault(there, edition))
    sound = ledger.audit(work.session, edition.ledger_head).is_sound
    yield Finding(f"{name} ledger", "" if sound else LEDGER_NEVER_HAD)
    rebuilt = snapshot.files(content)
    for form in sorted(rebuilt.keys() | edition.files.keys()):
        digest = edition.files.get(form, "")
        fault = _stored_fault(files.stored(work, digest), digest)
        if not fault and sha256(rebuilt.get(form, b"")).hexdigest() != digest:
            fault = REBUILT_DIFFERS
        yield Finding(f"{name} {form}", fault)


def _place(year: int, number: int, stage: Stage, edition: int) -> str:
    """2021-2 evaluated 第2版."""
    return f"{year}-{number} {stage.value} {snapshot.edition_name(edition)}"


def _stored_fault(content: bytes | None, digest: str) -> str:
    if content is None:
        return MISSING
    return "" if sha256(content).hexdigest() == digest else BYTES_CHANGED


def _record_fault(there: MeetingView, edition: EditionView) -> str:
    frozen = (
        edition.snapshot["meeting"]["fiscal_year"],
        edition.snapshot["meeting"]["number"],
        edition.snapshot["stage"],
        edition.snapshot["edition"],
        edition.snapshot["ledger_head"],
        edition.snapshot["note"],
    )
    recorded = (
        there.fiscal_year,
        there.number,
        edition.stage.value,
        edition.number,
        edition.ledger_head,
        edition.note,
    )
    return "" if frozen == recorded else RECORD_DIFFERS
