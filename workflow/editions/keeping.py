"""Bytes that were handed out are kept by their SHA-256, and checked whenever they are read."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow.models import StoredFile
from workflow.values.errors import Refusal
from workflow.work import Work

BYTES_CHANGED: Final = "bytes_changed"
MISSING: Final = "missing"
REBUILT_DIFFERS: Final = "rebuilt_differs"
RECORD_DIFFERS: Final = "record_differs"
LEDGER_NEVER_HAD: Final = "ledger_never_had"


class EditionBroken(Refusal):
    """What was stored at freezing is no longer what is there. Data: name."""

    key = "edition_broken"


@dataclass(frozen=True)
class Finding:
    """What a check says of one thing: a snapshot, a file of an edition, or a given file."""

    name: str
    fault: str
    """"" where all is well; otherwise a code: `bytes_changed`, `rebuilt_differs`, …"""

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.fault


def keep(session: Session, content: bytes) -> str:
    """Keep bytes, once; their SHA-256."""
    found = sha256(content).hexdigest()
    if session.get(StoredFile, found) is None:
        session.add(StoredFile(sha256=found, content=content))
        session.flush()
    return found


def stored(work: Work, digest: str) -> bytes | None:
    """The bytes stored under a SHA-256, whatever they are now."""
    return work.session.scalar(select(StoredFile.content).where(StoredFile.sha256 == digest))


def sound(work: Work, digest: str, name: str) -> bytes:
    """The bytes stored under a SHA-256. Raises EditionBroken where they are others."""
    content = stored(work, digest)
    if content is None or stored_fault(content, digest):
        raise EditionBroken(name=name)
    return content


def stored_fault(content: bytes | None, digest: str) -> str:
    """What is wrong with bytes that were read for a SHA-256; "" for nothing."""
    if content is None:
        return MISSING
    return "" if sha256(content).hexdigest() == digest else BYTES_CHANGED
