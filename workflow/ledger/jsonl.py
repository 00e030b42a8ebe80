"""The ledger as a file that outsiders can check: JSON Lines, every line canonical.

First what is in it, then every entry by item and sequence, then the end of every
item's chain. `docs/ledger.md` describes the format, `docs/verify_ledger.py` checks it.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workflow.ledger.folders import links
from workflow.ledger.heads import ends, head, leaf
from workflow.models import Item, LedgerEntry
from workflow.values.canonical import canonical_bytes

FORMAT: Final = "jizen-ledger"
VERSION: Final = 1


def export(session: Session) -> Iterator[bytes]:
    """The file's lines, read from the database as they are taken."""
    yield _line(
        {
            "format": FORMAT,
            "version": VERSION,
            "head": head(session),
            "items": _count(session, Item),
            "entries": _count(session, LedgerEntry),
        }
    )
    for link in links(session):
        yield _line({"entry": _printable(link.body), "hash": link.hash})
    for end in ends(session):
        yield _line({"leaf": leaf(*end)})


def _line(value: Any) -> bytes:
    return canonical_bytes(value) + b"\n"


def _printable(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """Bytes, which only a spoiled row has, as text: the file shall show them too."""
    if any(isinstance(value, bytes) for value in body.values()):
        return {
            name: repr(value) if isinstance(value, bytes) else value for name, value in body.items()
        }
    return body


def _count(session: Session, table: type[Item | LedgerEntry]) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0
