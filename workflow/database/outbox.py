"""The outbox: takes note of moves, so that those concerned are notified after the commit."""

from collections.abc import Sequence
from typing import Any, Protocol

from sqlalchemy.orm import Session


class Outbox(Protocol):
    """Takes note of moves, in the transaction in which they are made."""

    def after(self, session: Session, entries: Sequence[Any]) -> None:
        """Have these entries of the ledger announced; a rollback forgets it again."""

    def retry_now(self, mail_id: int, attempt: int) -> None:
        """Let the next attempt to send a mail, number `attempt`, be made at once."""

    def run_bulk(self, session: Session, run_id: int) -> None:
        """Have the moves of a bulk run made by one job; a rollback forgets it again."""

    def close(self) -> None:
        """Give back what is held open."""
