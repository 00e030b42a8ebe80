"""What an outbox is asked for, in the transaction of what it announces."""

from collections.abc import Sequence
from typing import Any, Protocol

from sqlalchemy.orm import Session


class Outbox(Protocol):
    """Takes note of moves, in the transaction in which they are made."""

    def after(self, session: Session, entries: Sequence[Any]) -> None:
        """Enqueue the announcement of these entries of the ledger; a rollback forgets it again."""

    def opened(self, session: Session, moves: Sequence[tuple[int, int]]) -> None:
        """Enqueue webhooks of entries that were closed until now; a rollback forgets it again."""

    def run_bulk(self, session: Session, run_id: int) -> None:
        """Enqueue the moves of a bulk run, one job; a rollback forgets it again."""

    def migrate(self, session: Session, migration_id: int) -> None:
        """Enqueue the migration of live items to another version; a rollback forgets it again."""

    def make_paper(self, session: Session, paper_id: int) -> None:
        """Enqueue the making of a paper; a rollback forgets it again."""

    def write_edition(self, session: Session, edition_id: int) -> None:
        """Enqueue the writing of the files of a frozen edition; a rollback forgets it again."""

    def mail_link(self, session: Session, person_id: int, purpose: str) -> None:
        """Enqueue the mail with a one-use link, to nobody for 0; a rollback forgets it again."""

    def committed(self, session: Session) -> None:
        """Be told that the session's transaction has been committed."""
