"""What all frozen editions share: bytes kept by SHA-256, numbers, and who reads them."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Final, Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow.editions import policy
from workflow.items import visibility
from workflow.models import StoredFile
from workflow.values.actor import Actor, permitted
from workflow.values.errors import NoteRequired, Refusal, SomeoneElseActedFirst
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


# ------------------------------------------------------------- which comes next


class Frozen(Protocol):
    """An edition that was frozen."""

    number: int
    frozen_by: int
    note: str


def was_delivered(last: Frozen | None, shown: int | None, by: Actor, note: str) -> bool:
    """Whether the edition that the person was shown it would be is there already, by themselves.

    Raises SomeoneElseActedFirst where it is somebody else's, or says something else.
    """
    if last is None or shown != last.number:
        return False
    if (last.frozen_by, last.note) != (by.person_id, note):
        raise SomeoneElseActedFirst()
    return True


def next_number(last: Frozen | None, shown: int | None, note: str) -> int:
    """The number of the next edition; None of `shown` asks for whichever it is.

    Raises SomeoneElseActedFirst, NoteRequired from the second on.
    """
    number = last.number + 1 if last else 1
    if shown not in (None, number):
        raise SomeoneElseActedFirst()
    if last and not note:
        raise NoteRequired()
    return number


# --------------------------------------------------------------- who reads them


def may_read(work: Work) -> Refusal | None:
    """Why the person may not read frozen editions; None when they may."""
    return policy.may_read(work.actor, limited=visibility.is_limited(work))


def require_read(work: Work) -> Actor:
    """Give back the person where they may read, or raise the reason why not."""
    return permitted(work.actor, may_read(work))
