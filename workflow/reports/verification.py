"""Checking what was frozen: is every stored byte what it was, and would it be made again."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Final

from workflow import ledger
from workflow.documents import snapshot
from workflow.items.reference import MeetingView
from workflow.reports import queries
from workflow.reports.views import EditionView, Finding
from workflow.values.vocabulary import Stage
from workflow.work import Work

BYTES_CHANGED: Final = "bytes_changed"
MISSING: Final = "missing"
RECORD_DIFFERS: Final = "record_differs"
REBUILT_DIFFERS: Final = "rebuilt_differs"
LEDGER_NEVER_HAD: Final = "ledger_never_had"
UNKNOWN_FILE: Final = "unknown_file"


def edition_findings(work: Work, there: MeetingView, kept: EditionView) -> Iterator[Finding]:
    """The snapshot, its record, the ledger's root, then each file: stored, and rebuilt."""
    name = _place(there.fiscal_year, there.number, kept.stage, kept.number)
    content = queries.stored(work, kept.sha256)
    fault = _stored_fault(content, kept.sha256)
    yield Finding(f"{name} json", fault)
    if fault or content is None:
        return
    yield Finding(f"{name} record", _record_fault(there, kept))
    sound = ledger.audit(work.session, kept.ledger_head).is_sound
    yield Finding(f"{name} ledger", "" if sound else LEDGER_NEVER_HAD)
    rebuilt = snapshot.files(content)
    for form in sorted(rebuilt.keys() | kept.files.keys()):
        digest = kept.files.get(form, "")
        fault = _stored_fault(queries.stored(work, digest), digest)
        if not fault and sha256(rebuilt.get(form, b"")).hexdigest() != digest:
            fault = REBUILT_DIFFERS
        yield Finding(f"{name} {form}", fault)


def file_finding(work: Work, name: str, content: bytes) -> Finding:
    """Whether a file is, byte for byte, one that was frozen; then it is named with its edition."""
    found = queries.edition_of_file(work, sha256(content).hexdigest())
    if found is None:
        return Finding(name, UNKNOWN_FILE)
    year, number, stage, edition, form = found
    return Finding(f"{name} ({_place(year, number, stage, edition)} {form})", "")


def _place(year: int, meeting: int, stage: Stage, edition: int) -> str:
    """2021-2 evaluated 第2版."""
    return f"{year}-{meeting} {stage.value} {snapshot.edition_name(edition)}"


def _stored_fault(content: bytes | None, digest: str) -> str:
    if content is None:
        return MISSING
    return "" if sha256(content).hexdigest() == digest else BYTES_CHANGED


def _record_fault(there: MeetingView, kept: EditionView) -> str:
    told = (
        kept.snapshot["meeting"]["fiscal_year"],
        kept.snapshot["meeting"]["number"],
        kept.snapshot["stage"],
        kept.snapshot["edition"],
        kept.snapshot["ledger_head"],
        kept.snapshot["note"],
    )
    recorded = (
        there.fiscal_year,
        there.number,
        kept.stage.value,
        kept.number,
        kept.ledger_head,
        kept.note,
    )
    return "" if told == recorded else RECORD_DIFFERS
