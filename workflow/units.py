"""Units of work are opened here: reading and writing ones, on one database, in one clock's time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from workflow.database.master_cache import MasterCache
from workflow.database.outbox import Outbox
from workflow.database.transactions import Database
from workflow.files.storage import FileLimits, FolderStorage, Storage
from workflow.process.library import ProcessLibrary
from workflow.values.actor import Actor
from workflow.values.clock import Clock, SystemClock
from workflow.values.errors import DuplicateItem, SomeoneElseActedFirst, WaitedInACircle
from workflow.values.money import YEN_SUSPECTED_FROM
from workflow.work import Work

T = TypeVar("T")


class UnitsOfWork:
    """Opens units of work on one database, in the time of one clock."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        outbox: Outbox,
        library: ProcessLibrary | None = None,
        storage: Storage | None = None,
        file_limits: FileLimits | None = None,
        ask_from_kyen: int = YEN_SUSPECTED_FROM,
    ) -> None:
        """Open nothing yet. Without `storage` files lie in a folder."""
        self.database = database
        self.clock = clock
        self.outbox = outbox
        self.library = library or ProcessLibrary()
        self.storage: Storage = storage or FolderStorage()
        self.file_limits = file_limits or FileLimits()
        self.ask_from_kyen = ask_from_kyen
        self.masters = MasterCache()
        self.pace: Clock = SystemClock()
        """The real time, by which sessions, locks and links end."""

    @contextmanager
    def read(self, actor: Actor | None = None) -> Iterator[Work]:
        """A unit that reads, for `actor`: one consistent look at the database."""
        with self.database.reading() as session:
            yield self._unit(session, actor, {})

    @contextmanager
    def write(self, actor: Actor | None = None) -> Iterator[Work]:
        """A unit that writes, for `actor`: committed at its end, or it leaves nothing behind."""
        with self.database.writing() as session:
            yield self._unit(session, actor)
        self.outbox.committed(session)

    @contextmanager
    def note(self, actor: Actor | None = None) -> Iterator[Work]:
        """A short unit that writes while a page is read: it gives up rather than wait."""
        with self.database.noting() as session:
            yield self._unit(session, actor)

    def write_once(self, key: str | None, actor: Actor | None, verb: Callable[[Work], T]) -> T:
        """What `verb` gives in a writing unit of its own.

        Where somebody else was quicker and there is a `key`, `verb` is asked a second time: it
        may have been this key's own first delivery that won, and then its result is there now.
        So is one that waited in a circle with somebody else, who is through now.
        """
        try:
            with self.write(actor) as work:
                return verb(work)
        except WaitedInACircle:
            pass
        except (SomeoneElseActedFirst, DuplicateItem):
            if not key:
                raise
        with self.write(actor) as work:
            return verb(work)

    def _unit(
        self, session: Session, actor: Actor | None, loaded: dict[Any, Any] | None = None
    ) -> Work:
        return Work(
            session,
            actor,
            self.clock.now(),
            self.pace.now(),
            self.library,
            self.outbox,
            self.storage,
            self.file_limits,
            self.ask_from_kyen,
            loaded,
            self.masters,
        )
