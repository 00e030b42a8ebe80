"""Things that the search finds by one text each: goals, undertakings.

There are some thousands of a kind at most, so the texts are looked through as they are, without
an index.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from workflow.models import WholeText
from workflow.textindex import ngrams

CHUNK: Final = 500
"""Things whose texts are written at a time when all are."""

Texts = Callable[[Session, list[int]], Iterator[tuple[int, str]]]
"""Of the things with these ids each with its text: a fixed number of queries."""


@dataclass(frozen=True)
class WholeTexts:
    """How the texts of one kind of thing are written; `key` of the table is `of`, the id."""

    table: type[WholeText]
    key: InstrumentedAttribute[int]
    of: InstrumentedAttribute[int]
    texts: Texts

    def put(self, session: Session, ids: Iterable[int]) -> None:
        """Have these things found by what they say now."""
        session.flush()
        wanted = list(ids)
        session.execute(delete(self.table).where(self.key.in_(wanted)))
        rows: list[dict[str, Any]] = [
            {self.key.key: one, "text": text, "folded": ngrams.folded(text)}
            for one, text in self.texts(session, wanted)
        ]
        if rows:
            session.execute(insert(self.table), rows)

    def is_missing(self, session: Session) -> bool:
        """Whether there are things but nothing to find them by: so it is after an upgrade."""
        found = session.scalar(select(self.key).limit(1))
        return found is None and session.scalar(select(self.of).limit(1)) is not None

    def rebuild(self, session: Session) -> int:
        """Write all texts anew, in the caller's transaction; gives how many."""
        ids = session.scalars(select(self.of).order_by(self.of)).all()
        for begin in range(0, len(ids), CHUNK):
            self.put(session, ids[begin : begin + CHUNK])
        return len(ids)
