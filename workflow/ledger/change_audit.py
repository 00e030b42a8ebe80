"""Whether the record of the office's changes holds together, and agrees with what stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow.ledger.changes import current, words
from workflow.ledger.entries import BEGINNING, Fault, Link
from workflow.ledger.folders import bare, moment, read_back
from workflow.ledger.heads import CHUNK
from workflow.models import OfficeChange, OfficeChangesEnd
from workflow.values.canonical import canonical_bytes, canonical_line

CHANGES_FORMAT: Final = "jizen-office-changes"

_ENTRIES: Final = select(
    OfficeChange.sequence,
    bare(OfficeChange.at),
    OfficeChange.actor_id,
    OfficeChange.actor_login,
    OfficeChange.subject,
    OfficeChange.code,
    OfficeChange.action,
    bare(OfficeChange.before),
    bare(OfficeChange.after),
    OfficeChange.note,
    OfficeChange.previous_hash,
    OfficeChange.entry_hash,
).order_by(OfficeChange.sequence)


@dataclass(frozen=True)
class ChangeBreak:
    """An entry of the record that is not as it was written, or a subject that differs from it.

    `sequence` is None for a subject of which nothing was recorded.
    """

    sequence: int | None
    subject: str
    code: str
    what: Fault


@dataclass(frozen=True)
class ChangeAudit:
    """What an audit of the record found; `head` is the hash of its last entry."""

    head: str
    entries: int
    breaks: tuple[ChangeBreak, ...]

    @property
    def is_sound(self) -> bool:
        """Whether nothing is broken."""
        return not self.breaks


def audit_changes(session: Session) -> ChangeAudit:
    """Walk the whole record; name the first broken entry, and every subject that differs."""
    end = session.scalars(select(OfficeChangesEnd)).one()
    last: dict[tuple[str, str], tuple[int, Any]] = {}
    broken: ChangeBreak | None = None
    before, place = BEGINNING, 0
    for place, link in enumerate(change_links(session), 1):
        body = link.body
        broken = broken or _fault(link, place, before, end.length)
        before = link.hash
        last[body["subject"], body["code"]] = (body["sequence"], body["after"])
    if not broken and (place, before) != (end.length, end.head or BEGINNING):
        what = Fault.MISSING if place < end.length else Fault.END
        broken = ChangeBreak(end.length if place < end.length else place, "", "", what)
    breaks = [broken] if broken else []
    return ChangeAudit(before, place, (*breaks, *_differing(last, session)))


def change_links(session: Session) -> Iterator[Link]:
    """Every entry of the record in order, with the hash that it carries."""
    for row in session.execute(_ENTRIES.execution_options(yield_per=CHUNK)):
        before, after = (None if one is None else read_back(one) for one in (row.before, row.after))
        yield Link(words(row, moment(row.at), before, after), row.entry_hash)


def export_changes(session: Session) -> Iterator[bytes]:
    """The record as canonical JSON Lines: the end first, then each entry with its hash.

    Each hash is the SHA-256 of the canonical JSON of its "change"; "previous" is the one before.
    """
    end = session.scalars(select(OfficeChangesEnd)).one()
    yield canonical_line(
        {"format": CHANGES_FORMAT, "version": 1, "head": end.head, "entries": end.length}
    )
    for link in change_links(session):
        yield canonical_line({"change": dict(link.body), "hash": link.hash})


def _fault(link: Link, place: int, before: str, length: int) -> ChangeBreak | None:
    body = link.body
    if body["sequence"] != place:
        what = Fault.MISSING if body["sequence"] > place else Fault.INSERTED
        return ChangeBreak(place, "", "", what)
    if not link.is_whole():
        what = Fault.CHANGED
    elif body["previous"] != before:
        what = Fault.UNLINKED
    elif place > length:
        what = Fault.INSERTED
    else:
        return None
    return ChangeBreak(place, body["subject"], body["code"], what)


def _differing(last: dict[tuple[str, str], tuple[int, Any]], session: Session) -> list[ChangeBreak]:
    """The subjects that do not stand as the last entry about them says."""
    found = []
    for subject, stands in current(session).items():
        said = {code: one for (kind, code), one in last.items() if kind == subject}
        for code in sorted({*stands, *said}):
            sequence, after = said.get(code, (None, None))
            if sequence is None:
                found.append(ChangeBreak(None, subject.value, code, Fault.UNRECORDED))
            elif canonical_bytes(stands.get(code)) != canonical_bytes(after):
                found.append(ChangeBreak(sequence, subject.value, code, Fault.SUBJECT))
    return found
